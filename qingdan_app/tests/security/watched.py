"""Asking an endpoint and seeing what it wrote: the rows of our tables before and after, and rows that speak of them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unittest.mock import patch

import frappe
from frappe.handler import execute_cmd
from frappe.utils import set_request

from qingdan_app.tests.site import new_request, one_transaction

SPEAKING: Mapping[str, tuple[str, str]] = {
	"File": ("attached_to_doctype", "attached_to_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"DocShare": ("share_doctype", "share_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
}
"""Tables of core whose rows speak of a document, and in which columns: a row there is for who reads the document."""
POWERS = (
	"Assignment Rule",
	"Client Script",
	"Custom DocPerm",
	"Custom Field",
	"DocField",
	"DocPerm",
	"Has Role",
	"Notification",
	"Property Setter",
	"Role",
	"Server Script",
	"User Permission",
	"Web Form",
	"Workflow",
	"Workflow Document State",
	"Workflow Transition",
)
"""Tables of core that say who may do what: they are written by administrators of the site alone."""
WRITES = re.compile(
	r"^\s*(?:insert\s+(?:ignore\s+)?into|replace\s+into|update|delete\s+from)\s+`?tab([^`(]+?)`", re.I
)
CHANGES_A_TABLE = re.compile(r"^\s*(alter|drop|truncate|create)\s", re.I)


SOCIAL = frozenset({"_liked_by", "_comments", "_user_tags", "_assign", "_seen", "modified", "modified_by"})
"""Columns in which core notes on a row who read, liked, tagged or was asked about it."""


class Change(NamedTuple):
	"""One row that was written, changed or deleted: as it is or was, and in which columns."""

	table: str
	name: str
	row: dict
	columns: frozenset[str]

	@property
	def is_a_note(self) -> bool:
		"""Whether nothing changed but what core notes of its readers."""
		return self.columns <= SOCIAL


@dataclass
class Asked:
	"""What an endpoint answered, and what it wrote."""

	answer: str
	refused: Exception | None = None
	changes: list[Change] = field(default_factory=list)


class Watch:
	"""Asks endpoints one after another; each finds the tables as the first one did.

	Not as in a test: core lets anybody at what is for System Managers where it takes itself to be in one.
	"""

	def __init__(self):
		self._before: dict[str, dict[str, dict]] = {}
		self._written: set[str] = set()

	@contextmanager
	def watching(self, who: str) -> Iterator[None]:
		"""Be `who`, and have every statement looked at."""
		before, run, self._rollback = frappe.session.user, frappe.db.sql, frappe.db.rollback
		with ExitStack() as stack:
			stack.enter_context(one_transaction())
			stack.enter_context(patch.dict(frappe.flags, in_test=False))
			for place, name in ((frappe, "sendmail"), (frappe, "enqueue"), (frappe, "clear_cache")):
				stack.enter_context(patch.object(place, name))
			stack.enter_context(patch.object(frappe.db, "sql", self._looked_at(run)))
			self._be(who)
			frappe.db.savepoint("watched")
			try:
				yield
			finally:
				self._be(before)

	def ask(self, endpoint: str, **words: Any) -> Asked:
		"""Call an endpoint as `/api/method/…` does, and take back what it wrote."""
		return self.run(lambda: called(endpoint, words))

	def run(self, act) -> Asked:
		"""Do something, see what it answers and writes, and take it back."""
		self._written.clear()
		try:
			asked = Asked(str(act()) + str(frappe.local.response))
		except Exception as refusal:
			asked = Asked(str(refusal), refusal)
		asked.answer += str(frappe.local.message_log)
		frappe.local.message_log = []
		if self._written:
			asked.changes = [change for table in self._written for change in self._changes(table)]
			self._take_back()
		return asked

	def _take_back(self) -> None:
		self._rollback(save_point="watched")
		for callbacks in (frappe.db.before_commit, frappe.db.after_commit, frappe.db.before_rollback):
			callbacks.reset()
		frappe.db.after_rollback.run()
		self._be(frappe.session.user)

	def _be(self, who: str) -> None:
		frappe.set_user(who)
		new_request()

	def _looked_at(self, run):
		def execute(query, *values, **more):
			words = str(query)
			if CHANGES_A_TABLE.match(words):
				raise AssertionError(f"changes a table: {words[:60]}")
			if found := WRITES.match(words):
				self._written.add(found[1])
			return run(query, *values, **more)

		return execute

	def _changes(self, table: str) -> Iterator[Change]:
		if table not in self._before:
			return
		now, before = rows_of(table), self._before_of(table)
		for name in now.keys() | before.keys():
			new, old = now.get(name), before.get(name)
			if new != old:
				columns = [
					column
					for column, value in (new or old).items()
					if not (new and old) or old[column] != value
				]
				yield Change(table, name, new or old, frozenset(columns))

	def _before_of(self, table: str) -> dict[str, dict]:
		return self._before[table]

	def remember(self) -> None:
		"""Take the tables as they are now for what each endpoint finds."""
		self._before = {table: rows_of(table) for table in (*watched(), *SPEAKING, *POWERS)}


def watched() -> list[str]:
	"""The DocTypes of this app that have a table of their own."""
	modules = frappe.get_module_list("qingdan_app")
	return frappe.get_all("DocType", {"module": ("in", modules), "issingle": 0}, pluck="name")


def called(endpoint: str, words: Mapping[str, Any]) -> Any:
	"""An endpoint called as the web server does, hooks and verb included, by the user at hand."""
	set_request(method="POST", path=f"/api/method/{endpoint}")
	frappe.local.form_dict = frappe._dict(words, cmd=endpoint)
	frappe.local.response = frappe._dict(docs=[])
	for hook in frappe.get_hooks("auth_hooks", app_name="qingdan_app"):
		frappe.get_attr(hook)()
	return execute_cmd(endpoint)


def rows_of(table: str) -> dict[str, dict]:
	"""The rows of a table by their names, past every cache and rule."""
	found = frappe.db.sql(f"select * from `tab{table}`", as_dict=True)  # noqa: S608
	return {str(row.name): row for row in found}
