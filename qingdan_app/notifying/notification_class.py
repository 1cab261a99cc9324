"""Frappe's Notification, which may name as receivers whoever stands for a document; they are told through the outbox."""

import hashlib

import frappe
from frappe.email.doctype.notification.notification import Notification, get_context
from frappe.model.document import Document
from frappe.utils import strip_html, today

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.notifying.duties import people_of

RECEIVER = "qingdan_receiver"
"""The field of a row of its receivers that names a duty."""
SENTENCES = {"wish": "Notice: {2}"}
"""`{2}` is the subject, as an administrator has written it."""
OF_DAYS = ("Days Before", "Days After")


class DutyNotification(Notification):
	"""Beside core's receivers, which are served as core serves them."""

	def send(self, doc: Document) -> None:
		try:
			self._tell(doc)
		except Exception:
			self.log_error("Failed to send Notification")
		super().send(doc)

	def send_sms(self, doc: Document, context: dict) -> None:
		"""Core's gateway refuses a message to nobody."""
		if self.get_receiver_list(doc, context):
			super().send_sms(doc, context)

	def _tell(self, doc: Document) -> None:
		context = {**get_context(doc), "alert": self, "comments": None}
		duties = [row.get(RECEIVER) for row in self.recipients if row.get(RECEIVER) and _holds(row, context)]
		if users := people_of(doc, duties):
			if self.is_standard:
				self.load_standard_properties(context)
			outbox.send(users, self._message(doc, context))

	def _message(self, doc: Document, context: dict) -> Message:
		words = strip_html(frappe.render_template(self.message or "", context)).strip()
		subject = strip_html(frappe.render_template(self.subject or "", context))
		return Message(
			Kind.NOTIFICATION.value,
			doc.doctype,
			doc.name,
			doc.get_title() or "",
			SENTENCES["wish"],
			self._cause(doc),
			what=(subject,),
			opinion=words,
		)

	def _cause(self, doc: Document) -> str:
		"""One for each day, or for each version of the document: what is done twice tells once."""
		moment = today() if self.event in OF_DAYS else str(doc.modified)
		about = "\n".join((self.name, doc.doctype, doc.name, moment))
		return f"notification/{hashlib.sha256(about.encode()).hexdigest()[:40]}"


def _holds(row: Document, context: dict) -> bool:
	return not row.condition or bool(frappe.safe_eval(row.condition, None, context))
