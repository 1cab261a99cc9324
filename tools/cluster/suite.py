"""bin/test cluster: makes the cluster ready, runs the checks on it, and ends it."""

import argparse
import time
import traceback
import unittest
from collections.abc import Sequence

from bench import setup_steps
from bench.runner import Runner, Step
from bench.tally import Tally

from . import checks, keeping, places, programs
from .running import Cluster


def run(runner: Runner, words: Sequence[str]) -> Tally:
	"""Each time a cluster as it was kept, and all checks on it in their order."""
	options = _parser().parse_args(list(words))
	setup_steps.set_up(runner)
	programs.prepare(runner)
	keeping.stop(runner)
	ports = places.choose_ports(runner.home.path)
	keeping.prepare(runner, ports)
	total = Tally()
	for number in range(options.times):
		suite = chosen(options.words)
		total += _once(Cluster(runner, ports), suite, f"{number + 1} of {options.times}")
	return total


def _parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(prog="bin/test cluster", description=run.__doc__)
	parser.add_argument(
		"--times", type=int, default=1, help="how often, each time from the beginning (default: 1)"
	)
	parser.add_argument(
		"-k",
		dest="words",
		action="append",
		default=[],
		help="only cases and checks whose name holds this word, or another one given like this",
	)
	return parser


def _once(cluster: Cluster, suite: unittest.TestSuite, which: str) -> Tally:
	begun = time.monotonic()
	try:
		cluster.runner.do(Step("Cluster", lambda run: cluster.start()))
		checks.OnCluster.cluster = cluster
		tally = of_result(unittest.TextTestRunner(verbosity=2, resultclass=SaidAtOnce).run(suite))
	finally:
		cluster.stop()
	print(f"-- {which}: {tally}, {time.monotonic() - begun:.0f} s", flush=True)
	return tally


def chosen(words: Sequence[str]) -> unittest.TestSuite:
	"""The cases in their order; with words those alone whose name holds one."""
	loader = unittest.TestLoader()
	if words:
		loader.testNamePatterns = [f"*{word}*" for word in words]
	return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in checks.IN_ORDER)


class SaidAtOnce(unittest.TextTestResult):
	"""What fails is said when it fails: the checks after it take minutes."""

	def addFailure(self, test, err):
		super().addFailure(test, err)
		self.stream.writeln(self.failures[-1][1])

	def addSubTest(self, test, subtest, err):
		super().addSubTest(test, subtest, err)
		if err:
			self.stream.writeln("".join(traceback.format_exception(*err)))

	def addError(self, test, err):
		super().addError(test, err)
		self.stream.writeln(self.errors[-1][1])


def of_result(result: unittest.TestResult) -> Tally:
	"""What ran; nothing run at all is a failure."""
	failed = len(result.failures) + len(result.errors)
	return Tally(max(result.testsRun - failed, 0), failed or int(result.testsRun == 0))
