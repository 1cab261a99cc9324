"""A document while it is being read: what model.py holds, still open, cells still in their own words."""

from dataclasses import dataclass, field
from typing import NamedTuple

from qingdan_app.parsing.headings import Serial
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.role_phrases import says_first_leads


class UnitsCell(NamedTuple):
	"""A cell that names units. `role` is what its column or label says: lead, cooperating, responsible, or None.

	None and responsible alone include the lead; beside a lead cell responsible names the others. What was `said` for the whole
	document is no cell of it.
	"""

	cell: Cell
	role: str | None = None
	heading: str = ""
	said: bool = False


@dataclass(slots=True)
class TaskDraft:
	"""`units` is empty where those of the item hold, `deadline` None where the list has none for its tasks; `further` are cells under the headings of their columns.
	`deadline_said` holds instead what was said for the whole document."""

	number: int | None
	text: str
	line: int
	deadline: Cell | None
	units: tuple[UnitsCell, ...] = ()
	leader: Cell | None = None
	further: tuple[tuple[str, Cell], ...] = ()
	deadline_said: str = ""


@dataclass(slots=True)
class ItemDraft:
	"""`units` is empty where the list has none for its items."""

	serial: Serial
	line: int
	text: str
	tags: tuple[str, ...]
	units: tuple[UnitsCell, ...]
	number: str = ""
	leader: Cell | None = None
	tasks: list[TaskDraft] = field(default_factory=list)
	rows: int = 0
	number_in_doubt: TaskDraft | None = None


@dataclass(slots=True)
class SectionDraft:
	number: int | None
	leader: str | None
	post: str | None
	heading: str
	line: int
	items: list[ItemDraft] = field(default_factory=list)


@dataclass(slots=True)
class ListDraft:
	number: int | None
	title: str
	line: int
	header: tuple[str, ...] | None = None
	notes: list[str] = field(default_factory=list)
	sections: list[SectionDraft] = field(default_factory=list)
	first_leads: bool = False

	@property
	def says_first_leads(self) -> bool:
		"""Whether the list says that the first unit named leads: in its text, a note, or behind the first units."""
		said = [*self.notes, *(units.cell.text for item in self.items[:3] for units in item.units)]
		return self.first_leads or any(says_first_leads(words) for words in said)

	@property
	def items(self) -> list[ItemDraft]:
		"""All items of the list's sections."""
		return [item for section in self.sections for item in section.items]
