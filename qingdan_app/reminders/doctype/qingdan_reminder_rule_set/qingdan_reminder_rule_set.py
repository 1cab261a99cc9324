from frappe.utils import getdate

from qingdan_app.reminders import stored_rules
from qingdan_app.workflows.moves.controller import FixedName


class QingdanReminderRuleSet(FixedName):
	"""Who is reminded of what, and when. Changed at any time: what was told stays told."""

	def validate(self):
		stored_rules.rungs_in(self.rules)
		before = self.get_doc_before_save()
		self.reached_on = stored_rules.before_today(before and before.reached_on, getdate())
