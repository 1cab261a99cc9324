"""Changes of tasks that people ask for: what one may ask, what it would do, and asking for it."""

import frappe

from qingdan_app import arguments, shapes
from qingdan_app.changes import asking
from qingdan_app.workflows.moves.many import parsed
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_kinds(tasks: list[str] | str) -> list[str]:
	"""The kinds of changes that the user may ask for, about at least one of these tasks."""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return [kind.value for kind in asking.kinds_for(asking.read_tasks(parsed(tasks)))]


@frappe.whitelist(methods=["POST"])
@arguments.read
def preview(asked: dict | str, tasks: list[str] | str) -> list[dict]:
	"""What a request would do to each task, `[{task, title, was, asked, why}]`; nothing is written.

	`asked` is `{kind, reason, progress, new_due_date, new_text, new_target, new_deadline_raw, new_lead_unit, cooperating, no_cooperating,
	new_leader, milestones, merged_into, evidence}`; `why` says why a task cannot be changed so. Raises ChangeIncomplete.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	wanted = shapes.read("asked", parsed(asked), asking.ASKED)
	return [each._asdict() for each in asking.foresee(wanted, asking.read_tasks(parsed(tasks)))]


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def ask(asked: dict | str, tasks: list[str] | str) -> dict:
	"""Ask for a change of all these tasks, and send it for approval: `{name, state}`.

	Raises ChangeIncomplete, and ChangeNotPossible with each task that cannot be changed so: none is asked for then.
	"""
	frappe.has_permission("Qingdan Change Request", "create", throw=True)
	wanted = shapes.read("asked", parsed(asked), asking.ASKED)
	request = asking.ask(wanted, asking.read_tasks(parsed(tasks)))
	return {"name": request.name, "state": request.state}
