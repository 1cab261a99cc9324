import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.messaging.channels import channels_for_people
from qingdan_app.messaging.exceptions import CannotBeMuted, NotYourPreference
from qingdan_app.messaging.rules.kinds import may_be_muted


class QingdanMessagePreference(Document):
	"""A kind of message that a person does not want, on one channel or on all."""

	def validate(self):
		self.user = self.user or frappe.session.user
		self._check_person()
		if not may_be_muted(self.kind):
			frappe.throw(_("“{0}” cannot be muted.").format(_(self.kind)), CannotBeMuted)
		if self.channel and self.channel not in channels_for_people():
			frappe.throw(_("There is no channel {0} on this site.").format(self.channel), CannotBeMuted)

	def _check_person(self) -> None:
		before = self.get_doc_before_save()
		people = {self.user, before.user if before else self.user}
		if frappe.session.user != "Administrator" and people != {frappe.session.user}:
			frappe.throw(_("You may mute messages to yourself only."), NotYourPreference)
