"""The door to approvals. Whoever may act is decided by the engine; reading needs a turn, a copy or the document."""

import frappe
from frappe import _
from frappe.utils import cint, now_datetime

from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import WrongItems, WrongPeople
from qingdan_app.workflows.flows import form_options
from qingdan_app.workflows.requests import access, acting, inbox, views
from qingdan_app.workflows.retry import repeat_on_deadlock

MOST_PEOPLE = 200


@frappe.whitelist(methods=["POST"])
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
) -> dict:
	"""Do one thing on a request: `{request, status, outcome, state}` after it.

	Verbs are those of `engine/flow/verbs.py`; refusals carry the engine's names. `people` is a list of users.
	"""
	access.check_readable(request)
	asked = Act(
		verb,
		frappe.session.user,
		turn=turn,
		opinion=opinion,
		signature=signature,
		people=_people(people),
		target=target,
		straight=straight,
		administrator=administrators.administers(),
	)
	return views.outcome_of(acting.act(request, asked))


@frappe.whitelist(methods=["POST"])
def act_on_many(requests: list[dict] | str, verb: str, opinion: str = "") -> list[dict]:
	"""The same act on many `{request, turn}`, each by itself: `[{request, ok, message}]`. Every rule holds for each."""
	frappe.has_permission("Qingdan Approval Request", "read", throw=True)
	return inbox.act_on_each(_turns(requests), verb, opinion)


@frappe.whitelist(methods=["GET", "POST"])
def get_inbox(box: str = "todo", start: int = 0, page_length: int = 20) -> dict:
	"""One's own `todo`, `done`, `sent` or `copied`: `{total, counts, rows}`; todo is sorted by due time."""
	frappe.has_permission("Qingdan Approval Request", "read", throw=True)
	return inbox.page(frappe.session.user, box, start, page_length)


@frappe.whitelist(methods=["GET", "POST"])
def get_next(after: str | None = None) -> dict | None:
	"""The next request that waits for the user, other than `after`: `{request, doctype, name}`."""
	frappe.has_permission("Qingdan Approval Request", "read", throw=True)
	return inbox.next_after(frappe.session.user, after)


@frappe.whitelist(methods=["GET", "POST"])
def get_request(doctype: str, name: str) -> dict | None:
	"""Where a document's latest request stands: who has it, since when, all opinions, one's choices, what changed."""
	latest = views.latest_of(doctype, name)
	if latest:
		access.check_readable(latest.name)
	else:
		frappe.get_doc(doctype, name).check_permission("read")
	return latest and views.view_of(latest, now_datetime())


@frappe.whitelist(methods=["GET", "POST"])
def get_view(request: str) -> dict:
	"""The same of one request by its name, an earlier one of its document too."""
	access.check_readable(request)
	return views.of_request(request, now_datetime())


@frappe.whitelist(methods=["POST"])
@repeat_on_deadlock
def send(doctype: str, name: str) -> dict:
	"""Send a document into its flow where the flow guards its submission: `{request, status}`."""
	frappe.get_doc(doctype, name).check_permission("write")
	return views.outcome_of(acting.send(doctype, name))


@frappe.whitelist(methods=["GET", "POST"])
def get_people(txt: str = "") -> list[dict]:
	"""Enabled users whose name or address holds `txt`, to be named in an act: `[{value, label, description}]`."""
	frappe.has_permission("Qingdan Approval Request", "read", throw=True)
	return inbox.people_like(txt)


@frappe.whitelist(methods=["GET", "POST"])
def get_principals() -> list[str] | None:
	"""For whom the user may enter a stand-in, himself first; None for everybody."""
	frappe.has_permission("Qingdan Approval Delegation", "create", throw=True)
	return None if administrators.administers() else access.principals()


@frappe.whitelist(methods=["GET", "POST"])
def get_scopes(kind: str) -> list[dict]:
	"""What a stand-in may be limited to: `[{value, label}]` for a kind of scope."""
	frappe.has_permission("Qingdan Approval Delegation", "create", throw=True)
	return form_options.scopes(kind)


@frappe.whitelist(methods=["GET", "POST"])
def get_todo_card(filters: dict | str | None = None) -> dict:
	"""How many turns wait for the user, for a number card that leads to the inbox."""
	frappe.has_permission("Qingdan Approval Request", "read", throw=True)
	count = inbox.count(frappe.session.user, "todo")
	return {"value": count, "fieldtype": "Int", "route": ["qingdan-inbox", "todo"]}


def _turns(requests: list[dict] | str) -> list[tuple[str, int]]:
	"""Request and turn of each item. Raises WrongItems for what is no list of them, or is longer than a page may be."""
	rows = _parsed(requests) if isinstance(requests, str) else requests
	whole = isinstance(rows, list) and all(isinstance(row, dict) and row.get("request") for row in rows)
	if not whole or len(rows) > inbox.LONGEST_BULK:
		frappe.throw(
			_("Name up to {0} items, each by its request and turn.").format(inbox.LONGEST_BULK), WrongItems
		)
	return [(str(row["request"]), cint(row.get("turn"))) for row in rows]


def _parsed(words: str):
	try:
		return frappe.parse_json(words)
	except ValueError:
		return words


def _people(people: list[str] | str | None) -> tuple[str, ...]:
	"""The users an act names. Raises WrongPeople for what is no list of them, or is longer than any office."""
	named = _parsed(people) if isinstance(people, str) else people
	if not named:
		return ()
	if not isinstance(named, list) or not all(isinstance(user, str) for user in named):
		frappe.throw(_("Name people as a list of users."), WrongPeople)
	if len(named) > MOST_PEOPLE:
		frappe.throw(_("At most {0} people can be named at once.").format(MOST_PEOPLE), WrongPeople)
	return tuple(named)
