"""Counting what the suites ran, whoever ran them."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

RAN = re.compile(r"^Ran (\d+) tests? in", re.MULTILINE)
CLOSING = re.compile(r"^(?:OK|FAILED) \((.*)\)$", re.MULTILINE)
PART = re.compile(r"^Tests: (\d+), Failing: (\d+), Errors: (\d+)$", re.MULTILINE)
SKIPPED = re.compile(r"^ +(?:\x1b\[\d+m)? = ", re.MULTILINE)
COUNT = re.compile(r"(failures|errors|skipped|unexpected successes)=(\d+)")


@dataclass(frozen=True)
class Tally:
	"""How many tests passed, failed and were skipped."""

	passed: int = 0
	failed: int = 0
	skipped: int = 0

	def __add__(self, other: "Tally") -> "Tally":
		return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

	def __str__(self) -> str:
		skipped = f", {self.skipped} skipped" if self.skipped else ""
		return f"{self.passed} passed, {self.failed} failed{skipped}"


def of_check(code: int) -> Tally:
	"""One check that holds or not."""
	return Tally(failed=1) if code else Tally(passed=1)


def of_junit(report: Path, code: int) -> Tally:
	"""What pytest wrote down; a run that failed without a failed test counts as one failure."""
	if not report.exists():
		return Tally(failed=1)
	suites = ElementTree.parse(report).getroot().iter("testsuite")
	counts = [
		[int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")] for suite in suites
	]
	total, failures, errors, skipped = map(sum, zip(*counts, strict=True))
	failed = failures + errors
	return Tally(total - failed - skipped, failed or bool(code) or int(total == 0), skipped)


def of_unittest(output: str, code: int) -> Tally:
	"""What unittest printed, once or several times; nothing run at all is a failure."""
	ran = sum(int(number) for number in RAN.findall(output))
	counts = {"failures": 0, "errors": 0, "skipped": 0, "unexpected successes": 0}
	for kind, number in COUNT.findall(" ".join(CLOSING.findall(output))):
		counts[kind] += int(number)
	skipped = counts.pop("skipped")
	failed = sum(counts.values())
	return Tally(max(ran - failed - skipped, 0), failed or int(bool(code) or ran == 0), skipped)


def of_part(output: str, code: int) -> Tally:
	"""What Frappe's runner of parts printed; a part may hold no test, but one that broke off has failed."""
	sums = [int(number) for number in PART.findall(output)[0]] if PART.search(output) else [0, 0, 0]
	ran, failed, skipped = sums[0], sum(sums[1:]), len(SKIPPED.findall(output))
	complete = not code and PART.search(output)
	return Tally(max(ran - failed - skipped, 0), failed or int(not complete), skipped)
