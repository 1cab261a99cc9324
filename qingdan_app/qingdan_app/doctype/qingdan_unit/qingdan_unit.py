import frappe
from frappe import _

from qingdan_app.organization import people
from qingdan_app.workflows.moves.controller import FixedName


class QingdanUnit(FixedName):
	"""A body that answers for tasks; a group stands for its members."""

	def validate(self):
		self.refuse_circles()
		self.refuse_taken_names()

	def refuse_circles(self):
		if self.merged_into == self.name or self.parent_unit == self.name:
			frappe.throw(_("A unit cannot be merged into itself or be its own parent."))
		if any(row.unit == self.name for row in self.members):
			frappe.throw(_("A group cannot be a member of itself."))

	def refuse_taken_names(self):
		"""One name means one unit: neither another unit's name nor another's alias."""
		for row in self.aliases:
			holder = frappe.db.get_value(
				"Qingdan Unit Alias", {"alias": row.alias, "parent": ("!=", self.name)}, "parent"
			)
			holder = holder or (row.alias != self.name and frappe.db.exists("Qingdan Unit", row.alias))
			if holder:
				frappe.throw(
					_("“{0}” means {1} already.").format(row.alias, holder), frappe.DuplicateEntryError
				)

	def on_update(self):
		people.forget_standings()
