"""The writer of a lead unit's answer that a task is not its duty, and of what supervision answers."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.handing_out import acknowledging, telling
from qingdan_app.handing_out import requirements_of_refusals as requirements
from qingdan_app.handing_out.exceptions import NothingToSettle, ReasonNeeded
from qingdan_app.markup import harmless
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.role_holders import holders_of
from qingdan_app.tasks import changing
from qingdan_app.tasks.exceptions import NotYourUnit
from qingdan_app.tasks.history import TASK
from qingdan_app.tasks.rules.refusal_states import RefusalState
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves import guard, performing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run
from qingdan_app.workflows.moves.performing import Note

REFUSAL = "Qingdan Refusal"


def refuse(name: str, reason: str, unit: str | None = None) -> Document:
	"""Answer for the lead unit that a task is not its duty, and which unit it thinks right; the answer as it is kept.

	Raises NotYourUnit, ReasonNeeded, UnitNeeded, CannotRefuse.
	"""
	held, reason = Held(), harmless(reason).strip()
	task = held.read(TASK, name)
	task.check_permission("read")
	if not people.standing_of().roles_at(task.lead_unit):
		words = _("{0} is led by {1}; only that unit answers for it.")
		frappe.throw(words.format(name, task.lead_unit), NotYourUnit)
	if not reason:
		frappe.throw(_("Say why it is not your unit's duty."), ReasonNeeded)
	requirements.check_may_refuse(task)
	if unit:
		requirements.check_unit(unit, task.lead_unit, _("Propose another unit, one that is in use."))
	refusal = _written(task, reason, unit)
	run(held, Refuse(name, refusal.name, reason))
	return refusal


def settle(name: str, act: str, opinion: str = "", unit: str | None = None) -> Document:
	"""Do what supervision does about the open answer of a task: `reassign` to a unit, `insist`, or `ask_office`.

	Without a unit a task is re-assigned to the proposed one. Raises NothingToSettle, UnitNeeded, and what the flow refuses.
	"""
	held = Held()
	task = held.read(TASK, name)
	task.check_permission("read")
	if not task.open_refusal:
		frappe.throw(_("No unit's refusal of {0} is open.").format(frappe.bold(name)), NothingToSettle)
	refusal = held.read(REFUSAL, task.open_refusal)
	if act == "reassign":
		refusal.flags.chosen_unit = unit
	return performing.perform_on(refusal, act, opinion, held)


@dataclass(frozen=True)
class Refuse(FollowUp):
	"""A task is refused: its clock stands still, its history says why, and the supervision office is told."""

	task: str
	refusal: str
	reason: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		values = {"open_refusal": self.refusal, "acknowledge_next": None}
		note = Note(TASK, self.task, "refuse", values, {"refusal": self.refusal}, self.reason)
		done = note.carry_out(held, cause)
		users = holders_of(Role.SUPERVISION.value)
		telling.tell(users, held.read(TASK, self.task), "refused", done.entry)
		return done


@dataclass(frozen=True)
class Insist(FollowUp):
	"""The task stays with its unit: its clock begins anew, and the unit is told why."""

	task: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		task, now = held.read(TASK, self.task), trail.moment()
		clock = acknowledging.stamps(acknowledging.clock_of(task.list, now), now)
		values = {**clock, "open_refusal": None}
		done = Note(TASK, self.task, "insist", values, opinion=cause.opinion).carry_out(held, cause)
		told = Cause(done.entry.entry, cause.opinion)
		telling.tell(people.contacts_of([task.lead_unit]), task, "insisted", told)
		return done


@dataclass(frozen=True)
class Reassign(FollowUp):
	"""Another unit leads the task (`leads.follow` does what follows from that), and both are told."""

	task: str
	unit: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		task = held.read(TASK, self.task)
		earlier, units = task.lead_unit, {"units": _units(task, self.unit), "open_refusal": None}
		change = changing.Change("reassign", units, opinion=cause.opinion)
		follow_ups = changing.write(held, self.task, change, cause)
		entry = Cause(held.last_entry(TASK, self.task), cause.opinion)
		telling.tell(people.contacts_of([self.unit]), task, "reassigned", entry)
		telling.tell(people.contacts_of([earlier]), task, "taken", entry)
		return Done(follow_ups)


def _units(task: Document, lead: str) -> list[dict]:
	"""The rows of a task that another unit leads; the one that leads now leaves it."""
	others = [row for row in task.units if row.duty != "Lead" and row.unit != lead]
	kept = [{"unit": row.unit, "duty": row.duty, "raw": row.raw} for row in others]
	return [{"unit": lead, "duty": "Lead"}, *kept]


def _written(task: Document, reason: str, unit: str | None) -> Document:
	refusal = frappe.new_doc(REFUSAL)
	words = {"task": task.name, "title": task.title, "unit": task.lead_unit, "reason": reason}
	refusal.update({**words, "proposed_unit": unit, "state": RefusalState.OPEN.value})
	with guard.permit(refusal):
		return refusal.insert(ignore_permissions=True)  # units answer by this door alone
