"""A document while it is being read: what model.py holds, still open, cells still in their own words."""

from dataclasses import dataclass, field

from qingdan_app.parsing.headings import Serial
from qingdan_app.parsing.layout import Cell


@dataclass(slots=True)
class TaskDraft:
	number: int | None
	text: str
	line: int
	deadline: Cell


@dataclass(slots=True)
class ItemDraft:
	serial: Serial
	line: int
	text: str
	tags: tuple[str, ...]
	units: Cell
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

	@property
	def items(self) -> list[ItemDraft]:
		"""All items of the list's sections."""
		return [item for section in self.sections for item in section.items]
