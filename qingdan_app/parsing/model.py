"""What a read list document consists of. The fields are the JSON of schema 1; README.md describes each."""

import datetime
from dataclasses import dataclass

from qingdan_app.parsing.content import Place
from qingdan_app.parsing.list_columns import TableColumns

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Issue:
	"""Something a person has to settle: where, what kind, and the values it speaks of.

	`line` counts from 1; in a file without lines it is the order of the place.
	"""

	line: int
	code: str
	message: str
	params: tuple[tuple[str, str], ...] = ()
	place: Place | None = None


@dataclass(frozen=True, slots=True)
class DeadlineDate:
	"""One date of a deadline: always the last day of what was named, with how precisely it was named."""

	date: datetime.date
	precision: str
	label: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
	"""A deadline cell: its words, its kind, the dates in it and the one that binds (or None)."""

	raw: str
	kind: str | None
	dates: tuple[DeadlineDate, ...] = ()
	final: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Target:
	"""A figure that a task is to reach: the words it stands in (`quote`, from `start` to `end` of the text), how much and how compared.

	`value` is a number or (from, to) and `unit` as written (万亩); `comparator` is =, >=, >, <=, <, ~= or range.
	"""

	quote: str
	start: int
	end: int
	value: int | float | tuple[int | float, int | float]
	unit: str
	comparator: str
	metric: str
	by: datetime.date | None = None
	by_source: str | None = None
	every: str | None = None
	per: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
	"""What somebody says once for the whole document: its year, and units, lead and deadline of tasks that name none.

	`units` and `deadline` are words as a cell would have them; `first_leads` says that the first unit of a cell leads.
	"""

	year: int | None = None
	units: str = ""
	lead: str = ""
	deadline: str = ""
	first_leads: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
	"""A responsible body as the cell wrote it (raw), the name it goes by and its other name.

	`role` is lead, cooperating or responsible where column or words say so, else None.
	"""

	raw: str
	name: str
	alias: str | None
	kind: str
	role: str | None = None


@dataclass(frozen=True, slots=True)
class Further:
	"""Words of a row that have no role of their own, under the heading of their column."""

	heading: str
	text: str


@dataclass(frozen=True, slots=True)
class Task:
	"""A task. Its `units` (and what tells of them) and `leader` are None where those of its item hold.

	`said` names what is no word of the document but was said for all of it: deadline, lead.
	"""

	number: int | None
	text: str
	line: int
	deadline: Deadline
	targets: tuple[Target, ...] = ()
	place: Place | None = None
	units_raw: str | None = None
	units: tuple[Unit, ...] | None = None
	lead_unit: str | None = None
	lead_units: tuple[str, ...] = ()
	lead_rule: str | None = None
	leader: str | None = None
	further: tuple[Further, ...] = ()
	said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
	"""A key work. `said` names what is no word of the document but was said for all of it: units, lead."""

	serial: int
	starred: bool
	text: str
	tags: tuple[str, ...]
	line: int
	units_raw: str
	units: tuple[Unit, ...]
	lead_unit: str | None
	lead_rule: str
	province_lead: tuple[str, ...]
	tasks: tuple[Task, ...]
	number: str = ""
	leader: str | None = None
	lead_units: tuple[str, ...] = ()
	place: Place | None = None
	said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
	number: int | None
	leader: str | None
	post: str | None
	heading: str
	line: int
	items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Claims:
	"""What a list says of itself: how many items the city leads, cooperates in, and which are starred."""

	raw: str
	lead: int | None
	cooperating: int | None
	starred: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class ResponsibilityList:
	number: int | None
	title: str
	line: int
	notes: tuple[str, ...]
	claims: Claims | None
	sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class TaskPlace:
	"""A task of the document: the numbers of its list, item and task, and its line."""

	list: int | None
	serial: int
	number: int | None
	line: int


@dataclass(frozen=True, slots=True)
class SameMatter:
	"""Tasks of several lists that say the same: `identical` or `restated`, how alike, and what they differ in."""

	tasks: tuple[TaskPlace, ...]
	relation: str
	similarity: float
	differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
	title: str
	base_year: int | None
	lists: tuple[ResponsibilityList, ...]
	issues: tuple[Issue, ...]
	same_matter: tuple[SameMatter, ...] = ()
	columns: tuple[TableColumns, ...] = ()
	said: Said | None = None
