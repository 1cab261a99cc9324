"""When a task without a due date is looked at again: kept as it is saved, found by the sweep, and shown on its form."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Max
from frappe.utils import cint, get_fullname, getdate

from qingdan_app.organization import people
from qingdan_app.tasks import marks
from qingdan_app.tasks.rules import review as rules
from qingdan_app.tasks.rules.acts import ACTS
from qingdan_app.tasks.rules.course import AT_REST
from qingdan_app.tasks.rules.recurrence import Cycle
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.moves import guard

TASK = "Qingdan Task"
DAYS = ("review_on", "review_ring")
DERIVED = frozenset(
	{*DAYS, "condition", "watch_unit", "watcher", "reviewed_on", "review_result", "review_words"}
)
"""Fields that only reviews and the calendar write."""
RUNNING = (TaskState.WAITING.value, TaskState.MOVING.value)


def settle(task: Document, today: date) -> None:
	"""Keep the words of reviews from everybody but the flow, and give a task that runs the day of its next review.

	It begins when the task is handed out, and anew when the kind of its deadline changes or it goes on after a rest.
	"""
	before = task.get_doc_before_save()
	if not guard.is_permitted(task):
		task.update({name: before.get(name) if before else None for name in DERIVED})
	if task.deadline_kind not in rules.REVIEWED:
		task.update(dict.fromkeys(DAYS))
	elif runs(task) and _begins(task, before, today):
		task.update(_begun(task, today))
	if task.deadline_kind == rules.CONTINGENT and not task.condition:
		task.condition = task.deadline_raw


def begin(names: Sequence[str], today: date) -> None:
	"""Set the first reviews of tasks that were handed out just now, in few statements however many they are."""
	about = {"name": ("in", names or [""]), "deadline_kind": ("in", rules.REVIEWED)}
	tasks = frappe.get_all(TASK, about, ["name", "list", "deadline_kind"])
	last_days = planned([task.name for task in tasks])
	by_day: dict[date, list[str]] = defaultdict(list)
	for task in tasks:
		day = rules.first_day(
			task.deadline_kind, last_days.get(task.name), *settings_of_list(task.list), today
		)
		by_day[day].append(task.name)
	for day, of_day in by_day.items():
		frappe.db.sql(BEGUN, {**on_day(day, today), "contingent": rules.CONTINGENT, "names": of_day})


BEGUN = """update `tabQingdan Task` set `review_on` = %(review_on)s, `review_ring` = %(review_ring)s,
	`condition` = if(`deadline_kind` = %(contingent)s, ifnull(nullif(`condition`, ''), `deadline_raw`), `condition`)
	where `name` in %(names)s and `review_on` is null"""


def planned(names: Sequence[str]) -> dict[str, date]:
	"""Task → the last day that its words name."""
	row = frappe.qb.DocType("Qingdan Task Milestone")
	found = frappe.qb.from_(row).select(row.parent, Max(row.date)).where(row.date.isnotnull())
	return dict(found.where(row.parent.isin(names)).groupby(row.parent).run()) if names else {}


def runs(task: Mapping) -> bool:
	"""Whether somebody works on a task now."""
	state = task.get("state") or TaskState.WAITING.value
	return not task.get("drafted") and state in RUNNING and task.get("course") not in AT_REST


def on_day(day: date, today: date) -> dict:
	"""The fields of a task that is reviewed next on `day`."""
	return {"review_on": day, "review_ring": rules.first_ring(day, today)}


def settings_of_list(list_: str | None) -> rules.Settings:
	"""What a list says of the reviews of its tasks."""
	found = list_ and frappe.get_cached_value(
		"Qingdan List", list_, ["review_cycle", "fix_days"], as_dict=True
	)
	return settings_of(found or {"fix_days": rules.USUAL_DAYS})


def settings_of(list_: Mapping) -> rules.Settings:
	"""The same of a list that was read, or is being saved."""
	return rules.Settings(Cycle(list_.get("review_cycle") or rules.USUAL_CYCLE), cint(list_.get("fix_days")))


def lacking() -> list[str]:
	"""The tasks that run and have no day for their review yet."""
	found = {"deadline_kind": ("in", rules.REVIEWED), "review_on": ("is", "not set"), **running()}
	return frappe.get_all(TASK, found, pluck="name", order_by="name")


def running() -> dict:
	"""Filters of tasks that somebody works on now."""
	return {"state": ("in", RUNNING), "drafted": 0, "course": ("is", "not set")}


def offered(task: Document) -> tuple[rules.Verdict, ...]:
	"""What the session's user may say in a review of the task now."""
	if not runs(task):
		return ()
	standing = people.standing_of()
	leads = bool(standing.roles_at(task.lead_unit))
	supervises = standing.hands_out or standing.user == "Administrator"
	return rules.offered(task.deadline_kind, supervises, leads, _watches(task, leads))


