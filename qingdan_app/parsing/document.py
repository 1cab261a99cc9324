"""The whole reading: text in, document out."""

from dataclasses import replace

from qingdan_app.parsing.assemble import Assembler
from qingdan_app.parsing.bodies import Bodies
from qingdan_app.parsing.claims import check_claims, lacks_province_lead, read_claims
from qingdan_app.parsing.content import Content, Place, Table
from qingdan_app.parsing.dates import year_in
from qingdan_app.parsing.deadlines import ReadDeadline, read_deadline
from qingdan_app.parsing.drafts import ItemDraft, ListDraft, SectionDraft, TaskDraft, UnitsCell
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.head_matter import title_and_words_beside
from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.layout import Cell, Paragraph
from qingdan_app.parsing.leaders import read_leader
from qingdan_app.parsing.model import Document, Further, Item, ResponsibilityList, Said, Section, Task, Unit
from qingdan_app.parsing.outline_reading import OutlineParts, read_as_outline, with_outlines
from qingdan_app.parsing.readers import read
from qingdan_app.parsing.readers import text as text_reader
from qingdan_app.parsing.refusals import refusal
from qingdan_app.parsing.said_for_all import NOTHING, RULE, answered_by, fill, with_lead
from qingdan_app.parsing.same_in_lists import same_in_lists
from qingdan_app.parsing.sequences import check_numbers
from qingdan_app.parsing.tables import Header, Mapped, parts_of
from qingdan_app.parsing.targets import read_targets
from qingdan_app.parsing.unit_cells import line_of, raw_of, read_cells
from qingdan_app.parsing.units import Finding, UnitCell, UnitWords
from qingdan_app.parsing.vocabulary import SHIPPED, Vocabulary

_ASKED_ONCE = ("groups_apart", "lead_by_sign")
"""What is asked about a name once for the whole document."""


def parse_bytes(
	data: bytes,
	name: str = "",
	mapping: Mapped | None = None,
	vocabulary: Vocabulary = SHIPPED,
	said: Said = NOTHING,
) -> Document:
	"""The document in a file's bytes, of whatever kind (`readers`). Raises NotAList as `parse_text` does."""
	return parse(read(data, name, vocabulary=vocabulary), mapping, vocabulary, said)


def parse_text(text: str) -> Document:
	"""The document in a text: its lists, and an issue for whatever is broken or can be read in two ways.

	Raises NotAList if the text holds no responsibility list; nothing else, whatever the text.
	"""
	return parse(text_reader.read_text(text))


def parse(
	content: Content,
	mapping: Mapped | None = None,
	vocabulary: Vocabulary = SHIPPED,
	said: Said = NOTHING,
) -> Document:
	"""The document in what a reader made of a file.

	`mapping` says for headers, by their line, what each column is, where it was taken for something else; the document's
	`columns` say what they were taken for. `said` holds for what the document does not say itself. Raises NotAList as
	`parse_text` does.
	"""
	return _Reading(content, mapping or {}, vocabulary, said).document()


