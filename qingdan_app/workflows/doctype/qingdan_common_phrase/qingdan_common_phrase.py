import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.administrators import administers
from qingdan_app.workflows.exceptions import NotYourPhrase


class QingdanCommonPhrase(Document):
	"""A sentence that one need not type: one's own, or everybody's, which administrators write."""

	def validate(self):
		self.phrase = " ".join((self.phrase or "").split())
		before = self.get_doc_before_save()
		whose = {self.user or None, before.user or None if before else self.user or None}
		if not all(may_write(person) for person in whose):
			frappe.throw(
				_("You may write your own phrases; those for everybody are an administrator's."),
				NotYourPhrase,
			)


def may_write(person: str | None) -> bool:
	"""Whether the session's user writes phrases of that person, or everybody's (None)."""
	user = frappe.session.user
	return user in ("Administrator", person) or (not person and administers(user))
