"""Urging: whoever has to act on a document is told that it is waited for, not too often, and the trail says so.

Where a request runs its signers are urged, by its own verb; else those whom its subject says it waits for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime, get_datetime

from qingdan_app.markup import harmless
from qingdan_app.workflows import administrators, telling
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import ActNotPossible, NotAdministrator, UrgedTooSoon
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.moves import many
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move, WaitsFor, subject_of
from qingdan_app.workflows.requests import acting

URGE = "urge"
BETWEEN = timedelta(hours=1)
"""What must lie between two urges on one document without a flow; a flow says it itself."""


def urge(doctype: str, name: str, opinion: str = "") -> None:
	"""Urge whoever has to act on a document.

	Raises NotInitiator or NotAdministrator, ActNotPossible where it waits for nobody else, UrgedTooSoon.
	"""
	held = Held()
	held.read(doctype, name).check_permission("read")
	running = held.log_of(doctype, name).running
	if running:
		asked = _asked(held.subject(doctype, name), opinion)
		acting.act(running, asked, held, (doctype, name))
	else:
		run(held, Urge(doctype, name, harmless(opinion)))


def urge_each(documents: list[tuple[str, str]], opinion: str = "") -> list[dict]:
	"""The same for many: `[{doctype, name, ok, message}]`."""
	return many.each(documents, lambda *one: urge(*one, opinion))


def possible(doc: Document) -> bool:
	"""Whether the session's user could urge on this document now; where a request runs, its panel says so."""
	subject = subject_of(doc)
	if not _presses(subject) or chains.running(doc.doctype, doc.name):
		return False
	return bool(_others(subject.waits_for())) and not _again_at(doc.doctype, doc.name, trail.moment())


@dataclass(frozen=True)
class Urge(FollowUp):
	"""An urge on a document on which no request runs."""

	doctype: str
	name: str
	opinion: str = ""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		waits, words = subject.waits_for(), self.opinion.strip()
		users = _others(waits)
		_check(subject, users)
		step = Move(URGE, subject.state, subject.state, frappe.session.user, words)
		entry = write_log(held, subject.doc, step, {}, cause)
		about = telling.Happened(self.doctype, self.name, subject.title, entry.entry, URGE, words)
		telling.tell_signers(about, users, URGE, waits.act)
		return Done((), entry)


def _check(subject: ApprovalSubject, users: tuple[str, ...]) -> None:
	"""Raise what `urge` says, where the session's user does not urge these on the document."""
	doc = subject.doc
	if not _presses(subject):
		frappe.throw(_("Only who oversees all approvals urges on this; ask one of them."), NotAdministrator)
	if not users:
		frappe.throw(_("This waits for nobody else now."), ActNotPossible)
	if again_at := _again_at(doc.doctype, doc.name, trail.moment()):
		words = _("This was urged a short while ago; again from {again_at}.")
		frappe.throw(words.format(again_at=format_datetime(again_at)), UrgedTooSoon)


def _others(waits: WaitsFor) -> tuple[str, ...]:
	return tuple(user for user in waits.users if user != frappe.session.user)


def _again_at(doctype: str, name: str, now: datetime) -> datetime | None:
	"""When the next urge is possible; None where it is now."""
	about = {"reference_doctype": doctype, "reference_name": name, "act": URGE}
	last = frappe.get_all(trail.LOG, about, pluck="acted_at", order_by="sequence desc", limit=1)
	again = get_datetime(last[0]) + BETWEEN if last else None
	return again if again and now < again else None


def _presses(subject: ApprovalSubject) -> bool:
	return administrators.oversees() or subject.pressed_by(frappe.session.user)


def _asked(subject: ApprovalSubject, opinion: str) -> Act:
	user = frappe.session.user
	may = administrators.administers(doctype=subject.doc.doctype)
	return Act(URGE, user, opinion=opinion, administrator=may, overseer=_presses(subject))