class _Reading:
	"""One pass over one document. Cells that repeat (12月, 市发改委) are read once."""

	def __init__(self, content: Content, mapping: Mapped, vocabulary: Vocabulary, said: Said):
		self._said = said
		self._log = self._new_log(content)
		self._parts: Assembler | OutlineParts = self._tables(content, mapping, vocabulary)
		if not any(draft.header is not None or draft.items for draft in self._parts.lists):
			self._parts = self._outline(content, refusal(content, vocabulary))
		fill(self._parts.lists, said)
		self._first_leads = said.first_leads or any(draft.says_first_leads for draft in self._parts.lists)
		self._year = said.year or self._base_year()
		self._deadlines: dict[str, ReadDeadline] = {}
		self._tell_of_what_was_said()
		self._cells: dict[tuple, UnitCell] = {}
		self._bodies = self._read_bodies()
		self._asked: set[Finding] = set()

	def _tables(self, content: Content, mapping: Mapped, vocabulary: Vocabulary) -> Assembler:
		"""What stands there in tables, and beside them in outlines."""
		parts = list(parts_of(content, vocabulary, mapping))
		has_header = any(isinstance(part, Header) for part in parts)
		tables = Assembler(self._log)
		tables.take_all(with_outlines(parts, self._log) if has_header else parts)
		return tables

	def _outline(self, content: Content, refused: NotAList) -> OutlineParts:
		"""What stands there as a list without a table; unless a table was seen that cannot be read."""
		if refused.reason != NotAList().reason:
			raise refused
		self._log = self._new_log(content)
		return read_as_outline(content, refused, self._log, units_said=bool(self._said.units))

	def _new_log(self, content: Content) -> IssueLog:
		log = IssueLog(_places(content), answered_by(self._said))
		log.take(content.findings)
		return log

	def document(self) -> Document:
		lists = tuple(self._list(draft) for draft in self._parts.lists)
		check_numbers(self._parts.lists, self._log)
		title, beside = title_and_words_beside(self._parts.title)
		if beside:
			words = " ".join(paragraph.text for paragraph in beside)
			self._log.add(beside[0].line, "text_outside_list", text=words)
		issues, columns = self._log.in_order(), tuple(self._parts.columns)
		said = self._said if self._said != NOTHING else None
		return Document(title, self._year, lists, issues, same_in_lists(lists), columns, said)

	def _titled_years(self) -> list[tuple[int, int]]:
		titles = [*self._parts.title, *(Paragraph(one.line, one.title) for one in self._parts.lists)]
		return [(title.line, year) for title in titles if (year := year_in(title.text))]

	def _tell_of_what_was_said(self) -> None:
		"""Where it can be read in two ways, or a title says otherwise."""
		named = {year: line for line, year in reversed(self._titled_years())} if self._said.year else {}
		for year, line in named.items():
			if year != self._year:
				self._log.add(line, "year_contradicted", year=year, base_year=self._year)
		words = self._said.deadline
		for doubt in self._deadline(words).doubts if words else ():
			self._log.add(self._parts.lists[0].line, doubt.code, reason=doubt.reason, text=words)

	def _deadline(self, words: str) -> ReadDeadline:
		if words not in self._deadlines:
			self._deadlines[words] = read_deadline(words, self._year)
		return self._deadlines[words]

	def _base_year(self) -> int | None:
		if isinstance(self._parts, OutlineParts):
			return self._parts.year
		years = self._titled_years()
		for line, year in years:
			if year != years[0][1]:
				self._log.add(line, "year_conflict", year=year, base_year=years[0][1])
		if not years:
			self._log.add(1, "year_missing")
		return years[0][1] if years else None

	def _read_bodies(self) -> Bodies:
		cells = [cells for draft in self._parts.lists for item in draft.items for cells in _units_of(item)]
		bodies = Bodies(unit for each in cells for unit in self._cell(each).units)
		first_line: dict[str, int] = {}
		for each in cells:
			for unit in self._cell(each).units:
				first_line.setdefault(unit.name, line_of(each))
		for name, other in bodies.similar():
			self._log.add(first_line[name], "unit_spelling", text=name, other=other)
		return bodies

	def _cell(self, cells: tuple[UnitsCell, ...]) -> UnitCell:
		key = tuple((units.role, units.cell.text) for units in cells)
		if key not in self._cells:
			self._cells[key] = with_lead(read_cells(cells, self._first_leads), self._said.lead)
		return self._cells[key]

	def _list(self, draft: ListDraft) -> ResponsibilityList:
		sections = tuple(self._section(section) for section in draft.sections)
		items = [item for section in sections for item in section.items]
		claims = read_claims(draft.header or (), draft.notes)
		if not items:
			self._log.add(draft.line, "list_empty", title=draft.title)
		if items and draft.header is None:
			self._log.add(draft.line, "header_missing")
		if claims:
			for mismatch in check_claims(claims, draft.notes, items):
				self._log.add(draft.line, "claim_mismatch", **mismatch._asdict())
			for item in lacks_province_lead(items) if claims.cooperating else ():
				self._log.add(item.line, "province_lead_missing", serial=item.serial)
		return ResponsibilityList(draft.number, draft.title, draft.line, tuple(draft.notes), claims, sections)

	def _section(self, draft: SectionDraft) -> Section:
		items = tuple(self._item(item) for item in draft.items)
		return Section(draft.number, draft.leader, draft.post, draft.heading, draft.line, items)

	def _item(self, draft: ItemDraft) -> Item:
		cell = self._cell(draft.units)
		if draft.units and not cell.units and not any(task.units for task in draft.tasks):
			self._log.add(line_of(draft.units, draft.line), "units_missing", serial=draft.serial.number)
		units, leads = self._units(cell, line_of(draft.units, draft.line))
		return Item(
			serial=draft.serial.number,
			starred=draft.serial.starred,
			text=draft.text,
			tags=draft.tags,
			line=draft.line,
			units_raw=raw_of(draft.units),
			units=units,
			lead_unit=next(iter(leads), None),
			lead_rule=cell.lead_rule,
			province_lead=cell.province_lead,
			tasks=tuple(self._task(task) for task in draft.tasks),
			number=draft.number,
			leader=self._leader(draft.leader),
			lead_units=leads,
			place=self._log.place(draft.line),
			said=_said_of(draft.units, cell),
		)

	def _leader(self, cell: Cell | None) -> str | None:
		leader = read_leader(cell.text) if cell else None
		if cell and cell.text and leader is None:
			self._log.add(cell.line, "section_unreadable", text=cell.text)
		return leader

	def _units(self, cell: UnitCell, line: int) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
		"""The bodies of a cell, each once, and the names of those that lead; what is doubtful becomes an issue."""
		units = tuple(self._unit(unit, line) for unit in cell.units)
		for finding in cell.findings:
			if finding.code in _ASKED_ONCE and finding in self._asked:
				continue
			self._asked.add(finding)
			self._log.add(line, finding.code, text=finding.about)
		leads = dict.fromkeys(units[at].name for at in cell.leads)
		return self._each_once(units, line), tuple(leads)

	def _each_once(self, units: tuple[Unit, ...], line: int) -> tuple[Unit, ...]:
		"""The bodies without those that turned out to be the same under another name."""
		by_name: dict[str, Unit] = {}
		for unit in units:
			if unit.name in by_name:
				self._log.add(line, "unit_repeated", text=unit.raw)
			by_name.setdefault(unit.name, unit)
		return tuple(by_name.values())

	def _unit(self, unit: UnitWords, line: int) -> Unit:
		name = self._bodies.name_of(unit.name)
		if name == unit.name:
			if self._bodies.is_disputed(unit):
				self._log.add(line, "unit_disputed", text=unit.raw)
			return Unit(unit.raw, name, unit.alias, unit.kind, unit.role)
		self._log.add(line, "unit_other_name", text=unit.raw, name=name)
		return Unit(unit.raw, name, unit.name, unit.kind, unit.role)

	def _task(self, draft: TaskDraft) -> Task:
		raw = draft.deadline.text if draft.deadline else ""
		read = self._deadline(draft.deadline_said or raw)
		for doubt in read.doubts if draft.deadline and not draft.deadline_said else ():
			if doubt.code != "year_missing":
				self._log.add(draft.deadline.line, doubt.code, reason=doubt.reason, text=raw)
		targets = read_targets(draft.text, read.deadline.final, self._year)
		of_units = self._units_of_task(draft)
		return Task(
			draft.number,
			draft.text,
			draft.line,
			replace(read.deadline, raw=raw) if draft.deadline_said else read.deadline,
			targets,
			place=self._log.place(draft.line),
			leader=self._leader(draft.leader),
			further=tuple(Further(heading, cell.text) for heading, cell in draft.further),
			said=(*(("deadline",) if draft.deadline_said else ()), *of_units.pop("said", ())),
			**of_units,
		)

	def _units_of_task(self, draft: TaskDraft) -> dict:
		if not draft.units:
			return {}
		cell = self._cell(draft.units)
		units, leads = self._units(cell, line_of(draft.units))
		return {
			"units_raw": raw_of(draft.units),
			"units": units,
			"lead_unit": next(iter(leads), None),
			"lead_units": leads,
			"lead_rule": cell.lead_rule,
			"said": _said_of(draft.units, cell),
		}


def _said_of(units: tuple[UnitsCell, ...], cell: UnitCell) -> tuple[str, ...]:
	"""What of the units was said for the whole document."""
	said = {"units": any(each.said for each in units), "lead": cell.lead_rule == RULE}
	return tuple(what for what, holds in said.items() if holds)


def _units_of(item: ItemDraft) -> list[tuple[UnitsCell, ...]]:
	return [item.units, *(task.units for task in item.tasks if task.units)]


def _places(content: Content) -> dict[int, Place]:
	"""The places of a file by their order."""
	places = {part.place.order: part.place for part in content.parts}
	for part in content.parts:
		if isinstance(part, Table):
			places |= {cell.place.order: cell.place for cell in part.cells}
	return places
