"""Scores of units: simulated by any scheme, counted by the one in force, and each with the events behind it."""

import frappe
from frappe.utils import getdate

from qingdan_app import arguments
from qingdan_app.changes import asking
from qingdan_app.scores import running, score_words
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
def simulate(scheme: str, counted_list: str, from_day: str, to_day: str) -> dict:
	"""Count days of a list by a scheme, a draft too, without anything that counts: `{name, scores}`.

	`scores` are `[{name, unit, rank, total, base, plus, minus, share, first_rank, first_total}]`, the best first. Raises CannotBeCounted.
	"""
	running.check_may_count()
	frappe.get_doc("Qingdan Scoring Scheme", scheme).check_permission("read")
	frappe.get_doc("Qingdan List", counted_list).check_permission("read")
	return _answer(running.simulate(scheme, counted_list, getdate(from_day), getdate(to_day)).name)


@frappe.whitelist(methods=["POST"])
@arguments.read
def count(counted_list: str, from_day: str, to_day: str) -> dict:
	"""Count days of a list that are over, by the scheme in force on the last of them: `{name, scores}`, the same when asked again.

	Raises CannotBeCounted.
	"""
	running.check_may_count()
	frappe.get_doc("Qingdan List", counted_list).check_permission("read")
	return _answer(running.count(counted_list, getdate(from_day), getdate(to_day)).name)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_ranking(name: str) -> list[dict]:
	"""The scores of a run that the user sees, as `simulate` answers them."""
	frappe.get_doc(running.RUN, name).check_permission("read")
	return [*running.ranking(name)]


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_score(name: str) -> dict:
	"""What a unit came to in a run: its sums, and `events`, `[{name, event, words, day, task, duty, reference_doctype, reference_name,
	rule, worth, counted, outcome, standing, colour, covered_by, struck_by, reason}]`, those that the user sees."""
	score = frappe.get_doc(running.SCORE, name)
	score.check_permission("read")
	return score_words.shown(score)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def appeal(scored: str, reason: str, evidence: str = "") -> dict:
	"""Appeal against the event `scored`, which took points from a unit, and send it for approval: `{name, state}`; granted, the run is counted without it.

	Raises ChangeIncomplete without a reason, ChangeNotPossible.
	"""
	frappe.has_permission("Qingdan Change Request", "create", throw=True)
	frappe.get_doc(running.EVENT, scored).check_permission("read")
	request = asking.appeal(scored, reason, evidence or None)
	return {"name": request.name, "state": request.state}


def _answer(name: str) -> dict:
	return {"name": name, "scores": [*running.ranking(name)]}
