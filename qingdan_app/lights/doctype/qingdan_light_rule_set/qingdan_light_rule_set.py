import frappe
from frappe import _
from frappe.utils import cint

from qingdan_app.lights import jobs, rule_sets
from qingdan_app.lights.exceptions import LightRuleWrong
from qingdan_app.lights.rules.light import WEIGHTS, Colour
from qingdan_app.workflows.moves.controller import FixedName


class QingdanLightRuleSet(FixedName):
	"""The rules by which the tasks of lists show red, yellow, blue or green. Changed at any time: what was shown stays in the history."""

	def validate(self):
		for row in self.rules:
			self.refuse_wrong_memory(row)

	def refuse_wrong_memory(self, row):
		if row.made_good and WEIGHTS[Colour(row.made_good)] >= WEIGHTS[Colour(row.colour)]:
			frappe.throw(
				_("Row {0}: once it is made good the task has to show a better colour than {1}.").format(
					row.idx, _(row.colour)
				),
				LightRuleWrong,
			)
		if row.made_good and cint(row.made_good_days) > rule_sets.LONGEST:
			words = _(
				"Row {0}: what was made good is shown for {1} days at most, or with 0 as long as the task is open."
			)
			frappe.throw(words.format(row.idx, rule_sets.LONGEST), LightRuleWrong)

	def on_update(self):
		if rule_sets.lists_by(self.name):
			jobs.light_soon()
