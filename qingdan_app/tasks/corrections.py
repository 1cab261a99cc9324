"""A change of a task by hand, on its form or by any other way: it says why, and stands in the history like a granted one."""

from collections.abc import Iterable, Mapping
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
	reason = taken_from(task)
	before, by_flow = task.get_doc_before_save(), guard.is_permitted(task)
	task._correction = None
	if not before or before.get("drafted") or (by_flow and task.flags.revised):
		return
	said = history.differences(history.all_words_of(before), history.all_words_of(task))
	said = {name: words for name, words in said.items() if name not in history.BY_FLOW}
	if not said:
		return
	if not reason and not by_flow:
		words = _("{0} of {1} is not changed in silence. Fill in “{2}” as well, or ask for a change.")
		refuse(task, said, words)
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


def taken_from(doc: Document) -> str:
	"""The reason that came with a save; it is not stored with the document."""
	reason, doc.correction_reason = harmless((doc.get("correction_reason") or "").strip()), None
	return reason


def refuse(doc: Document, said: Iterable[str], words: str) -> None:
	"""Raise ReasonNeeded: `words` names what of which document changes without a reason, and where to write it."""
	labels, field = "、".join(map(history.label_of, said)), _(doc.meta.get_label("correction_reason"))
	frappe.throw(words.format(labels, frappe.bold(doc.name), field), ReasonNeeded, title=_("Say Why"))
