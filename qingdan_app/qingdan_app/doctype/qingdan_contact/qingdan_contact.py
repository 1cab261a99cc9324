import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.organization import people, roles


class QingdanContact(Document):
	"""A person's duty at a unit, from–until. Saving one gives its user the role of the duty."""

	def validate(self):
		if self.from_date and self.until_date and getdate(self.from_date) > getdate(self.until_date):
			frappe.throw(_("“From” lies after “Until”."))
		if self.user == "Guest":
			frappe.throw(_("Whoever is not logged in cannot be a contact."))
		self.refuse_second()

	def refuse_second(self):
		same = {"user": self.user, "unit": self.unit, "duty": self.duty, "name": ("!=", self.name or "")}
		if frappe.db.exists("Qingdan Contact", same):
			frappe.throw(
				_("{0} has this duty at {1} already.").format(self.user, self.unit),
				frappe.DuplicateEntryError,
			)

	def on_update(self):
		people.forget_standings()
		roles.give_duty_role(self.user, self.duty)

	def on_trash(self):
		people.forget_standings()
