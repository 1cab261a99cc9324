"""What of a document is new on the site and what differs from an earlier import."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qingdan_app.tasks.rules.course import CLOSED as OVER
from qingdan_app.tasks.rules.states import TaskState

COMPARED: tuple[str, ...] = ("text", "deadline_raw", "deadline_said", "further", "units_raw", "leader")
"""Fields that hold the document's own words, or what was said in the place of a deadline, and of a key work the leader in whose section it
stands; the rest is computed from them."""
DEADLINES: frozenset[str] = frozenset({"deadline_raw", "deadline_said"})

OWNED_BY_DOCUMENT: frozenset[str] = frozenset({"Qingdan Key Work", "Qingdan Task"})
"""DocTypes whose rows under a list's code all come from its document."""


GONE = "name"
"""Stands for the field of a row that the document has no longer."""
ADDED = "+"
"""Stands for the field of a task that the document has and its list, which was handed out, has not."""
KEY_WORK, TASK = "Qingdan Key Work", "Qingdan Task"
CLOSED: frozenset[str] = frozenset({TaskState.IN_REVIEW.value, TaskState.COMPLETED.value})
"""States of a task in which its words are those that were decided on."""


@dataclass(frozen=True)
class Difference:
	"""A field of a row that is on the site with other words than the document has now."""

	doctype: str
	name: str
	fieldname: str
	on_site: str
	in_document: str
	closed: str = ""
	"""The state of a task that is decided or being decided on: it keeps its words. Empty where one may choose."""
	dues: tuple[str, str] = ("", "")
	"""Of a deadline: the due date on the site, which people may have moved, and what the document's words say."""
	guess: str = ""
	"""Why it is only guessed that the row is the same in both; see `matching`."""
	number: str = ""
	"""Its number in the document, where that is another one."""

	@property
	def key(self) -> str:
		"""What it is called between the screen and the server."""
		return f"{self.doctype}|{self.name}|{self.fieldname}"

	@property
	def is_gone(self) -> bool:
		"""Whether the document has the whole row no longer: it stays, unless somebody chooses that it ends."""
		return self.fieldname == GONE

	@property
	def is_added(self) -> bool:
		"""Whether the whole row is new in a list that was handed out: it comes only if somebody chooses so."""
		return self.fieldname == ADDED


@dataclass
class Comparison:
	"""New rows by DocType, and the differences of those that are there: people choose row by row what is taken over."""

	new: dict[str, list[dict]] = field(default_factory=dict)
	differences: list[Difference] = field(default_factory=list)
	unchanged: int = 0
	handed_out: frozenset[str] = frozenset()
	"""Lists of which tasks were handed out: what comes into them is asked for."""

	def at_once(self, doctype: str) -> list[dict]:
		"""New rows that are written when the import is confirmed."""
		return [row for row in self.new.get(doctype, []) if row.get("list") not in self.handed_out]

	def count(self, doctype: str) -> int:
		return len(self.at_once(doctype))

	@property
	def words(self) -> list[Difference]:
		"""Those that say other words, without the rows that are gone or new."""
		return [each for each in self.differences if not (each.is_gone or each.is_added)]


def compare(
	rows: Mapping[str, Iterable[dict]],
	on_site: Mapping[str, Mapping[str, Mapping]],
	handed_out: frozenset[str] = frozenset(),
) -> Comparison:
	"""Split `rows` (by DocType) into new ones and differences from `on_site` (DocType → name → fields).

	New tasks of lists that were `handed_out` are differences as well: people choose which of them come.
	"""
	comparison = Comparison(handed_out=handed_out)
	for doctype, wanted in rows.items():
		wanted, known = list(wanted), on_site.get(doctype, {})
		comparison.new[doctype] = [row for row in wanted if row["name"] not in known]
		for row in wanted:
			if row["name"] in known:
				_compare_row(comparison, doctype, row, known[row["name"]])
		comparison.differences.extend(_gone(doctype, wanted, known))
		if doctype == TASK:
			new = [row for row in comparison.new[TASK] if row.get("list") in handed_out]
			comparison.differences.extend(
				Difference(TASK, row["name"], ADDED, "", row["text"]) for row in new
			)
	return comparison


def _gone(doctype: str, wanted: list[dict], known: Mapping[str, Mapping]) -> list[Difference]:
	"""Key works and tasks that an earlier import wrote and this document no longer has; they stay on the site."""
	if doctype not in OWNED_BY_DOCUMENT:
		return []
	names = {row["name"] for row in wanted}
	return [
		Difference(doctype, name, GONE, stored.get("text") or name, "", closed_as(stored))
		for name, stored in known.items()
		if name not in names
	]


def closed_as(stored: Mapping) -> str:
	"""What a task is whose words stay as they were decided on, or that has ended; empty where they may be changed."""
	if stored.get("state") in CLOSED:
		return stored["state"]
	return stored["course"] if stored.get("course") in OVER else ""


def _compare_row(comparison: Comparison, doctype: str, row: dict, stored: Mapping) -> None:
	found = [
		_difference(doctype, fieldname, row, stored)
		for fieldname in COMPARED
		if fieldname in row and fieldname in stored and (stored[fieldname] or "") != (row[fieldname] or "")
	]
	comparison.differences.extend(found)
	comparison.unchanged += not found


def _difference(doctype: str, fieldname: str, row: Mapping, stored: Mapping) -> Difference:
	dues = (str(stored.get("due_date") or ""), str(row.get("due_date") or ""))
	return Difference(
		doctype,
		row["name"],
		fieldname,
		stored[fieldname] or "",
		row[fieldname] or "",
		closed_as(stored),
		dues if fieldname in DEADLINES else ("", ""),
	)
