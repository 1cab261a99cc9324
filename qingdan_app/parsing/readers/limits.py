"""How much of a file is read: more than this is refused in one sentence, before it costs time or memory."""

import time
from collections.abc import Callable
from typing import NamedTuple

from qingdan_app.parsing.content import Finding, Place
from qingdan_app.parsing.exceptions import NotAList

MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
	"""Each is far beyond any list of an office: the 2021 list has 3,700 cells, and 1 MB once unpacked."""

	megabytes: int = 32
	unpacked_megabytes: int = 64
	times_packed: int = 500
	"""How many times its packed size a part above one megabyte may be: XML of tables comes to about fifty."""
	tags: int = 3_000_000
	cells: int = 300_000
	rows: int = 60_000
	columns: int = 300
	depth: int = 30
	pages: int = 600
	findings: int = 500
	seconds: float = 30


LIMITS = Limits()


class Allowance:
	"""What the reading of one file may still take. Readers say what they are about to make; raises NotAList."""

	def __init__(self, limits: Limits = LIMITS, clock: Callable[[], float] = time.monotonic):
		self.limits = limits
		self._clock = clock
		self._end = clock() + limits.seconds
		self._cells = 0

	def size(self, data: bytes | str) -> None:
		if len(data) > self.limits.megabytes * MEGABYTE:
			raise NotAList(f"it is larger than is read at once: {self.limits.megabytes} MB")

	def cell(self, row: int, column: int) -> None:
		"""One more cell, whose last row and column these are (from 0)."""
		self._cells += 1
		if self._cells > self.limits.cells:
			raise NotAList(f"it has more cells than are read at once: {self.limits.cells}")
		if row >= self.limits.rows:
			raise NotAList(f"a table has more rows than are read at once: {self.limits.rows}")
		if column >= self.limits.columns:
			raise NotAList(f"a table has more columns than are read at once: {self.limits.columns}")
		if self._cells % 256 == 0:
			self.time()

	def depth(self, depth: int) -> None:
		if depth > self.limits.depth:
			raise NotAList(f"its parts are nested more deeply than is read: {self.limits.depth}")

	def tags(self, number: int) -> None:
		if number > self.limits.tags:
			raise NotAList(f"it has more marks than are read at once: {self.limits.tags}")

	def pages(self, number: int) -> None:
		if number > self.limits.pages:
			raise NotAList(f"it has more pages than are read at once: {self.limits.pages}")

	def time(self) -> None:
		if self._clock() > self._end:
			raise NotAList(f"reading it takes longer than it may, in seconds: {self.limits.seconds:g}")


class Findings:
	"""What a reader met that a person has to know of, at most so many, and how many more there were."""

	def __init__(self, allowance: Allowance):
		self._most = allowance.limits.findings
		self._found: list[Finding] = []
		self._more = 0

	def add(self, code: str, place: Place, **params: object) -> None:
		if len(self._found) < self._most:
			self._found.append(
				Finding(code, place, tuple((name, str(value)) for name, value in params.items()))
			)
		else:
			self._more += 1

	def all(self) -> tuple[Finding, ...]:
		if not self._more:
			return tuple(self._found)
		more = Finding("findings_more", self._found[-1].place, (("number", str(self._more)),))
		return (*self._found, more)
