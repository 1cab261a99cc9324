"""One name for one body throughout a document.

A bracket gives a body's other name, in either order: 市应急管理局（市安委办） and 市安委办（市应急管理局） are one.
The name it goes by is the one that stands outside brackets more often in this document. A name that is
bracketed with several different bodies is joined with none of them.
"""

from collections import Counter
from collections.abc import Iterable

from qingdan_app.parsing.units import UnitWords, normal_form


class Bodies:
	"""What a document as a whole says about the names of its bodies."""

	def __init__(self, units: Iterable[UnitWords]):
		self._standing: Counter[str] = Counter()
		self._partners: dict[str, list[str]] = {}
		for unit in units:
			self._standing[unit.name] += 1
			if unit.alias:
				self._pair(unit.name, unit.alias)

	def _pair(self, name: str, alias: str) -> None:
		for one, other in ((name, alias), (alias, name)):
			partners = self._partners.setdefault(one, [])
			if other not in partners:
				partners.append(other)

	def name_of(self, name: str) -> str:
		"""The name the body called `name` goes by."""
		other = self._only_partner(name)
		if other is None or self._only_partner(other) is None:
			return name
		return other if self._standing[other] > self._standing[name] else name

	def _only_partner(self, name: str) -> str | None:
		partners = self._partners.get(name, ())
		return partners[0] if len(partners) == 1 else None

	def is_disputed(self, unit: UnitWords) -> bool:
		"""Whether the name or the other name of a cell's body is bracketed with several names."""
		if unit.alias is None:
			return False
		return self._only_partner(unit.name) is None or self._only_partner(unit.alias) is None

	def similar(self) -> list[tuple[str, str]]:
		"""Pairs of different names that may be two spellings of one body, the later one first."""
		first_of: dict[str, str] = {}
		pairs = []
		for name in self._standing:
			earlier = first_of.setdefault(normal_form(name), name)
			if earlier != name and self.name_of(name) != self.name_of(earlier):
				pairs.append((name, earlier))
		return pairs
