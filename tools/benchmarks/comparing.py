"""Acts of this checkout beside those of another one, each by its own `bin/bench acts`, in turn on the same machine."""

import statistics
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

HEAD = "| one client | ours, p50 ms |"
MOST_TIMES = 1.1
BEFORE, NOW = "before", "now"
Act = tuple[float, float]
"""How long an act takes by one client, ours and core's, in milliseconds."""


def compare(here: Path, other: Path, rounds: int, words: Sequence[object]) -> None:
	"""Measure both trees `rounds` times, the one after the other, and print each act's medians. `words` are those of `acts`."""
	found: dict[str, dict[str, list[Act]]] = {BEFORE: defaultdict(list), NOW: defaultdict(list)}
	for _round in range(rounds):
		for name, tree in ((BEFORE, other), (NOW, here)):
			print(f"… {name}: {tree}", flush=True)
			for act, took in measured(tree, words).items():
				found[name][act].append(took)
	print("\n".join(table(found)))


def measured(tree: Path, words: Sequence[object]) -> dict[str, Act]:
	"""Act → what one run of a tree's own benchmark says of it."""
	command = [str(tree / "bin" / "bench"), "acts", *map(str, words)]
	done = subprocess.run(command, cwd=tree, capture_output=True, text=True)
	if done.returncode:
		raise SystemExit(
			f"{' '.join(command)} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
		)
	return read(done.stdout)


def read(said: str) -> dict[str, Act]:
	"""The medians of one client, out of what `bin/bench acts` prints."""
	rows = said.partition(HEAD)[2].partition("\n\n")[0].splitlines()[2:]
	cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
	return {act: (float(ours), float(cores)) for act, ours, cores, _ratio in cells}


def table(found: Mapping[str, Mapping[str, Sequence[Act]]]) -> list[str]:
	"""Each act before and now, with the ratio of the medians, and of those of ours to core's in the same runs."""
	lines = [
		"| act | before, ms | now, ms | now / before | the same, each by core's | wanted | holds |",
		f"|{'---|' * 7}",
	]
	for act in found[NOW]:
		before, now = (statistics.median(ours for ours, _cores in found[name][act]) for name in (BEFORE, NOW))
		by_core = [
			statistics.median(ours / cores for ours, cores in found[name][act]) for name in (BEFORE, NOW)
		]
		holds = "yes" if now / before <= MOST_TIMES else "NO"
		ratios = f"{now / before:.2f} | {by_core[1] / by_core[0]:.2f}"
		lines.append(f"| {act} | {before:.1f} | {now:.1f} | {ratios} | ≤ {MOST_TIMES} | {holds} |")
	return lines
