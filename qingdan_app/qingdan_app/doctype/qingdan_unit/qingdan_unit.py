import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.handlers import following
from qingdan_app.lights import all_tasks
from qingdan_app.organization import people
from qingdan_app.tasks import owed_anew, posts
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
		self.refuse_long_circles()

	def refuse_long_circles(self):
		"""However many mergers and groups lie between: nobody would answer for what leads back to itself."""
		behind = people.bodies_behind(unit for unit in _bound_to(self) if unit)
		if self.name in behind:
			self.throw_circle()
		moved = self.parent_unit and self.has_value_changed("parent_unit")
		if moved and self.name in people.units_above(self.parent_unit):
			self.throw_circle()

	def throw_circle(self):
		frappe.throw(_("{0} would lead back to itself through other units.").format(self.name))

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
		before = self.get_doc_before_save()
		known = [unit for doc in (self, before) if doc for unit in _bound_to(doc)]
		if not before or set(_bound_to(self)) != set(_bound_to(before)):
			posts.units_changed({self.name, *known})
			following.units_changed({self.name, *known})
			all_tasks.light_some(owed_anew.of_units({self.name, *known}), getdate())


def _bound_to(unit: Document) -> list[str]:
	"""What a unit was merged into, and the members of a group."""
	return [unit.merged_into, *(row.unit for row in unit.members)]
