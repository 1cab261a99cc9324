"""The one writer of handing out: tasks are stamped, each history says so, and everybody concerned is told once.

All in the transaction of the act, under the locks of the tasks: what was handed out is not handed out again, and where the
worker dies nothing was.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from qingdan_app.handing_out import acknowledging, telling
from qingdan_app.handing_out.exceptions import PreviewOutdated, TooMany
from qingdan_app.handing_out.rules import shares
from qingdan_app.handing_out.rules.shares import Drafted
from qingdan_app.lights import all_tasks
from qingdan_app.organization import people
from qingdan_app.tasks import archived, review_days, totals
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves import hearing
from qingdan_app.workflows.moves.held import Held

TASK, ROW = "Qingdan Task", "Qingdan Task Unit"
ACT = "hand_out"
MOST = 20_000


class HandedOut(NamedTuple):
	"""The tasks that were handed out, and how many people were told."""

	tasks: list[str]
	people: int


def check_may_hand_out() -> None:
	"""Raise PermissionError for whoever hands out nothing."""
	if not people.standing_of().hands_out:
		frappe.throw(
			_("The supervision office and list administrators hand out tasks."), frappe.PermissionError
		)


def drafted_of_lists(lists: Iterable[str]) -> list[str]:
	"""The tasks of lists that are not handed out yet."""
	wanted = {"list": ("in", [*lists] or [""]), "drafted": 1}
	return frappe.get_all(TASK, wanted, pluck="name", order_by="name")


def hand_out(names: Iterable[str], seen: int | None = None) -> HandedOut:
	"""Hand out those of the tasks that are not handed out yet; nobody is told of the others.

	`seen` is how many the preview has shown. Raises PreviewOutdated where it is another number by now, and TooMany.
	"""
	tasks = drafted(names, locked=True)
	for list_ in sorted({task.list for task in tasks}):
		archived.refuse(list_)
	if seen is not None and seen != len(tasks):
		frappe.throw(
			_(
				"{0} tasks are not handed out yet, the preview showed {1}. Look again; nothing was handed out."
			).format(len(tasks), seen),
			PreviewOutdated,
		)
	return _hand_out(tasks) if tasks else HandedOut([], 0)


def drafted(names: Iterable[str], locked: bool = False) -> list[Drafted]:
	"""Those of the tasks that are not handed out yet, dated ones first; `locked` until the transaction ends."""
	names = sorted(set(names))
	if len(names) > MOST:
		frappe.throw(_("Hand out up to {0} tasks at once.").format(MOST), TooMany)
	if not names:
		return []
	rows = _rows(names, locked)
	units = _units_of([row.name for row in rows])
	return [Drafted(**row, cooperating=tuple(units.get(row.name, ()))) for row in rows]


def shares_of_people(tasks: Sequence[Drafted]) -> dict[str, shares.PersonShare]:
	"""Who is told of which tasks."""
	leaders = {task.leader for task in tasks if task.leader}
	return shares.by_person(tasks, people.contacts_by_unit(shares.by_unit(tasks)), people.offices_of(leaders))


def _hand_out(tasks: Sequence[Drafted]) -> HandedOut:
	now, names = trail.moment(), [task.name for task in tasks]
	_stamp(tasks, now)
	totals.everything_changed()
	_note(tasks, now)
	review_days.begin(names, getdate())
	all_tasks.light_some(names, getdate())
	told = shares_of_people(tasks)
	telling.tell_each(told, f"hand-out/{frappe.generate_hash(length=20)}")
	return HandedOut(names, len(told))


def _rows(names: list[str], locked: bool) -> list[dict]:
	"""A transaction that waited for the lock sees them as they are now."""
	statement = f"{DRAFTED} for update" if locked else DRAFTED
	return frappe.db.sql(statement, {"names": names}, as_dict=True)


DRAFTED = """select `name`, `title`, `list`, `state`, `leader`, `lead_unit` as `lead` from `tabQingdan Task`
	where `name` in %(names)s and `drafted` = 1 order by `due_order`, `name`"""


def _units_of(names: list[str]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	wanted = {"parent": ("in", names or [""]), "parenttype": TASK, "duty": ("!=", "Lead")}
	for task, unit in frappe.get_all(ROW, wanted, ["parent", "unit"], order_by="parent, idx", as_list=True):
		found.setdefault(task, []).append(unit)
	return found


def _stamp(tasks: Sequence[Drafted], now: datetime) -> None:
	for list_ in sorted({task.list for task in tasks}):
		clock = acknowledging.stamps(acknowledging.clock_of(list_, now), now)
		names = [task.name for task in tasks if task.list == list_]
		values = {"names": names, "user": frappe.session.user, "now": now, "modified": now_datetime()}
		frappe.db.sql(STAMPED, {**values, **clock})


STAMPED = """update `tabQingdan Task` set `drafted` = 0, `handed_out_by` = %(user)s, `handed_out_at` = %(now)s,
	`acknowledge_from` = %(acknowledge_from)s, `acknowledge_due` = %(acknowledge_due)s,
	`acknowledge_next` = %(acknowledge_next)s, `modified` = %(modified)s, `modified_by` = %(user)s
	where `name` in %(names)s"""


def _note(tasks: Sequence[Drafted], now: datetime) -> None:
	"""A row in the history of each task."""
	held = Held()
	for task in tasks:
		held.append([_entry(task, now)])
	hearing.tell(held)


def _entry(task: Drafted, now: datetime) -> dict:
	return trail.blank(
		reference_doctype=TASK,
		reference_name=task.name,
		act=ACT,
		from_state=task.state,
		to_state=task.state,
		actor=frappe.session.user,
		acted_at=now,
	)
