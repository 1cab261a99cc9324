import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.lights import all_tasks
from qingdan_app.tasks import obligations, owed_anew, periods
from qingdan_app.tasks.exceptions import RuleInForce, RuleWrong
from qingdan_app.workflows.moves.controller import FixedName

ASKS = ("cycle", "owed_by", "counted", "day", "working_days", "holiday", "opens_before", "closes_after")
LONGEST = {"Week": 7, "Month": 31, "Quarter": 92, "Half Year": 184, "Year": 366}
"""So many days the longest period of a cycle has."""
MOST_AFTER = 90


class QingdanReportingRule(FixedName):
	"""Who owes a report, for which periods, and by when; in force for a list or a task from a day on."""

	def onload(self):
		"""What the rule asks for next, and whether it is in force."""
		found = obligations.next_of(self, getdate())
		words = [{**each, "period": periods.period_in_words(each["period"])} for each in found]
		self.set_onload("asks", words)
		self.set_onload("in_force", obligations.is_in_force(self.name))

	def validate(self):
		self.refuse_impossible_day()
		self.refuse_change_in_force()

	def on_change(self):
		"""A rule that comes into force later may be owed next; one that is in force asks for what it asked for."""
		if not self.is_new() and any(self.has_value_changed(field) for field in ASKS):
			all_tasks.light_some(owed_anew.of_rules([self.name]), getdate())

	def refuse_impossible_day(self):
		after = self.counted == "After Its End"
		most = MOST_AFTER if after else LONGEST.get(self.cycle)
		if most and self.day > most:
			frappe.throw(
				_("Due on Day: {0} is more than {1}, the most there is here.").format(self.day, most),
				RuleWrong,
			)
		if after and self.cycle in LONGEST and not self.day:
			frappe.throw(_("Due on Day: say on which day after the end of the period it is due."), RuleWrong)

	def refuse_change_in_force(self):
		"""What was asked for stays as it was: another rule takes over from a day on."""
		if self.is_new() or not any(self.has_value_changed(field) for field in ASKS):
			return
		if obligations.is_in_force(self.name):
			frappe.throw(
				_(
					"{0} is in force, and reports were asked for by it. Duplicate it, change the copy, and put that in force from a day on, in the list or the task."
				).format(frappe.bold(self.name)),
				RuleInForce,
			)