def who_holds(task: Document, today: date) -> tuple[str, ...]:
	"""Who can be urged to hold a review that is overdue: the lead unit and whoever watches; nobody where none is."""
	if not runs(task) or not rules.is_overdue(task.review_on and getdate(task.review_on), today):
		return ()
	contacts = people.contacts_of(filter(None, (task.lead_unit, task.watch_unit)))
	return tuple(dict.fromkeys([*contacts, *filter(None, [task.watcher])]))


def shown(task: Document, today: date) -> dict | None:
	"""What a form says of it: `{kind, day, mark, condition, watch, last, offers, may_set, may_ask, fields, units, people}`; None for a task with a due date."""
	if task.deadline_kind not in rules.REVIEWED:
		return None
	standing = people.standing_of()
	day = getdate(task.review_on) if task.review_on else None
	may_set = bool(runs(task) and (standing.hands_out or standing.user == "Administrator"))
	return {
		"kind": _(task.deadline_kind),
		"day": day,
		"mark": marks.of_review(day, today) if day and runs(task) else None,
		"condition": task.condition,
		"watch": "、".join(filter(None, (task.watch_unit, task.watcher and get_fullname(task.watcher)))),
		"last": _last(task),
		"offers": [_offer(each) for each in offered(task)],
		"may_set": may_set,
		"may_ask": runs(task) and task.deadline_kind != rules.ONGOING and not may_set and _asks(task),
		"fields": {name: task.get(name) for name in ("condition", "watch_unit", "watcher", "review_on")},
		"units": [row.unit for row in task.units],
		"people": _who_may_watch(task) if may_set else [],
	}


def _asks(task: Document) -> bool:
	"""Whether the session's user asks for changes of the task: for its lead unit, or its leader's office."""
	standing = people.standing_of()
	return bool(standing.roles_at(task.lead_unit)) or task.leader in standing.leaders


def _who_may_watch(task: Document) -> list[dict]:
	"""`[{value, label}]`: whoever watches now, the contacts of its units, and the office of its leader."""
	contacts = people.contacts_of(row.unit for row in task.units)
	users = [*filter(None, [task.watcher]), *contacts, *people.office_of(task.leader)]
	return [{"value": user, "label": get_fullname(user)} for user in dict.fromkeys(users)]


def _begins(task: Document, before: Document | None, today: date) -> bool:
	if not task.review_on or not before or before.deadline_kind != task.deadline_kind:
		return True
	return not runs(before) and getdate(task.review_on) < today


def _begun(task: Document, today: date) -> dict:
	last_day = max((getdate(row.date) for row in task.milestones if row.date), default=None)
	return on_day(rules.first_day(task.deadline_kind, last_day, *settings_of_list(task.list), today), today)


def _watches(task: Document, leads: bool) -> bool:
	"""Whoever is named watches; where nobody is, the lead unit does."""
	standing = people.standing_of()
	of_unit = bool(task.watch_unit and standing.roles_at(task.watch_unit))
	named = of_unit or (task.watcher and task.watcher == standing.user)
	return bool(named) or (leads and not task.watch_unit and not task.watcher)


def _last(task: Document) -> dict | None:
	if not task.reviewed_on:
		return None
	return {"on": task.reviewed_on, "result": _(task.review_result), "words": task.review_words}


def _offer(verdict: rules.Verdict) -> dict:
	label = {
		rules.Verdict.FIXED: _("Due Date"),
		rules.Verdict.HAPPENED: _("Due Date"),
		rules.Verdict.LATER: _("Next Review"),
	}.get(verdict, "")
	shown = ACTS.row_of(verdict.value)
	return {
		"verdict": verdict.value,
		"words": _(shown.button or shown.words),
		"day": label,
		"needed": verdict is not rules.Verdict.WELL,
	}
