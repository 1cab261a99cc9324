import frappe

from qingdan_app.tasks import invariants
from qingdan_app.workflows.moves.controller import FixedName


class QingdanKeyWork(FixedName):
	"""A numbered item of a list; it owns tasks and holds the unit cell as written."""

	def autoname(self):
		self.name = f"{self.list}-{self.serial}"

	def onload(self):
		"""What the form does not offer: core keeps what others lead to."""
		self.set_onload("kept", bool(frappe.db.exists("Qingdan Task", {"key_work": self.name})))

	def before_validate(self):
		self.title = invariants.title_of(self.text)

	def validate(self):
		invariants.keep_own_words(self, ("text", "units_raw"))
