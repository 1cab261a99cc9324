import frappe
from frappe import _

from qingdan_app.lights import jobs, rule_sets
from qingdan_app.lights.exceptions import LightRuleWrong
from qingdan_app.lights.rules.light import WEIGHTS, Colour
from qingdan_app.workflows.moves.controller import FixedName


class QingdanLightRuleSet(FixedName):
	"""The rules by which the tasks of lists show red, yellow, blue or green. Changed at any time: what was shown stays in the history."""

	def onload(self):
		"""The lists that go by it."""
		self.set_onload("lists", rule_sets.lists_by(self.name))

	def validate(self):
		for row in self.rules:
			self.refuse_memory_that_is_no_better(row)

	def refuse_memory_that_is_no_better(self, row):
		if row.made_good and WEIGHTS[Colour(row.made_good)] >= WEIGHTS[Colour(row.colour)]:
			frappe.throw(
				_("Row {0}: once it is made good the task has to show a better colour than {1}.").format(
					row.idx, _(row.colour)
				),
				LightRuleWrong,
			)

	def on_update(self):
		if rule_sets.lists_by(self.name):
			jobs.light_soon()
