"""What a reader finds of a lead unit's answer that a task is not its duty. Reads only."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks.rules.course import AT_REST
from qingdan_app.tasks.rules.receipt import Receipt, why_not_refuse
from qingdan_app.tasks.rules.refusal_states import RefusalState
from qingdan_app.tasks.rules.states import TaskState

REFUSAL = "Qingdan Refusal"


def situation_of(task: Document) -> dict[str, bool]:
	"""`refused`, whether the session's user may refuse (`refusing`) or settle it (`settling`), and whether its leader has an office to ask."""
	supervises = Role.SUPERVISION.value in people.standing_of().roles
	settling = bool(task.open_refusal) and supervises and bool(to_settle([task.open_refusal]))
	return {
		"refused": bool(task.open_refusal),
		"refusing": _may_refuse(task),
		"settling": settling,
		"has_office": settling and bool(people.office_of(task.leader)),
	}


def why_not(task: Document):
	"""Why the lead unit cannot refuse now; None where it can."""
	waiting = task.state == TaskState.WAITING.value and task.course not in AT_REST
	if not waiting or task.drafted or task.acknowledged_by:
		return why_not_refuse(Receipt(False), now_datetime())
	receipt = Receipt(True, task.acknowledge_due, bool(task.open_refusal), _is_insisted(task))
	return why_not_refuse(receipt, now_datetime())


def shown(task: Document) -> dict | None:
	"""The open answer as its task shows it: `{name, unit, reason, proposed_unit, state}`; None where there is none."""
	if not task.open_refusal:
		return None
	fields = ["name", "unit", "reason", "proposed_unit", "state"]
	return frappe.db.get_value(REFUSAL, task.open_refusal, fields, as_dict=True)


def to_settle(names: Iterable[str | None]) -> set[str]:
	"""Those of these answers that supervision may settle: the others are before a leader's office."""
	names = list(filter(None, names))
	about = {"name": ("in", names), "state": RefusalState.OPEN.value}
	return set(frappe.get_all(REFUSAL, about, pluck="name")) if names else set()


def _may_refuse(task: Document) -> bool:
	return bool(people.standing_of().roles_at(task.lead_unit)) and why_not(task) is None


def _is_insisted(task: Document) -> bool:
	same = {"task": task.name, "unit": task.lead_unit, "state": RefusalState.INSISTED.value}
	return bool(frappe.db.exists(REFUSAL, same))
