"""Approvals. Whoever may act is decided by the engine; reading needs a turn, a copy or the document."""

import frappe
from frappe import _
from frappe.utils import cint, now_datetime

from qingdan_app import arguments
from qingdan_app.api.visitors import check_logged_in
from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.requests import (
	acting,
	filters,
	handover,
	inbox,
	named,
	people_named,
	reading,
	sending,
	views,
	without_document,
)
from qingdan_app.workflows.retry import repeat_each_of, repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def act(
	request: str,
	verb: str,
	opinion: str = "",
	turn: int = 0,
	people: list[str] | str | None = None,
	target: str = "",
	straight: bool = False,
	signature: str = "",
	seen: str = "",
	values: dict | str | None = None,
) -> dict:
	"""Do one thing on a request: `{request, status, outcome, state}` after it.

	Verbs are those of `engine/flow/verbs.py`; refusals carry the engine's names. `people` is a list of users, `seen`
	the fingerprint that the view of the request gave: a decision on what has changed since is refused.
	`values` are fields of the document that the step lets its signers fill in.
	"""
	about, held = reading.of(request).about, Held()
	asked = Act(
		verb,
		frappe.session.user,
		turn=turn,
		opinion=opinion,
		signature=signature,
		people=named.people(people),
		target=target,
		straight=straight,
		administrator=administrators.administers(doctype=about[0]),
		overseer=administrators.oversees(),
		snapshot=seen,
	)
	run = acting.act(request, asked, held, about, named.values(values))
	is_there = held.known(*about) or not without_document.is_gone(*about)
	return views.outcome_of(run, held.read(*about) if is_there else None)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_each_of("requests")
def act_on_many(requests: list[dict] | str, verb: str, opinion: str = "") -> list[dict]:
	"""The same act on many `{request, turn}`, each by itself: `[{request, ok, message}]`. Every rule holds for each."""
	check_logged_in()
	return inbox.act_on_each(named.turns(requests), verb, opinion)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def send(doctype: str, name: str) -> dict:
	"""Send a document into its flow where the flow guards its submission: `{request, status}`."""
	held = Held()
	doc = held.read(doctype, name)
	doc.check_permission("write")
	return views.outcome_of(acting.send(doctype, name, held), doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_each_of("names")
def send_many(doctype: str, names: list[str] | str) -> list[dict]:
	"""Send many documents into their flows, each by itself: `[{doctype, name, ok, message}]`. Every rule holds for each."""
	check_logged_in()
	return sending.send_each(doctype, names)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_request(doctype: str, name: str) -> dict | None:
	"""Where a document's latest request stands: who has it, since when, all opinions, one's choices, what changed."""
	latest = views.latest_of(doctype, name)
	part = reading.part_of(latest.name) if latest else None
	if not part:
		frappe.get_doc(doctype, name).check_permission("read")
		return None
	return views.view_of(latest, now_datetime(), part.until)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_panel(doctype: str, name: str) -> dict:
	"""What a form shows of a document's approval: `{view, flow}`.

	`view` is the answer of `get_request`; `flow` is the flow that decides what comes next where no request runs,
	`{name, title, guard}`, None where none is meant for the document: then core's own buttons do their work.
	"""
	view = get_request(doctype, name)
	return {"view": view, "flow": None if view and view["open"] else views.flow_meant_for(doctype, name)}


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_view(request: str) -> dict:
	"""The same of one request by its name, an earlier one of its document too; `document` is what it was about.

	Who takes part no more reads it as it was when they last acted, who has a copy as it was when that was sent.
	"""
	return views.of_request(request, now_datetime(), reading.of(request).until)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_inbox(
	box: str = "todo", start: int = 0, page_length: int = 20, filters: dict | str | None = None
) -> dict:
	"""One's own `todo`, `done`, `sent` or `copied`: `{total, counts, acts, rows}`; todo in the order of the documents' deadlines.

	`filters` may hold `text`, `doctype`, `step`, `late`, and the kinds that `get_inbox_filters` names; a row that waits
	has a `line`: the document's deadline with its mark, what it belongs to, and what it says.
	"""
	check_logged_in()
	return inbox.page(frappe.session.user, box, start, page_length, named.wanted(filters))


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_inbox_filters() -> list[dict]:
	"""By what the user's own to-do can be filtered: `[{name, label, options: [{value, label}]}]`, from what waits there."""
	check_logged_in()
	return filters.of(frappe.session.user)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_next(after: str | None = None) -> dict | None:
	"""The next request that waits for the user, other than `after`: `{request, doctype, name}`."""
	check_logged_in()
	return inbox.next_after(frappe.session.user, after)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_todo_card(filters: dict | str | None = None) -> dict:
	"""How many turns wait for the user, for a number card that leads to the inbox."""
	check_logged_in()
	count = inbox.count(frappe.session.user, "todo")
	return {"value": count, "fieldtype": "Int", "route": ["qingdan-inbox", "todo"]}


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_people(txt: str = "") -> list[dict]:
	"""Enabled users whose name or address holds `txt`, to be named in an act: `[{value, label, description}]`."""
	check_logged_in()
	if not people_named.may_name_people(frappe.session.user):
		frappe.throw(_("Only who has a part in an approval names people in it."), frappe.PermissionError)
	return people_named.people_like(txt)


@frappe.whitelist(methods=["POST"])
@arguments.read
def move_request(request: str, flow: str, opinion: str, target: str = "", preview: bool = True) -> dict:
	"""Move a running request to another version; with `preview` only say who would have it: `{status, holders, names}`."""
	target_flow = frappe.get_doc("Qingdan Approval Flow", flow)
	target_flow.check_permission("write")
	user, may = frappe.session.user, administrators.administers(doctype=target_flow.document_type)
	asked = Act("migrate", user, opinion=opinion, target=target, administrator=may)
	result = acting.migrate(request, target_flow, asked, bool(cint(preview)))
	return views.holders_of(result.state)


@frappe.whitelist(methods=["POST"])
@arguments.read
def hand_over(user: str, successor: str, opinion: str) -> list[dict]:
	"""Give every live turn of one user, who may be disabled, to another: `[{request, turn, ok, message}]`."""
	frappe.has_permission("Qingdan Approval Flow", "write", throw=True)
	return handover.hand_over(user, successor, opinion)
