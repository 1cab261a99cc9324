"""The writer of what is decided about a same matter: its tasks are joined, all or some, or parted again."""

from collections.abc import Iterable, Mapping, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.markup import harmless
from qingdan_app.organization import people
from qingdan_app.same_matters import compared_tasks, proposing
from qingdan_app.same_matters.exceptions import CannotBeJoined, SameMatterIsKept
from qingdan_app.same_matters.proposing import ROW, SAME, TASK
from qingdan_app.same_matters.rules.acts import JOIN, PART
from qingdan_app.same_matters.rules.same_matter_states import FEWEST, SameState, left_alone
from qingdan_app.tasks import archived, reported_once
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import FollowUp, run
from qingdan_app.workflows.moves.performing import Note

FIELD = "same_matter"
YEAR = "select max(`year`) from `tabQingdan List` where `name` in %(lists)s"


def may_join() -> bool:
	"""Whether the session's user supervises, or administers lists."""
	standing = people.standing_of()
	return standing.hands_out or standing.user == "Administrator"


def check_may_join() -> None:
	"""Raise PermissionError for whoever neither supervises nor administers lists."""
	if not may_join():
		frappe.throw(
			_("The supervision office and list administrators join tasks that are the same matter."),
			frappe.PermissionError,
		)


def begin(tasks: Sequence[str]) -> Document:
	"""A same matter of tasks that somebody has chosen, which nothing has found; proposed, to be joined. Raises CannotBeJoined."""
	names = list(dict.fromkeys(tasks))
	_check_enough(names)
	_check_readable(names)
	live = {"task": ("in", names), "state": ("!=", SameState.PARTED.value)}
	known = sorted({*frappe.get_all(ROW, live, pluck="parent")})
	same = frappe.get_doc(SAME, known[0], for_update=True) if known else frappe.new_doc(SAME)
	has = {row.task for row in same.tasks if row.state != SameState.PARTED.value}
	for row in proposing.rows_of([name for name in names if name not in has], SameState.PROPOSED.value):
		_put(same, row)
	if same.is_new():
		same.year = frappe.db.sql(YEAR, {"lists": [row.list for row in same.tasks] or [""]})[0][0]
		same.update(
			{"found_at": now_datetime(), "title": same.tasks[0].task_title, "relation": "Chosen by Hand"}
		)
	return proposing.save(same)


def join(name: str, tasks: Sequence[str] = (), reason: str = "") -> Document:
	"""Join tasks of a same matter, those that are proposed where none is named; the same matter afterwards.

	What was reported on one of them stands at the others from then on. Raises CannotBeJoined with every task that cannot be.
	"""
	same, held = _held(name), Held()
	chosen = _chosen(same, tasks, SameState.PROPOSED)
	joined = [row.task for row in same.tasks if row.state == SameState.JOINED.value]
	members = sorted({*joined, *(row.task for row in chosen)})
	_check_enough(members)
	_refuse(_why_not_joined([held.read(TASK, task) for task in members], joined))
	_settle(chosen, SameState.JOINED, reason)
	same.reason = harmless((reason or "").strip())
	proposing.save(same)
	run(held, *_notes((row.task for row in chosen), JOIN, name, reason))
	reported_once.stand_everywhere(held, members)
	return same


def part(name: str, tasks: Sequence[str] = (), reason: str = "") -> Document:
	"""Part tasks from a same matter, all of them where none is named; the same matter afterwards. What stood in several stays as it was filed.

	Raises CannotBeJoined without a reason for tasks that were joined, and for one that does not stand there.
	"""
	same, held = _held(name), Held()
	chosen = _chosen(same, tasks, SameState.PROPOSED, SameState.JOINED)
	alone = left_alone({row.task: row.state for row in same.tasks if row not in chosen})
	chosen += [row for row in same.tasks if row.task in alone and row not in chosen]
	were_joined = [row.task for row in chosen if row.state == SameState.JOINED.value]
	if were_joined and not (reason or "").strip():
		frappe.throw(_("Say why the tasks are parted again."), CannotBeJoined)
	_settle(chosen, SameState.PARTED, reason)
	same.reason = harmless((reason or "").strip())
	proposing.save(same)
	_part(held, were_joined, reason)
	return same


def _held(name: str) -> Document:
	"""A same matter under its lock, for whoever may read it."""
	same = frappe.get_doc(SAME, name, for_update=True)
	same.check_permission("read")
	return same


