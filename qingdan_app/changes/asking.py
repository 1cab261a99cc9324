"""A change asked for: what it would do to each task, shown before anything is written; and the rows that keep it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app import shapes
from qingdan_app.changes import appeals, possible
from qingdan_app.changes.possible import REQUEST, TASK
from qingdan_app.changes.rules.kinds import OF_NO_TASK, Asked, Asker, Kind
from qingdan_app.organization import people
from qingdan_app.tasks import history
from qingdan_app.tasks.rules.course import WITH_ITS_LIST, Course
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.exceptions import WrongItems
from qingdan_app.workflows.moves import performing

FIELDS = (
	"reason",
	"progress",
	"new_due_date",
	"new_text",
	"new_target",
	"new_deadline_raw",
	"new_lead_unit",
	"no_cooperating",
	"new_leader",
	"merged_into",
	"evidence",
	"score_event",
)
ASKED = {
	**dict.fromkeys(("kind", *FIELDS), shapes.text),
	"new_due_date": shapes.day,
	"no_cooperating": shapes.yes_or_no,
	"cooperating": shapes.named("unit"),
	"milestones": shapes.rows({"date": shapes.day, "label": shapes.text}),
}
"""What a caller says of what is asked for."""


LOCKED = "select `name` from `tabQingdan Task` where `name` in %(tasks)s order by `name` for update"
"""Whoever asks for the same of the same task waits, and then finds what was asked for."""


class Foreseen(NamedTuple):
	"""What a request would do to one task; `why` says why it cannot, empty where it can."""

	task: str
	title: str
	was: str
	asked: str
	why: str


def read_tasks(tasks: object) -> list[str]:
	"""The tasks that are named, each once. Raises WrongItems for what is no list of names."""
	if not isinstance(tasks, list) or not all(isinstance(name, str) for name in tasks):
		frappe.throw(_("Name documents as a list."), WrongItems)
	return list(dict.fromkeys(tasks))


def kinds_for(tasks: Sequence[str]) -> list[Kind]:
	"""The kinds that the session's user may ask for, about at least one of these tasks."""
	standing, rows = people.standing_of(), _seen(tasks)
	mine = [row for row in rows.values() if possible.asker_for(standing, row.lead_unit, row.leader)]
	return [kind for kind in Kind if any(_fits(kind, row) for row in mine)]


def may_ask_about(task: Document) -> bool:
	"""Whether the session's user may ask for any change of a task; no statement is needed for it."""
	asker = possible.asker_for(people.standing_of(), task.lead_unit, task.leader)
	return bool(asker) and any(_fits(kind, task) for kind in Kind)


def foresee(values: Mapping, tasks: Sequence[str]) -> list[Foreseen]:
	"""What a request would do, task by task; nothing is written. Raises ChangeIncomplete, PermissionError."""
	possible.check_complete(values, len(tasks))
	asked, rows = possible.asked_of(values), _seen(tasks)
	_seen(filter(None, [asked.get("merged_into")]))
	refused = possible.refusals(asked, rows, people.standing_of())
	return [
		Foreseen(name, rows[name].title, *in_words(asked, rows[name]), refused.get(name, ""))
		for name in tasks
		if name in rows
	]


def ask(values: Mapping, tasks: Sequence[str]) -> Document:
	"""Write a request about these tasks and send it for approval; the request after it.

	Raises ChangeIncomplete, ChangeNotPossible with every task that cannot be changed so, and PermissionError for one that is not seen.
	"""
	_seen(
		dict.fromkeys([*tasks, *filter(None, [values.get("merged_into")])])
	)  # core asks first whether links lead somewhere
	request = frappe.new_doc(REQUEST)
	request.update({"kind": values.get("kind"), **{name: values.get(name) for name in FIELDS}})
	for unit in values.get("cooperating") or ():
		request.append("cooperating", {"unit": unit})
	for row in values.get("milestones") or ():
		request.append("milestones", {"date": row.get("date"), "label": row.get("label")})
	for task in dict.fromkeys(tasks):
		request.append("tasks", {"task": task})
	return performing.perform_on(request.insert(), "ask_for_change")


def appeal(event: str, reason: str, evidence: str | None = None) -> Document:
	"""Write an appeal against an event of a score and send it for approval. Raises ChangeIncomplete, ChangeNotPossible, PermissionError."""
	words = {"kind": Kind.APPEAL.value, "reason": reason, "score_event": event, "evidence": evidence}
	possible.check_complete(words, 0)
	return ask(words, [])


