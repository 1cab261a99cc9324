"""The people around two tasks, with a word of its own in every document they may stand to in some way."""

from collections.abc import Iterator
from dataclasses import replace

import frappe
from frappe.desk.doctype.tag.tag import DocTags

from qingdan_app.permissions.guarded import RULED
from qingdan_app.tests.security.aims import PLANTED, TAG, Aim
from qingdan_app.tests.security.people_around import PeopleAround
from qingdan_app.tests.security.truth import Tables, Truth
from qingdan_app.tests.security.watched import Watch
from qingdan_app.tests.shared import SharedWorldTestCase

WORDS: dict[str, str] = {
	"Qingdan Task": "text",
	"Qingdan Key Work": "text",
	"Qingdan Progress Report": "done",
	"Qingdan Matter": "content",
	"Qingdan Change Request": "reason",
	"Qingdan Supervision Notice": "demand",
	"Qingdan Instruction": "words",
	"Qingdan Issue": "problem",
	"Qingdan Verification": "finding",
	"Qingdan Refusal": "reason",
	"Qingdan Part": "words",
	"Qingdan Light Change": "reason",
	"Qingdan Reminder": "title",
	"Qingdan Assessment": "words",
	"Qingdan Score Run": "scheme",
	"Qingdan Unit Score": "title",
	"Qingdan Score Event": "rule",
	"Qingdan Contact": "phone",
	"Qingdan Import": "outcome",
	"Qingdan Approval Request": "subject_title",
	"Qingdan Approval Assignment": "subject_title",
	"Qingdan Approval Copy": "subject_title",
	"Qingdan Approval Log": "opinion",
	"Qingdan Approval Delegation": "reason",
	"Qingdan Message": "title",
	"Qingdan Message Preference": "channel",
	"Qingdan Common Phrase": "phrase",
}
"""The column of each DocType in which its documents get a word of their own."""

SAVED: dict[str, tuple[str, str | int]] = {
	**{doctype: (column, PLANTED) for doctype, column in WORDS.items()},
	"Qingdan Task": ("source_line", 7),
	"Qingdan Key Work": ("source_line", 7),
	"Qingdan Message Preference": ("channel", "Email"),
}
"""A column that whoever may save a document of the DocType may change, and to what."""


class Marked:
	"""A world, the words in it, and the truth about each person."""

	def __init__(self):
		self.around = PeopleAround()
		self.people = {**self.around.people, "guest": "Guest"}
		self.words = {doctype: self._mark(doctype) for doctype in RULED}
		for doctype in ("Qingdan Task", "Qingdan Progress Report"):
			for name in self.words[doctype]:
				DocTags(doctype).add(name, TAG)
		self._hidden: dict[str, dict[str, dict[str, str]]] = {}
		self.tables = Tables()
		self.truths = {label: Truth(who, self.tables) for label, who in self.people.items()}

	def hidden(self, label: str) -> dict[str, dict[str, str]]:
		"""The words that a person has no way to know: DocType → name → word."""
		names = self.truths[label].names
		if label not in self._hidden:
			self._hidden[label] = {
				doctype: {name: word for name, word in marked.items() if name not in names(doctype)}
				for doctype, marked in self.words.items()
			}
		return self._hidden[label]

	def aims(self, label: str, whole: bool) -> Iterator[Aim]:
		"""One document of each DocType: one that the person does not see, or may not change, or any; if whole, one of each."""
		truth, hidden = self.truths[label], self.hidden(label)
		for doctype in RULED:
			rows = [self.tables.row(doctype, name) for name in self.words[doctype]]
			closed = [row for row in rows if row.name in hidden[doctype]]
			kept = [row for row in rows if row not in closed and not truth.touches(doctype, row)]
			own = [row for row in rows if row not in closed and row not in kept]
			found = [kind[0].name for kind in (closed, kept, own) if kind]
			yield from (self.aim(doctype, name) for name in found[: None if whole else 1])

	def aim(self, doctype: str, name: str) -> Aim:
		row, city = self.tables.row(doctype, name), self.around.city
		task = name if doctype == "Qingdan Task" else row.get("task") or self.around.other.task.name
		request = name if doctype == "Qingdan Approval Request" else row.get("request") or ""
		evidence = city.completion.evidence[0].file
		file = next(file.name for file in self.tables.rows("File", file_url=evidence))
		return Aim(doctype, name, WORDS[doctype], str(row.modified), request, file, evidence, task=task)

	def to_save(self, doctype: str, name: str) -> Aim:
		"""The document, to be saved with another value in one column."""
		column, value = SAVED[doctype]
		return replace(self.aim(doctype, name), column=column, value=value)

	def _mark(self, doctype: str) -> dict[str, str]:
		column, marked = WORDS[doctype], {}
		for name in sorted(self.around.names(doctype)):
			marked[name] = f"secret{frappe.generate_hash(length=10)}"
			frappe.db.set_value(doctype, name, column, marked[name], update_modified=False)
		return marked


class MarkedTestCase(SharedWorldTestCase):
	"""One marked world for all tests of a class, and a watch over what is asked in it."""

	world: Marked

	@classmethod
	def make(cls) -> Marked:
		return Marked()

	def setUp(self):
		super().setUp()
		self.watch = Watch()
