"""Handing over: when somebody leaves their post, or is disabled, all their open turns go to a successor."""

import frappe
from frappe import _

from qingdan_app.messaging import outbox
from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import HandoverRefused
from qingdan_app.workflows.requests import acting

LIVE = ("Open", "Held", "Waiting")


def hand_over(user: str, successor: str, opinion: str) -> list[dict]:
	"""Transfer every live turn of `user` to `successor`: `[{request, turn, name, title, ok, message}]`.

	Each turn stands by itself: what one refuses (the successor's own work, their second voice at a step) does not
	keep the others. Turns on documents that others administer are counted in a message, and neither named nor touched.
	Raises HandoverRefused for whoever does not administer flows, or to oneself. Safe to repeat.
	"""
	_check(user, successor)
	turns = live_turns(user)
	mine = user == frappe.session.user
	own = [row for row in turns if mine or administrators.administers(doctype=row["doctype"])]
	if len(own) < len(turns):
		frappe.msgprint(_("{0} more turns are for others to hand over.").format(len(turns) - len(own)))
	with outbox.gathered():
		return [_transfer(row, successor, opinion) for row in own]


def live_turns(user: str) -> list[dict]:
	"""The turns of a user that are not closed, held and waiting ones too."""
	return frappe.get_all(
		"Qingdan Approval Assignment",
		{"assignee": user, "standing": ("in", LIVE)},
		[
			"request",
			"turn",
			"reference_doctype as doctype",
			"reference_name as name",
			"subject_title as title",
		],
		order_by="request, turn",
	)


def _check(user: str, successor: str) -> None:
	if not administrators.administers():
		frappe.throw(_("Handing over is for administrators."), HandoverRefused)
	if user == successor or successor == frappe.session.user:
		frappe.throw(
			_("Choose somebody else to take over: neither the same person nor yourself."), HandoverRefused
		)


def _transfer(row: dict, successor: str, opinion: str) -> dict:
	asked = Act(
		"transfer",
		frappe.session.user,
		turn=row.turn,
		opinion=opinion,
		people=(successor,),
		administrator=administrators.administers(doctype=row["doctype"]),
	)
	return {**row, **acting.try_to(row.request, asked)}
