"""How long reading takes: the 2021 list, one a hundred times as long, and the list in other kinds of file.

    python tools/bench_parsing.py

Prints a table and ends with 1 if a bar is missed: 0.2 s for the list, and for the long document at most
1.3 times as much as its length explains. Each reader is measured on the list's tables as a file, and on ten times as many.
"""

import gc
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from qingdan_app.parsing import parse_text  # noqa: E402
from qingdan_app.parsing.content import Content  # noqa: E402
from qingdan_app.parsing.readers import read  # noqa: E402
from qingdan_app.parsing.tests import written_files as files  # noqa: E402
from qingdan_app.parsing.tests.seed_files import seed_content  # noqa: E402

FILES = {
	".docx": (files.docx, 1.0),
	".xlsx": (files.xlsx, 2.0),
	"HTML": (lambda content: files.page(content).encode(), 1.0),
}
"""How a kind of file is written, and in how many seconds the list is to be read from it."""
TIMES_AS_MANY = 10
TIMES_AS_LONG = 100
SECONDS_BAR = 0.2
RATIO_BAR = 1.3
ROUNDS = 5


class Seconds(NamedTuple):
	"""CPU time, which other programs on the machine do not lengthen, and time by the clock."""

	cpu: float
	clock: float


def main() -> int:
	text = (ROOT / "qingdan_app" / "demo" / "hangzhou-2021.txt").read_text(encoding="utf-8")
	short, long = _alternating(text, text * TIMES_AS_LONG)
	ratio = long.cpu / (short.cpu * TIMES_AS_LONG)
	print(f"{platform.node()} · {_processor()} · Python {platform.python_version()} · best of {ROUNDS}")
	met = [
		_line(
			"2021 list",
			f"{short.clock:.3f} s",
			f"{short.cpu:.3f} s CPU",
			f"{SECONDS_BAR} s",
			short.clock <= SECONDS_BAR,
		),
		_line(f"{TIMES_AS_LONG} times as long", f"{long.clock:.3f} s", f"{long.cpu:.3f} s CPU", "", True),
		_line(f"CPU time to {TIMES_AS_LONG} ×", f"{ratio:.2f}", "", f"{RATIO_BAR}", ratio <= RATIO_BAR),
	]
	for kind, (written, bar) in FILES.items():
		met += _of_a_kind(kind, written, bar)
	return 0 if all(met) else 1


def _of_a_kind(kind: str, written: Callable[[Content], bytes], bar: float) -> list[bool]:
	"""Reading alone, what the file says is another matter; and the most memory that it takes."""
	content = seed_content()
	one, many = written(content), written(Content(content.parts * TIMES_AS_MANY))
	short = _seconds(lambda: read(one), ROUNDS)
	long = _seconds(lambda: read(many), ROUNDS)
	ratio = long.cpu / (short.cpu * TIMES_AS_MANY)
	name = f"{kind} × {TIMES_AS_MANY}"
	return [
		_line(
			f"reading {kind}",
			f"{short.clock:.3f} s",
			f"{short.cpu:.3f} s CPU",
			f"{bar} s",
			short.clock <= bar,
		),
		_line(name, f"{ratio:.2f}", f"{_peak(one) / 2**20:.0f} MB peak", f"{RATIO_BAR}", ratio <= RATIO_BAR),
	]


def _peak(data: bytes) -> int:
	tracemalloc.start()
	read(data)
	most = tracemalloc.get_traced_memory()[1]
	tracemalloc.stop()
	return most


def _alternating(short: str, long: str) -> tuple[Seconds, Seconds]:
	"""The best times of both, measured in turn so that a change of the machine's load meets both."""
	rounds = [
		(_seconds(lambda: parse_text(short), 10), _seconds(lambda: parse_text(long), 1))
		for _ in range(ROUNDS)
	]
	return _best(one for one, _ in rounds), _best(other for _, other in rounds)


def _seconds(act: Callable[[], object], times: int) -> Seconds:
	gc.collect()
	return _best(_once(act) for _ in range(times))


def _once(act: Callable[[], object]) -> Seconds:
	cpu, clock = time.process_time(), time.perf_counter()
	act()
	return Seconds(time.process_time() - cpu, time.perf_counter() - clock)


def _best(measured: Iterable[Seconds]) -> Seconds:
	return Seconds(*(min(column) for column in zip(*measured, strict=True)))


def _line(name: str, value: str, cpu: str, bar: str, met: bool) -> bool:
	verdict = f"bar {bar:>6}  {'met' if met else 'MISSED'}" if bar else ""
	print(f"{name:<20} {value:>10} {cpu:>12}  {verdict}".rstrip())
	return met


def _processor() -> str:
	try:
		lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
	except OSError:
		return platform.processor() or platform.machine()
	names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
	return f"{names[0] if names else platform.machine()} × {len(names)}"


if __name__ == "__main__":
	sys.exit(main())
