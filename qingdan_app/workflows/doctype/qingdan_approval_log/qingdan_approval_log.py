import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.markup import ShownAsWords
from qingdan_app.workflows.exceptions import LogIsFinal
from qingdan_app.workflows.log import trail_in_words
from qingdan_app.workflows.moves import guard


class QingdanApprovalLog(ShownAsWords, Document):
	"""One thing that happened to a document. Written by the flow, never changed, never deleted."""

	def onload(self):
		self.set_onload("words", trail_in_words.words_of_entry(self.as_dict()))

	def before_insert(self):
		if not guard.is_permitted(self):
			frappe.throw(_("Entries of the approval log are written by the flow alone."), LogIsFinal)

	def validate(self):
		if not self.is_new():
			_refuse()

	def db_update(self, *args, **kwargs):
		if not self.is_new() and self.get_doc_before_save():
			_refuse()
		super().db_update(*args, **kwargs)

	def on_trash(self):
		_refuse()

	def before_rename(self, *args, **kwargs):
		_refuse()

	def before_discard(self):
		_refuse()


def _refuse():
	frappe.throw(_("The approval log is final: an entry is never changed or deleted."), LogIsFinal)


def on_doctype_update():
	"""The indexes that a document's trail and the list of entries are served from; nobody asks when an entry was modified, for none is."""
	frappe.db.add_index("Qingdan Approval Log", ["reference_name", "reference_doctype", "acted_at"])
	frappe.db.add_index("Qingdan Approval Log", ["creation"])
	if frappe.db.has_index("tabQingdan Approval Log", "modified"):
		frappe.db.sql_ddl("alter table `tabQingdan Approval Log` drop index `modified`")
