import frappe
from frappe import _
from frappe.utils import add_days, getdate

from qingdan_app.reminders import digest_shown, telling
from qingdan_app.reminders.exceptions import WrittenByReminders
from qingdan_app.workflows.moves.controller import WrittenBesideSaves


class QingdanReminder(WrittenBesideSaves):
	"""What one person is reminded of by a rule, and on which day they were. Written by the sweep alone."""

	def onload(self):
		self.set_onload("digest", digest_shown.shown_on(self))

	@staticmethod
	def clear_old_logs(days: int = 400) -> None:
		"""Core's clearing of logs: what was told, or was over, so long ago."""
		before = add_days(getdate(), -days)
		while telling.clear(before) == telling.BATCH:
			pass

	def _refuse(self):
		frappe.throw(_("Reminders are written by the rules alone."), WrittenByReminders)


def on_doctype_update():
	frappe.db.add_unique("Qingdan Reminder", ["receiver", "item"], "once")
	frappe.db.add_index("Qingdan Reminder", ["state", "receiver"])
	frappe.db.add_index("Qingdan Reminder", ["receiver", "told_on"])
