import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.importing.reviewing import remembering


class QingdanRememberedAnswer(Document):
	"""What was settled in an import and holds in the next: which day a phrase means, or which words ask nothing any more."""

	def validate(self):
		self.words = (self.words or "").strip()
		self.key = remembering.key(
			self.about, self.code if self.about == remembering.ISSUE else "", self.words
		)
		self.refuse_second()
		remembering.check(self)

	def refuse_second(self):
		"""The database refuses it too, in words of its own."""
		if frappe.db.exists(self.doctype, {"key": self.key, "name": ("!=", self.name or "")}):
			frappe.throw(
				_("These words are remembered already; change that entry."), frappe.DuplicateEntryError
			)
