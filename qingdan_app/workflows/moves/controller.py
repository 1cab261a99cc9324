"""Base of the controllers whose state belongs to the flow."""

import frappe
from frappe import _
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document
from frappe.model.utils import is_virtual_doctype

from qingdan_app import plain_rows
from qingdan_app.compat import READS_PLAINLY
from qingdan_app.markup import ShownAsWords
from qingdan_app.workflows.exceptions import NameIsFixed, StateChangeRefused, TurnsAreWrittenByTheFlow
from qingdan_app.workflows.moves import core_actions, guard


class FixedName(Document):
	"""A document whose name is said on the phone and written on paper: nobody renames it."""

	def before_rename(self, old: str, new: str, merge: bool = False):
		frappe.throw(_("{0} keeps its name: people and papers refer to it.").format(old), NameIsFixed)


class ReadPlainly(Document):
	"""A document that is read as Frappe 16 reads every one: itself and each of its tables by a plain statement.

	Frappe 15 asks its query builder, and has each name parsed: for an empty table that takes longer than the database does, and every
	act reads all of them.
	"""

	def load_from_db(self):
		row = None if READS_PLAINLY else self._row()
		if not row:  # of 16; of a document that is found by something else than its name; and that there is none is said by core
			return super().load_from_db()
		self.flags.ignore_children = True
		BaseDocument.__init__(self, row)
		self.flags.pop("ignore_children", None)
		for field, rows in self._rows().items():
			self.set(field, rows)
		if hasattr(self, "__setup__"):
			self.__setup__()
		return self

	def _row(self) -> dict | None:
		if not isinstance(self.name, str):
			return None
		return plain_rows.read(self.doctype, self.name, lock=bool(self.flags.for_update))

	def _rows(self) -> dict[str, list[dict]]:
		"""Field → the rows of its table; of a virtual one none."""
		lock = bool(self.flags.for_update)
		tables = {table.fieldname: table.options for table in self.meta.get_table_fields()}
		stored = {field: of for field, of in tables.items() if not is_virtual_doctype(of)}
		filled = plain_rows.filled(stored, self, lock)
		return {
			field: plain_rows.of_table(of, self, field, lock) if field in filled else []
			for field, of in tables.items()
		}


class FlowControlledDocument(ReadPlainly, FixedName):
	"""A document whose state changes only through `workflows.service`.

	Core calls `validate_workflow` in every save; overriding it puts our check where core has its own, so that
	Desk, REST, bulk edit, data import and core's workflow action all pass it.
	"""

	MOVED_BY_THE_FLOW = True

	def run_method(self, method: str, *args, **kwargs):
		core_actions.spare()
		return super().run_method(method, *args, **kwargs)

	def validate_workflow(self):
		guard.set_first_state(self)
		guard.check(self)

	def before_discard(self):
		"""Frappe 16 discards a draft by writing its docstatus past every save."""
		frappe.throw(
			_("{0} is not discarded: its state follows from the flow.").format(self.name), StateChangeRefused
		)

	def notify_update(self):
		"""Tell only the document's own room, which core opens to those who may read it.

		Core would also tell every user of the site the document's name and who changed it (`list_update`).
		"""
		if frappe.flags.in_patch:
			return
		what = {"modified": self.modified, "doctype": self.doctype, "name": self.name}
		frappe.publish_realtime(
			"doc_update", what, doctype=self.doctype, docname=self.name, after_commit=True
		)


class RowOfDocument(Document):
	"""A row that is written with its document only.

	Saved by itself it would pass none of the checks of the document it belongs to. Core runs a row's own
	hooks only when the row is saved or deleted alone.
	"""

	def has_permission(self, permtype: str = "read", *args, **more) -> bool:
		"""As its document answers. Core of 16 asks only for the DocType of a row that was read by itself."""
		if self.flags.ignore_permissions:
			return True
		if not self.parent or not frappe.db.exists(self.parenttype, self.parent):
			return False
		return bool(frappe.get_doc(self.parenttype, self.parent).has_permission(permtype))

	def before_validate(self):
		"""Core comes by here even where it is told to leave out validation."""
		self._refuse()

	def on_trash(self):
		self._refuse()

	def _refuse(self):
		frappe.throw(
			_("Change {0} {1} as a whole, not one of its rows alone.").format(
				_(self.parenttype), self.parent
			),
			StateChangeRefused,
		)


class WrittenBesideSaves(Document):
	"""A row that plain statements of its room write: no save, insert, deletion or renaming gets through. Its class says the refusal (`_refuse`)."""

	def before_validate(self):
		"""Core comes by here even where it is told to leave out validation."""
		self._refuse()

	def on_trash(self):
		self._refuse()

	def before_rename(self, *_args, **_kwargs):
		self._refuse()


class FlowWrittenDocument(ShownAsWords, WrittenBesideSaves):
	"""A row that the engine alone writes: no save, insert or deletion of anybody else gets through."""

	def before_validate(self):
		if not guard.is_permitted(self):
			self._refuse()

	def _refuse(self):
		frappe.throw(
			_("{0} is written by the approval flow alone.").format(_(self.doctype)), TurnsAreWrittenByTheFlow
		)
