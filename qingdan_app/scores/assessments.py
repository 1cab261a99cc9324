"""What holds for ratings by leaders' offices, praise and criticism."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate

from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Standing
from qingdan_app.scores import schemes
from qingdan_app.scores.exceptions import AssessmentCounted, AssessmentWrong

RATING = "Rating"
WITHOUT_SCHEME = 100
COUNTED = """select `event`.`run` from `tabQingdan Score Event` `event`
	join `tabQingdan Score Run` `run` on `run`.`name` = `event`.`run` and `run`.`simulated` = 0
	where `event`.`reference_name` = %(name)s and `event`.`reference_doctype` = 'Qingdan Assessment' limit 1"""


def settle(assessment: Document) -> None:
	"""Fill in what follows, and raise AssessmentWrong for what cannot be meant so, PermissionError for whoever it is not theirs to say."""
	if not is_theirs(assessment.kind, assessment.leader, people.standing_of()):
		frappe.throw(
			_(
				"A leader's office rates for its own leader; supervision and list administrators praise and criticize."
			),
			frappe.PermissionError,
		)
	if assessment.kind == RATING:
		_settle_rating(assessment)
	else:
		assessment.update({"leader": None, "points": 0, "out_of": 0})
		_refuse_other_task(assessment)


def is_theirs(kind: str | None, leader: str | None, standing: Standing) -> bool:
	"""Whether somebody says this: ratings are the leader's office's, the rest supervision's."""
	if standing.user == "Administrator":
		return True
	return leader in standing.leaders if kind == RATING else standing.hands_out


def refuse_counted(assessment: Document) -> None:
	"""Raise AssessmentCounted for one that a run in force has counted."""
	run = frappe.db.sql(COUNTED, {"name": assessment.name}, pluck=True)
	if run:
		frappe.throw(
			_("{0} was counted in {1} and stays as it is.").format(frappe.bold(assessment.name), run[0]),
			AssessmentCounted,
		)


def _settle_rating(rating: Document) -> None:
	rating.task = None
	rating.out_of = flt(rating.out_of) or _share_on(rating) or WITHOUT_SCHEME
	if not rating.leader:
		frappe.throw(_("Say which leader rates."), AssessmentWrong)
	if not 0 <= flt(rating.points) <= rating.out_of:
		frappe.throw(_("Give between 0 and {0} points.").format(f"{rating.out_of:g}"), AssessmentWrong)


def _share_on(rating: Document) -> float:
	scheme = schemes.scheme_for(rating.list, getdate(rating.day))
	return flt(frappe.db.get_value(schemes.SCHEME, scheme, "share")) if scheme else 0


def _refuse_other_task(assessment: Document) -> None:
	task = assessment.task
	if task and frappe.db.get_value("Qingdan Task", task, "list") != assessment.list:
		frappe.throw(_("{0} is no task of {1}.").format(frappe.bold(task), assessment.list), AssessmentWrong)
