import frappe

from qingdan_app.notices import notice_requirements
from qingdan_app.notices.in_writing import InWriting


class QingdanSupervisionNotice(InWriting):
	"""A formal reminder to one unit about tasks of its own, with a level, a number and a clock."""

	requirements = notice_requirements


def on_doctype_update():
	"""The next number of a year, and what becomes late, are each one range of an index."""
	frappe.db.add_index("Qingdan Supervision Notice", ["year", "serial"])
	frappe.db.add_index("Qingdan Supervision Notice", ["state", "due_date"])
