"""The writer of an order: every task, matter, draft and turn of it in one transaction, and people are told once."""

from collections.abc import Collection, Iterable

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.changes.issued_anew import write_key_work
from qingdan_app.messaging import outbox
from qingdan_app.reorganizing import checking, key_works, scope, telling, units_ending
from qingdan_app.reorganizing.rules.acts import ACT_OF
from qingdan_app.reorganizing.rules.kinds import ENDS_UNIT, Kind, State
from qingdan_app.reorganizing.scope import MATTER, TASK
from qingdan_app.tasks import changing, filing
from qingdan_app.tasks.rules.standing_in import each_once
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, drain
from qingdan_app.workflows.moves.performing import Write
from qingdan_app.workflows.requests import following_posts


def carry_out(order: Document) -> Document:
	"""Carry out an order that is locked: all of it, or nothing. Raises NotInOrder."""
	tasks = scope.tasks_of(order).open
	checking.refuse(order, tasks)
	with outbox.gathered():
		matters, items = scope.matters_of(order), key_works.of(order, tasks)
		new, held = units_ending.prepare(order), Held()
		units_ending.settle(order, new)  # before its tasks: what was filed under the old name counts at once
		follow_ups = [each for name in tasks for each in _write_task(held, name, order, new, items)]
		for item in items:
			write_key_work(item, {key_works.FIELD[Kind(order.kind)]: new or order.new_leader})
		follow_ups += [Write(MATTER, name, _of_matter(held, name, order, new)) for name in sorted(matters)]
		drain(held, Done(follow_ups))
		_drafts_follow(order, new, tasks)
		_turns_follow(tasks, matters)
		telling.tell(order, tasks, new)
	return _note(order, len(tasks))


def _write_task(
	held: Held, name: str, order: Document, new: str | None, items: Collection[str]
) -> Iterable[FollowUp]:
	kind, task = Kind(order.kind), held.read(TASK, name)
	task.flags.same_body = kind is Kind.RENAMING
	values, beside = {"leader": order.new_leader}, {}
	if new is not None:
		values = {"units": each_once(task.units, lambda unit: new if unit == order.unit else unit)}
	if new is not None and task.watch_unit == order.unit:
		values["watch_unit"] = new
		beside["watch_unit"] = {"was": order.unit, "now": new}
	if task.key_work in items:
		beside |= key_works.said(order, new or order.new_leader)
	change = changing.Change(ACT_OF[kind], values, {"reorganization": order.name}, order.reason, beside)
	return changing.write(held, name, change, Cause())


def _of_matter(held: Held, name: str, order: Document, new: str | None) -> dict:
	"""A matter names its lead unit in a field, and the others in rows."""
	if new is None:
		return {"leader": order.new_leader}
	matter = held.read(MATTER, name)
	lead = new if matter.lead_unit == order.unit else matter.lead_unit
	others = [new if row.unit == order.unit else row.unit for row in matter.cooperating]
	helping = [unit for unit in dict.fromkeys(others) if unit != lead]
	return {"lead_unit": lead, "cooperating": [{"unit": unit} for unit in helping]}


def _drafts_follow(order: Document, new: str | None, tasks: list[str]) -> None:
	"""What a unit that ends has begun to write is finished by the one that takes over."""
	if Kind(order.kind) in ENDS_UNIT:
		for name in scope.drafts_of(order.unit, tasks):
			filing.move_draft(name, new)


def _turns_follow(tasks: list[str], matters: list[str]) -> None:
	"""Turns on the tasks have followed with them; these are the turns on what speaks of them."""
	for doctype, names in {**scope.about_tasks(tasks), MATTER: matters}.items():
		following_posts.follow(doctype, names)


def _note(order: Document, tasks: int) -> Document:
	done = {"carried_out_at": now_datetime(), "carried_out_by": frappe.session.user, "tasks_moved": tasks}
	order.update({"state": State.DONE.value, "trouble": None, **done})
	order.flags.by_order = True
	return order.save()
