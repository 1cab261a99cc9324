"""Every kind of issue the reader can raise. The app translates by code; the English words are for the rest."""

from collections.abc import Collection, Iterable, Mapping

from qingdan_app.parsing.content import Finding, Place
from qingdan_app.parsing.model import Issue

MESSAGES = {
	# the file
	"encoding_damaged": "A character could not be decoded: {text}",
	"year_missing": "The document names no year; months have no dates",
	"year_conflict": "This title names {year}, the document {base_year}; {base_year} is used",
	"year_contradicted": "The title names {year}, but {base_year} was entered; {base_year} is used",
	"text_outside_list": "This stands before the first list and was left out: {text}",
	"stray_text": "This stands between the rows and was left out: {text}",
	# lists and sections
	"list_untitled": "A table begins here without a list title",
	"list_empty": "This list holds no item: {title}",
	"list_repeated": "The list number {number} stands twice",
	"list_skipped": "The list number {expected} is missing before {number}",
	"header_missing": "The table of this list has no header row; rows were read by their position",
	"header_repeated": "The table header is repeated inside a list; it was passed over",
	"section_missing": "These items stand under no leader's heading",
	"section_unreadable": "Leader and post cannot be told apart: {text}",
	"section_repeated": "The section number {number} stands twice in its list",
	"section_skipped": "The section number {expected} is missing before {number}",
	"claim_mismatch": "The list claims {claim}: {claimed}, its rows give {counted}",
	"province_lead_missing": "Item {serial} is neither starred nor names a lead unit of the province",
	# rows and items
	"row_broken": "This row does not have the shape of a row and was left out: {text}",
	"row_short": "This row lacks its last cell",
	"serial_missing": "This row has a key work text but no serial number and was left out: {text}",
	"serial_repeated": "The serial number {serial} stands twice in its list",
	"serial_skipped": "The serial number {expected} is missing before {serial}",
	"item_text_missing": "Item {serial} has no text",
	"item_without_task": "Item {serial} has no task",
	"number_missing": "This item has no number; it is number {serial} here",
	"numbers_anew": "Numbers begin anew here: {text} is number {serial}",
	# columns
	"column_unknown": "This column is none that is known; its words were kept under its heading: {text}",
	"units_column_missing": "The table has no column of units; who is responsible for its tasks has to be said",
	"deadline_column_missing": "The table has no column of deadlines; until when its tasks are due has to be said",
	# lists that are no tables
	"year_elsewhere": "No title names the year; {year} was taken from: {text}",
	"pinyin_between": "This text has pinyin in brackets between its characters, as some web pages insert it; it was kept",
	"text_breaks_off": "The text breaks off here: {text}",
	"paragraph_without_unit": "This paragraph names no unit and was taken as no task: {text}",
	"task_units_missing": "This task names no unit, though others beside it do: {text}",
	"deadlines_missing": "No task of this list says until when; that has to be said once for all",
	"lead_by_order": "The list does not say that the first unit leads; of {number} tasks the first was taken as the lead",
	# tasks
	"task_without_item": "This task belongs to no item and was left out: {text}",
	"task_text_missing": "This row has no task text and was left out: {text}",
	"task_number_missing": "A task without number stands among others of item {serial}",
	"task_number_ambiguous": "The number may be part of the text: {text}",
	"task_number_repeated": "Task {number} stands twice in item {serial}",
	"task_number_skipped": "Task {expected} of item {serial} is missing before {number}",
	# deadlines
	"deadline_missing": "The deadline cell is empty",
	"deadline_unread": "The deadline cannot be read ({reason}): {text}",
	"deadline_ambiguous": "The deadline can be read in two ways ({reason}): {text}",
	"deadline_of_heading": "The deadline was taken from the heading above the task; please check: {text}",
	"deadline_in_text": "The deadline was taken from the words of the task; please check: {text}",
	# units
	"units_missing": "Item {serial} names no unit",
	"units_elsewhere": "A later row of item {serial} names units of its own: {text}",
	"units_continued": "This row names no unit; those of the row above were taken: {text}",
	"unit_repeated": "The unit stands twice in one cell and was taken once: {text}",
	"unit_incomplete": "A place without 政府: {text}",
	"unit_unreadable": "This may be no unit: {text}",
	"unit_other_name": "{text} is taken to be {name}, as this document's brackets have it",
	"unit_disputed": "{text}: brackets join one of these names with several others; it was joined with none",
	"unit_spelling": "{text} and {other} may be one body; they were kept apart",
	"brackets_unbalanced": "Brackets do not match; units were split without regard to them: {text}",
	"tasks_by_number": "Nothing in the document names units, so each of its {number} numbered paragraphs was taken for a task; please check that none is a heading",
	"units_in_text": "The units were taken from the words of the task; please check: {text}",
	"groups_apart": "These may be one group; they were kept apart: {text}",
	"lead_by_sign": "A sign sets this unit apart from the others beside it; it was taken as the lead: {text}",
	"unit_completed": "{text}: written without its tier, which was taken from the unit before it",
	"units_open": "The words mean others too that they do not name (等单位): {text}",
	"lead_shared": "The words name nobody who leads (按职责分工负责, 等负责); the lead has to be named: {text}",
	"leads_several": "Several units lead: {text}",
	"lead_missing": "No unit of the cell leads (配合落实); the lead has to be named: {text}",
	"lead_is_group": "The lead is a group of units: {text}",
	"cooperation_scope": "配合落实 was taken to speak of all units of the cell, not only of the last: {text}",
}

