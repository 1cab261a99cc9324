"""How far a list or a key work is: figures of its tasks that the user sees, and the tasks behind them."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app import arguments
from qingdan_app.arguments import WrongArgument
from qingdan_app.tasks import roll_up


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_roll_up(doctype: str, name: str) -> dict:
	"""How far a `Qingdan List` or a `Qingdan Key Work` is today, by the tasks of it that the user sees.

	`{tasks, percent, paced, paced_percent, expected, behind, points, late, waiting, moving, in_review, completed, suspended,
	ended, drafted, red, yellow, blue, green, weighted, partial, units: [{group, …the same figures}], shown: [{figure, label, count, filters}]}`: `units`
	are the lead units that are behind or have a red light, worst first; `partial` says that there may be tasks which the user does not see;
	`filters` show the tasks of a figure in a list, those behind are named by `get_behind`.
	"""
	doc = _document(doctype, name)
	doc.check_permission("read")
	return roll_up.roll_up_of(doc, getdate())


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_behind(doctype: str, name: str, unit: str | None = None) -> list[str]:
	"""The tasks of it that are behind their schedule, of one lead unit or of all, farthest behind first."""
	doc = _document(doctype, name)
	doc.check_permission("read")
	return [row.name for row in roll_up.behind_of(doc, getdate(), unit)]


def _document(doctype: str, name: str) -> Document:
	"""Raise WrongArgument for what has no tasks of its own."""
	if doctype not in roll_up.SCOPES:
		frappe.throw(_("Figures of tasks together are told of a list or a key work."), WrongArgument)
	return frappe.get_doc(doctype, name)
