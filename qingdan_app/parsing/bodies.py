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
		partners = self._partners.get(name, ())
		if len(partners) != 1:
			return name
		return partners[0] if self._standing[partners[0]] > self._standing[name] else name

	def is_disputed(self, unit: UnitWords) -> bool:
		"""Whether the other name the cell gives is bracketed with several bodies of which none is its usual name."""
		return bool(unit.alias) and len(self._partners[unit.alias]) > 1 and not self._is_usual(unit.alias)

	def _is_usual(self, name: str) -> bool:
		return all(self._standing[name] > self._standing[partner] for partner in self._partners[name])

	def similar(self) -> list[tuple[str, str]]:
		"""Pairs of different names that may be two spellings of one body, the later one first."""
		first_of: dict[str, str] = {}
		pairs = []
		for name in self._standing:
			earlier = first_of.setdefault(normal_form(name), name)
			if earlier != name and self.name_of(name) != self.name_of(earlier):
				pairs.append((name, earlier))
		return pairs
