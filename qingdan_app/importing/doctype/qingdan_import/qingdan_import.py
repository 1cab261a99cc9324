import frappe
from frappe.model.document import Document

from qingdan_app.handing_out import handing
from qingdan_app.importing import attachment, checks, said_once
from qingdan_app.importing.reviewing import by_hand
from qingdan_app.workflows.moves import guard


class QingdanImport(Document):
	"""One run of taking a document in: file, what was read, what was settled, what came of it."""

	def onload(self):
		"""How many tasks of the lists that it wrote are not handed out yet, and how what it asked for stands."""
		if self.change_request:
			self.set_onload(
				"request_state", frappe.db.get_value("Qingdan Change Request", self.change_request, "state")
			)
		self.send_no_more_than_a_window()
		if self.status in checks.DONE:
			self.set_onload("drafted", len(handing.drafted_of_lists(row.code for row in self.lists)))

	def send_no_more_than_a_window(self):
		"""What was read and what is to be settled grows with the document: the review asks for what it shows."""
		self.parsed = None
		if self.status == checks.PREVIEWED:
			self.set_onload("open_issues", sum(map(checks.is_open, self.issues)))
			self.set("issues", [])

	def set_user_and_timestamp(self):
		self._sent_at = by_hand.ages(self)
		super().set_user_and_timestamp()

	def validate(self):
		if guard.is_permitted(self):
			return
		checks.keep_choices(self)
		checks.refuse_change_of_result(self)
		by_hand.note(self, self._sent_at)
		said_once.check(self)
		before = self.get_doc_before_save()
		if before and before.file != self.file:
			self.forget_reading()

	def on_update(self):
		attachment.claim(self)

	def forget_reading(self):
		"""Another file: what was read from the first no longer holds."""
		self.update(
			dict.fromkeys(("parsed", "outcome", "differences", "choices", "unheaded")) | {"status": "Draft"}
		)
		for table in ("lists", "units", "leads", "issues"):
			self.set(table, [])
