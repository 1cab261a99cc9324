import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.handlers import following
from qingdan_app.organization import people, roles
from qingdan_app.organization.rules.holding import overlap
from qingdan_app.tasks import posts


class QingdanContact(Document):
	"""A person's duty at a unit, from–until. Saving one gives its user the role of the duty."""

	def validate(self):
		if self.from_date and self.until_date and getdate(self.from_date) > getdate(self.until_date):
			frappe.throw(_("“From” lies after “Until”."))
		if self.user == "Guest":
			frappe.throw(_("Whoever is not logged in cannot be a contact."))
		self.refuse_second()

	def refuse_second(self):
		"""Whoever returns to a former post has a second row, for another time."""
		same = {"user": self.user, "unit": self.unit, "duty": self.duty, "name": ("!=", self.name or "")}
		others = frappe.get_all("Qingdan Contact", same, ["from_date", "until_date"])
		if any(overlap(_time(self), _time(other)) for other in others):
			frappe.throw(
				_("{0} has this duty at {1} already.").format(self.user, self.unit),
				frappe.DuplicateEntryError,
			)

	def on_update(self):
		people.forget_standings()
		roles.give_duty_role(self.user, self.duty)
		before = self.get_doc_before_save()
		posts.units_changed({self.unit, before.unit if before else None})
		if before:
			following.people_left(before.user)

	def after_delete(self):
		posts.units_changed({self.unit})
		following.people_left(self.user)


def _time(row) -> tuple:
	return tuple(getdate(row.get(side)) if row.get(side) else None for side in ("from_date", "until_date"))