def settle(request: Document) -> dict[str, Mapping]:
	"""Write beside each task what it says now and what is asked for; a task stands in a request once. Answers the tasks.

	Raises PermissionError for a task that whoever asks does not see.
	"""
	appeals.settle(request)
	named = list(dict.fromkeys(row.task for row in request.tasks if row.task))
	tasks, asked = _seen(named), possible.asked_of(request)
	_seen(filter(None, [asked.get("merged_into")]))
	rows = {row.task: row for row in request.tasks if row.task}
	request.set("tasks", [rows[name] for name in named])
	for row in request.tasks:
		was, wanted = in_words(asked, tasks[row.task])
		seen = history.words_of_task(tasks[row.task])
		row.update({"task_title": tasks[row.task].title, "was": was, "asked": wanted})
		row.seen = frappe.as_json(seen, indent=None)
	request.title = title_of(request)
	return tasks


def settle_asker(request: Document, tasks: Mapping[str, Mapping]) -> None:
	"""Check that all of it may be asked for, and note as whom it is asked. Raises ChangeNotPossible.

	`tasks` are those of the request, as `settle` has read them.
	"""
	possible.check_complete(request, len(request.tasks))
	standing = people.standing_of()
	frappe.db.sql(LOCKED, {"tasks": [*tasks, ""]})
	refused = possible.refusals(possible.asked_of(request), tasks, standing, locked=True)
	possible.refuse_impossible(refused)
	askers = [possible.asker_for(standing, row.lead_unit, row.leader) for row in tasks.values()]
	if appeals.is_appeal(request):
		askers = [appeals.asker_of(request)]
	askers = askers or [possible.asker_for(standing, None, None)]
	request.asked_as = next(each.value for each in reversed(Asker) if each in askers)


def leads_and_leaders(request: Document) -> list[Mapping]:
	"""`lead_unit` and `leader` of each task of a request, as they are now."""
	if appeals.is_appeal(request):
		return appeals.units_of(request)
	names = [row.task for row in request.tasks if row.task]
	return frappe.get_all(TASK, {"name": ("in", names)}, ["lead_unit", "leader"]) if names else []


def title_of(request: Document) -> str:
	"""The first task by number and words, and how many there are beside it; of an appeal, what it is about."""
	if appeals.is_appeal(request):
		return appeals.title_of(request)
	if not request.tasks:
		return (request.reason or "")[:140]
	first, more = request.tasks[0], len(request.tasks) - 1
	return f"{first.task} {first.task_title}"[:120] + (f" (+{more})" if more else "")


def in_words(asked: Asked, task: Mapping) -> tuple[str, str]:
	"""What a task says now of whatever is asked for, and what it would say."""
	now, after = history.words_of_task(task), possible.words_after(asked, task)
	changed = [name for name in after if after[name] != now[name] and name != "deadline_kind"]
	return _lines(changed, now, task), _lines(changed, after, task)


def _lines(names: Sequence[str], words: Mapping[str, str], task: Mapping) -> str:
	meta = frappe.get_meta(TASK)
	said = [(_(meta.get_label(name)), _shown(name, words[name], task)) for name in names]
	return said[0][1] if len(said) == 1 else "\n".join(f"{label}: {value}" for label, value in said)


def _shown(name: str, value: str, task: Mapping) -> str:
	if name == "course":
		return _(value) if value else _(task["state"])
	return value or "—"


def _fits(kind: Kind, task: Mapping) -> bool:
	"""Whether a kind has a use for a task as it stands; what else holds is said when it is asked for.

	What a list issued anew says is asked for from its import.
	"""
	course = task.get("course")
	closed = task.get("state") == TaskState.COMPLETED.value or course in WITH_ITS_LIST
	if closed or kind is Kind.REVISION or kind in OF_NO_TASK:
		return False
	if kind is Kind.RESUMPTION:
		return bool(course)
	return not course or (course == Course.SUSPENDED.value and kind is not Kind.SUSPENSION)


def _seen(tasks: Iterable[str]) -> dict[str, Mapping]:
	"""The tasks, in their order; raises PermissionError for those that the session's user does not see."""
	tasks = list(tasks)
	filters = {"name": ("in", tasks)}
	seen = set(frappe.get_list(TASK, filters, pluck="name", limit_page_length=0)) if tasks else set()
	unseen = [name for name in tasks if name not in seen]
	if unseen:
		frappe.throw(
			_("There are no such tasks, or they are not yours to see: {0}").format("、".join(unseen[:10])),
			frappe.PermissionError,
		)
	found = history.of_many(tasks)
	return {name: found[name] for name in tasks}
