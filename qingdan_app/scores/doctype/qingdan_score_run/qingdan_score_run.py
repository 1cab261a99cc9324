import frappe
from frappe import _

from qingdan_app.scores import running
from qingdan_app.scores.exceptions import WrittenByScores
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FixedName


class QingdanScoreRun(FixedName):
	"""The scores of all units of a list for some months. In force it stays as it was counted; simulated it counts for nothing."""

	def before_validate(self):
		if not guard.is_permitted(self):
			self._refuse()

	def on_trash(self):
		if not self.simulated:
			self._refuse()
		running.forget(self.name)

	def _refuse(self):
		frappe.throw(
			_("Scores are written by counting them, and stay as they were counted."), WrittenByScores
		)