FOUND_BY_READERS = {
	"changes_accepted": "The file has tracked changes; it was read as if all of them were accepted",
	"text_hidden": "Hidden words were left out: {text}",
	"object_left_out": "An object of another program stands here; what it shows is not read",
	"rows_hidden": "Rows of the sheet {sheet} are hidden: {text}",
	"columns_hidden": "Columns of the sheet {sheet} are hidden: {text}",
	"sheet_hidden": "The sheet {sheet} is hidden",
	"formula_without_value": "The result of this formula is not saved in the file: {text}",
	"cell_error": "This cell shows an error: {text}",
	"cells_overlap": "Merged cells lie over each other here; please check what belongs to which",
	"cells_found": "The cells of this PDF were found by the lines around them; please check them",
	"row_cut": "A page ends here; please check whether this row and the next one are one",
	"numbers_left_out": "The file numbers paragraphs automatically; these numbers were not read, please check them",
	"file_converted": "LibreOffice converted the file before it was read; please check the list against it",
	"findings_more": "There are {number} more remarks of the reader on this file",
}
"""What stands in a file of an office program and is no matter of the list's own words."""
WORDS = {**MESSAGES, **FOUND_BY_READERS}

_LONGEST_QUOTE = 300


class IssueLog:
	"""Collects issues while a document is read; `places` by their order, where it has no lines.

	Issues that are `answered` already are not raised.
	"""

	def __init__(
		self, places: Mapping[int, Place] | None = None, answered: Collection[str] = frozenset()
	) -> None:
		self._places, self._answered = places, answered
		self._has_lines = bool(places) and next(iter(places.values())).line is not None
		self._issues: list[Issue] = []

	def add(self, line: int, code: str, **params: object) -> None:
		"""Raise an issue at a line; `params` fill the message of its code."""
		if code in self._answered:
			return
		quoted = {name: _quote(value) for name, value in params.items()}
		message = WORDS[code].format(**quoted)
		self._issues.append(Issue(line, code, message, tuple(quoted.items()), self.place(line)))

	def take(self, findings: Iterable[Finding]) -> None:
		"""Raise as issues what a reader has found."""
		for finding in findings:
			self.add(finding.place.order, finding.code, **dict(finding.params))

	def place(self, line: int) -> Place:
		"""The place of what stands at a line, or at an order of the places given."""
		known = self._places and self._places.get(line)
		return known or Place(line, line=line if self._places is None or self._has_lines else None)

	def in_order(self) -> tuple[Issue, ...]:
		"""The issues by line, those of one line as they were raised."""
		return tuple(sorted(self._issues, key=lambda issue: issue.line))


def _quote(value: object) -> str:
	words = " ".join(str(value).split())
	return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"
