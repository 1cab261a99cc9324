import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from qingdan_app.workflows.exceptions import DelegationRefused
from qingdan_app.workflows.flows import form_options, resolvers
from qingdan_app.workflows.requests import access, sweeping


class QingdanApprovalDelegation(Document):
	"""Somebody stands in for a person from–until, for all or for a part. Whom they stand in for stays in the record."""

	def validate(self):
		if self.person == self.delegate:
			frappe.throw(_("Choose somebody else to stand in."), DelegationRefused)
		if self.has_value_changed("delegate") and not resolvers.enabled([self.delegate]):
			frappe.throw(
				_("{0} cannot stand in: choose somebody with an enabled account for Desk.").format(
					frappe.bold(self.delegate)
				),
				DelegationRefused,
			)
		if get_datetime(self.from_time) >= get_datetime(self.until_time):
			frappe.throw(_("“From” lies after “Until”."), DelegationRefused)
		if self.scope_kind not in form_options.scope_kinds():
			frappe.throw(
				_("A stand-in cannot be limited to “{0}”.").format(self.scope_kind), DelegationRefused
			)
		if self.scope_kind == "All":
			self.scope_key = None
		elif not self.scope_key:
			frappe.throw(_("Say what the stand-in is limited to."), DelegationRefused)
		if not access.may_delegate_for(self.person):
			frappe.throw(
				_("You may enter a stand-in for yourself, or for somebody whose secretary you are."),
				DelegationRefused,
			)

	def on_update(self):
		"""What is open under a stand-in as it was before is looked at again."""
		before = self.get_doc_before_save()
		if before:
			sweeping.wake_delegated(before.person, before.delegate)

	def on_trash(self):
		sweeping.wake_delegated(self.person, self.delegate)
