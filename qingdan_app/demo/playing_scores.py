"""What people of the demo city do about scores, each by the service that serves their button."""

from datetime import date

import frappe
from frappe.utils import getdate

from qingdan_app.changes import asking
from qingdan_app.demo.cast import Played, lists
from qingdan_app.scores import running, schemes
from qingdan_app.sessions import acting_as
from qingdan_app.simulation import deeds

SCHEME, ASSESSMENT = "示例计分方案", "Qingdan Assessment"


def put_in_force() -> None:
	"""The scheme that is shipped holds for all lists from this day on."""
	frappe.get_doc(schemes.SCHEME, SCHEME).update({"in_force": 1, "from_day": getdate()}).save()


def rate(task: Played, points: float) -> None:
	"""The office rates the unit that leads its leader's task."""
	_say("Rating", task, leader=task.leader, points=points)


def praise(task: Played, words: str) -> None:
	_say("Praise", task, task=task.name, words=words)


def _say(kind: str, about: Played, **more: object) -> None:
	list_ = frappe.db.get_value(deeds.TASK, about.name, "list")
	said = {"doctype": ASSESSMENT, "kind": kind, "unit": about.unit, "list": list_, "day": getdate(), **more}
	frappe.get_doc(said).insert()


def count(first: date, last: date) -> None:
	"""Count these days of every list."""
	for name in lists():
		running.count(name, first, last)


def appeal(reason: str, granted: bool) -> None:
	"""The unit that lost most by one event appeals against it; with `granted` everybody agrees."""
	lost = {"outcome": "Counted", "counted": ("<", 0)}
	event = frappe.get_all(running.EVENT, lost, ["name", "unit"], order_by="counted, day, name", limit=1)[0]
	with acting_as(deeds.liaison(event.unit)):
		request = asking.appeal(event.name, reason).name
	if granted:
		deeds.decide(deeds.CHANGE, request, "grant_change", "情况属实，同意。")