def forget(task: str) -> None:
	"""A task is deleted: it stands in no same matter any more, and whoever is left alone in one is parted."""
	for name in frappe.get_all(ROW, {"task": task}, pluck="parent", distinct=True):
		same = frappe.get_doc(SAME, name, for_update=True)
		same.set("tasks", [row for row in same.tasks if row.task != task])
		alone = left_alone({row.task: row.state for row in same.tasks})
		_settle([row for row in same.tasks if row.task in alone], SameState.PARTED, "")
		proposing.save(same)
		_part(Held(), alone, "")


def raise_kept(same: Document) -> None:
	"""Raise SameMatterIsKept."""
	frappe.throw(
		_("{0} is joined and parted by its buttons, and stays on record.").format(frappe.bold(same.name)),
		SameMatterIsKept,
	)


def _put(same: Document, row: Mapping) -> None:
	"""A task that was parted once is proposed again in its own row."""
	known = next((each for each in same.tasks if each.task == row["task"]), None)
	if known:
		known.update({**row, "settled_by": None, "settled_at": None, "reason": None})
	else:
		same.append("tasks", dict(row))


def _chosen(same: Document, tasks: Sequence[str], *states: SameState) -> list[Document]:
	"""The rows that are named, or all that stand so. Raises CannotBeJoined for a task that is none of them."""
	rows = [row for row in same.tasks if row.state in {each.value for each in states}]
	named = [row for row in same.tasks if row.task in tasks]
	if tasks and SameState.JOINED not in states:
		rows = [row for row in same.tasks if row.state != SameState.JOINED.value]
	wrong = sorted({*tasks} - {row.task for row in rows})
	if wrong or not rows:
		words = _("There is nothing to settle about {0} in {1}.")
		frappe.throw(words.format("、".join(wrong) or same.title, frappe.bold(same.name)), CannotBeJoined)
	return [row for row in rows if row in named] if tasks else rows


def _check_enough(tasks: Sequence[str]) -> None:
	if len(tasks) < FEWEST:
		frappe.throw(_("Choose at least two tasks: one alone is no same matter."), CannotBeJoined)


def _check_readable(tasks: Sequence[str]) -> None:
	"""Raise PermissionError for a task that is not there, or not the reader's to see."""
	seen = set(frappe.get_list(TASK, {"name": ("in", list(tasks))}, pluck="name", limit_page_length=0))
	if unseen := [name for name in tasks if name not in seen]:
		frappe.throw(
			_("There are no such tasks, or they are not yours to see: {0}").format("、".join(unseen[:10])),
			frappe.PermissionError,
		)


def _why_not_joined(tasks: Iterable[Document], joined: Sequence[str]) -> dict[str, str]:
	"""Task → why it cannot be joined, of those that can not; what is joined already stays so, whatever became of it."""
	elsewhere = _("is joined in {0} already; part it there first")
	found = {}
	for task in tasks:
		if task.name not in joined and (task.get(FIELD) or task.course in CLOSED):
			other = task.get(FIELD)
			found[task.name] = elsewhere.format(other) if other else _("is {0}").format(_(task.course))
	return found


def _refuse(why: Mapping[str, str]) -> None:
	if why:
		lines = "；".join(f"{task} {said}" for task, said in sorted(why.items()))
		frappe.throw(_("These tasks cannot be joined: {0}.").format(lines), CannotBeJoined)


def _settle(rows: Iterable[Document], state: SameState, reason: str) -> None:
	"""Who has settled it, when and why, and what the task said then."""
	for row in rows:
		text = frappe.db.get_value(TASK, row.task, "text")
		row.update(
			{
				"state": state.value,
				"said": compared_tasks.print_of(text),
				"reason": harmless((reason or "").strip()),
			}
		)
		row.update({"settled_by": frappe.session.user, "settled_at": now_datetime()})


def _part(held: Held, tasks: Sequence[str], reason: str) -> None:
	"""Each goes by itself from now on, and its history says so: also in a list that is archived, which nothing else of it is touched by."""
	lists = frappe.get_all(TASK, {"name": ("in", [*tasks] or [""])}, pluck="list", distinct=True)
	with archived.permit(*filter(None, lists)):
		run(held, *_notes(tasks, PART, None, reason))


def _notes(tasks: Iterable[str], act: str, value: str | None, reason: str) -> list[FollowUp]:
	kept = {FIELD: value}
	return [Note(TASK, task, act, kept, opinion=harmless((reason or "").strip())) for task in sorted(tasks)]
