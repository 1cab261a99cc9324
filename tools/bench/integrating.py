"""Frappe's own runner: what is named on one site, everything in parts on two sites at once."""

import queue
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from . import suites, tally, toolchain
from .home import APP
from .runner import Runner
from .settings import Settings
from .tally import Tally

PARTS = 12
"""More than there are sites: whichever is done takes the next, so that both end at about the same time."""
LONGEST = 8
"""About where the longest tests stand, those of security. They come first, and then whoever stands near them: last of all,
they would go on alone on one site for minutes."""
IN_ORDER = sorted(range(1, PARTS + 1), key=lambda part: abs(part - LONGEST))


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
		ended = pool.map(lambda part: run_part(runner, free, part), IN_ORDER)
		return at_least_one(sum(ended, Tally()))


def run_part(runner: Runner, free: "queue.SimpleQueue[str]", part: int) -> Tally:
	name = free.get()
	try:
		words = ("--app", APP, "--total-builds", PARTS, "--build-number", part)
		command = frappe_command(runner, name, "run-parallel-tests", *words)
		code, output = collect(runner, command)
	finally:
		free.put(name)
	print(f"-- part {part} of {PARTS}, on {name}\n{output}", flush=True)
	return tally.of_part(output, code)


def collect(runner: Runner, command: Sequence[object]) -> tuple[int, str]:
	"""Its exit code and all it printed, kept until it has ended: parts at work at once would speak over each other."""
	ended = subprocess.run(
		[str(word) for word in command],
		cwd=runner.home.bench,
		env=suites.whole_environment(toolchain.environment(runner.home)),
		stdin=subprocess.DEVNULL,
		stdout=subprocess.PIPE,
		stderr=subprocess.STDOUT,
		text=True,
		errors="replace",
	)
	return ended.returncode, ended.stdout


def frappe_command(runner: Runner, site: str, *words: object) -> list[object]:
	return [toolchain.program(runner.home, "bench"), "--site", site, *words]


def at_least_one(total: Tally) -> Tally:
	"""Nothing run at all is a failure."""
	return total if total != Tally() else Tally(failed=1)
