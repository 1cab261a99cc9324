from frappe.model.document import Document

from qingdan_app.permissions import people, roles


class QingdanLeader(Document):
	"""A mayor or vice mayor and the office that acts for him. Saving gives its people their role."""

	def on_update(self):
		people.forget_standings()
		for user in {self.user, *(row.user for row in self.office)} - {None, ""}:
			roles.give_office_role(user)
