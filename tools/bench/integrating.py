"""Frappe's own runner: what is named on one site, everything in parts on two sites at once."""

import queue
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

from . import places, suites, tally, toolchain
from .home import APP, Home
from .runner import Runner
from .settings import Settings
from .tally import Tally

LONG = ("security/test_matrix.py", "security/test_parity.py", "test_broken_on_site.py")
"""Tests of the app that take minutes. Each is a part of its own and they come first: last of all, one would go on alone on one
site while the other has nothing left to do."""
PARTS = 16
"""Of the rest, in the order of their places; more than there are sites: whichever is done takes the next, so that both end at about
the same time."""


def sites(settings: Settings) -> tuple[str, ...]:
	return (settings.test_site, settings.second_test_site)


def named(runner: Runner, words: Sequence[str]) -> Tally:
	"""The tests these words choose."""
	command = frappe_command(runner, runner.settings.test_site, "run-tests", *words)
	code, output = suites.show(command, runner.home.bench, toolchain.environment(runner.home))
	return tally.of_unittest(output, code)


def everything(runner: Runner) -> Tally:
	"""All tests of the app, the parts printed one after the other as they end."""
	free: queue.SimpleQueue[str] = queue.SimpleQueue()
	for name in sites(runner.settings):
		free.put(name)
	with ThreadPoolExecutor(free.qsize()) as pool:
		ended = pool.map(lambda part: run_part(runner, free, part), parts(runner.home))
		return at_least_one(sum(ended, Tally()))


def parts(home: Home) -> list[list[Path]]:
	"""Every test file that needs a site, in one part each."""
	files = places.of_sites(home)
	long = [home.root / APP / "tests" / name for name in LONG]
	return [*([file] for file in long), *shared_out([file for file in files if file not in long], PARTS)]


def shared_out(files: Sequence[Path], number: int) -> list[list[Path]]:
	"""The files in their order, in so many parts of about as many tests."""
	counts = [file.read_text(encoding="utf-8").count("def test_") for file in files]
	found: list[list[Path]] = [[] for _ in range(number)]
	for file, before in zip(files, accumulate(counts, initial=0), strict=False):
		found[min(before * number // (sum(counts) or 1), number - 1)].append(file)
	return [part for part in found if part]


def run_part(runner: Runner, free: "queue.SimpleQueue[str]", part: Sequence[Path]) -> Tally:
	name = free.get()
	try:
		script = runner.home.root / "tools" / "site" / "run_files.py"
		command = [runner.home.python, script, name, APP, *part]
		# Kept until it has ended: parts at work at once would speak over each other.
		code, output = suites.collect(runner, command, runner.home.sites)
	finally:
		free.put(name)
	print(f"-- {part[0].relative_to(runner.home.root)} to {part[-1].name}, on {name}\n{output}", flush=True)
	return tally.of_part(output, code)


def frappe_command(runner: Runner, site: str, *words: object) -> list[object]:
	return [toolchain.program(runner.home, "bench"), "--site", site, *words]


def at_least_one(total: Tally) -> Tally:
	"""Nothing run at all is a failure."""
	return total if total != Tally() else Tally(failed=1)
