"""Base of the tests of tasks and reports: an act in one line, and the log of it."""

import frappe

from qingdan_app.tests.site import SiteTestCase
from qingdan_app.workflows.log import causes
from qingdan_app.workflows.moves import performing


class QingdanTestCase(SiteTestCase):
	"""A site with the words of the flow."""

	def act(self, doc, act: str, user: str, opinion: str = "", **more):
		"""Do an act of the flow as `user`; answers the document as it is stored afterwards."""
		with self.as_user(user):
			performing.perform(doc.doctype, doc.name, act, opinion, **more)
		return frappe.get_doc(doc.doctype, doc.name)

	def log_of(self, doc) -> list:
		"""The entries of the log about a document's moves, in the order in which they were written, as people read them.

		An opinion may be stored with the entry that caused them. What signers did on a request is in the same log; see
		`acts_on`.
		"""
		fields = [*causes.FIELDS, "act", "from_state", "to_state", "acted_at", "snapshot"]
		about = {"reference_doctype": doc.doctype, "reference_name": doc.name, "request": ("is", "not set")}
		rows = frappe.get_all("Qingdan Approval Log", about, fields, order_by="sequence")
		return [frappe._dict(row) for row in causes.with_words(rows)]
