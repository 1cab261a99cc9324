"""A change of a task by hand, on its form or by any other way: it says why, and stands in the history like a granted one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.markup import harmless
from qingdan_app.tasks import history
from qingdan_app.tasks.exceptions import ReasonNeeded
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move, subject_of

ACT = "correct"


@dataclass(frozen=True)
class Corrected(FollowUp):
	"""A task was changed by hand, and saved: what it said before, who changed it and why stands in its log."""

	doctype: str
	name: str
	reason: str
	said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

	def carry_out(self, held: Held, cause: Cause) -> Done:
		task = held.read(self.doctype, self.name)
		state = subject_of(task).state
		step = Move(ACT, state, state, frappe.session.user, self.reason)
		return Done((), write_log(held, task, step, {"revised": self.said}, cause))


def check(task: Document) -> None:
	"""Keep what a save changes, and why, until it is written. Raises ReasonNeeded where nobody says why.

	Asked before everything else of a save, also of one that leaves out validation. What was granted, or taken from a list
	issued anew, is in the history already (`flags.revised` of a document that the flow itself saves).
	"""
	reason, task.correction_reason = harmless((task.correction_reason or "").strip()), None
	before, by_flow = task.get_doc_before_save(), guard.is_permitted(task)
	task._correction = None
	if not before or before.get("drafted") or (by_flow and task.flags.revised):
		return
	said = history.differences(history.words_of_task(before), history.words_of_task(task))
	said = {name: words for name, words in said.items() if name not in history.BY_FLOW}
	if not said:
		return
	if not reason and not by_flow:
		_refuse(task, said)
	task._correction = (said, reason or _("Set by its approval flow."))


def is_pending(task: Document) -> bool:
	"""Whether this save changes what people may hold against the task, and says why."""
	return bool(getattr(task, "_correction", None))


def note(task: Document) -> None:
	"""Write what was changed by hand into the log of the task, which has just been saved."""
	said, reason = getattr(task, "_correction", None) or ({}, "")
	task._correction = None
	if said:
		run(Held.of(task), Corrected(task.doctype, task.name, reason, said))


def _refuse(task: Document, said: Mapping) -> None:
	labels = "、".join(_(task.meta.get_label(name)) for name in said)
	frappe.throw(
		_("{0} of {1} is not changed in silence. Fill in “{2}” as well, or ask for a change.").format(
			labels, frappe.bold(task.name), _(task.meta.get_label("correction_reason"))
		),
		ReasonNeeded,
		title=_("Say Why"),
	)
