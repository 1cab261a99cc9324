import frappe

from qingdan_app.instructions import instruction_requirements, waiting_instructions
from qingdan_app.tasks import archived, invariants, item_corrections, totals
from qingdan_app.workflows.moves.controller import FixedName


class QingdanKeyWork(FixedName):
	"""A numbered item of a list; it owns tasks and holds the unit cell as written."""

	def autoname(self):
		self.name = f"{self.list}-{self.serial}"

	def onload(self):
		"""What the form does not offer: core keeps what others lead to; and the instructions on it."""
		self.set_onload("may_instruct", instruction_requirements.may_write(self.leader))
		self.set_onload("instructions", waiting_instructions.shown_on("key_work", self.name))
		self.set_onload("kept", bool(frappe.db.exists("Qingdan Task", {"key_work": self.name})))
		self.set_onload("archived", archived.is_archived(self.list))

	def before_validate(self):
		self.title = invariants.title_of(self.text)
		item_corrections.check(self)

	def validate(self):
		invariants.keep_own_words(self, ("text", "units_raw", "lead_rule", "province_lead"))
		self.carried_from = invariants.kept_by_flow(self, "carried_from")

	def on_update(self):
		item_corrections.note(self)

	def on_change(self):
		totals.list_changed(self.list)

	def on_trash(self):
		archived.check(self)
		totals.list_changed(self.list)
