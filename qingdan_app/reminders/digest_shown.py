"""What one person was reminded of on one day, in the reader's language. Reads only."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.reminders import telling
from qingdan_app.reminders.reminder_states import REMINDER, State

SHOWN = 200
FIELDS = ["name", "about", "reference_doctype", "reference_name", "title", "unit", "counted_from"]


def shown_on(reminder: Document) -> dict:
	"""`{day, number, lines}` of the digest in which a reminder was told: `lines` is `[{about, doctype, name, words, unit}]`, what presses most first.

	One that was not told yet stands alone.
	"""
	alone = {"name": reminder.name}
	of_day = {"receiver": reminder.receiver, "told_on": reminder.told_on, "state": State.TOLD.value}
	rows = frappe.get_all(REMINDER, of_day if reminder.told_on else alone, FIELDS, limit_page_length=0)
	rows.sort(key=lambda row: (telling.ORDER.index(row.about), row.counted_from, row.name))
	day = getdate(reminder.told_on or reminder.due_on)
	lines = [
		{
			"about": _(row.about),
			"doctype": row.reference_doctype,
			"name": row.reference_name,
			"words": words_of(row, day),
			"unit": row.unit,
		}
		for row in rows[:SHOWN]
	]
	return {"day": day, "number": len(rows), "lines": lines}


def words_of(row: dict, day) -> str:
	"""What a reminder says on a day."""
	sentence = _(telling.SENTENCES[row["about"]])
	return sentence.format(row["reference_name"], row["title"], telling.days_of(row, day))
