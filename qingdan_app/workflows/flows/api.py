"""The door to flow definitions, for administrators: publish, retire, next version, dry run, move requests."""

import frappe
from frappe.utils import add_years, cint, getdate

from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.flows import dry_run, form_options, picture, publishing
from qingdan_app.workflows.requests import access, acting, handover
from qingdan_app.workflows.seals import letters, sealing
from qingdan_app.working_time import site


@frappe.whitelist(methods=["POST"])
def publish(name: str) -> dict:
	"""Put a draft in force; the version before is retired: `{name, status}`."""
	return _answer(publishing.publish(_flow(name, "write")))


@frappe.whitelist(methods=["POST"])
def retire(name: str) -> dict:
	"""Take a version out of force; what runs under it goes on."""
	return _answer(publishing.retire(_flow(name, "write")))


@frappe.whitelist(methods=["POST"])
def make_next_version(name: str) -> dict:
	"""A draft like this version, to be changed."""
	return _answer(publishing.next_version(_flow(name, "write")))


@frappe.whitelist(methods=["GET", "POST"])
def get_picture(name: str) -> str:
	"""The flow drawn as SVG, from its steps as they are."""
	return picture.drawn(_flow(name, "read"))


@frappe.whitelist(methods=["GET", "POST"])
def get_form_options(document_type: str | None = None) -> dict:
	"""What the form of a flow offers: `{resolvers, fields, states, dates}`, each `[{value, label}]`."""
	frappe.has_permission("Qingdan Approval Flow", "read", throw=True)
	return form_options.of(document_type)


@frappe.whitelist(methods=["GET", "POST"])
def get_unknown_years() -> list[int]:
	"""Years, of this and the next, whose statutory calendar is not known: clocks count Monday to Friday in them."""
	frappe.has_permission("Qingdan Approval Flow", "read", throw=True)
	today = getdate()
	return site.unknown_years(today, add_years(today, 1))


@frappe.whitelist(methods=["GET", "POST"])
def get_dry_run(name: str, limit: int = 2000) -> dict:
	"""Who would get the documents of this type under this draft, who resolves to nobody, what differs from now."""
	return dry_run.of(_flow(name, "read"), limit)


@frappe.whitelist(methods=["POST"])
def move_request(request: str, flow: str, opinion: str, target: str = "", preview: bool = True) -> dict:
	"""Move a running request to another version; with `preview` only say who would have it: `{status, holders, names}`."""
	target_flow = _flow(flow, "write")
	asked = Act(
		"migrate", frappe.session.user, opinion=opinion, target=target, administrator=access.administers()
	)
	result = acting.migrate(request, target_flow, asked, bool(cint(preview)))
	holders = [turn.assignee for turn in result.state.live_turns]
	names = {user: frappe.utils.get_fullname(user) for user in holders}
	return {"status": result.state.status.value, "holders": holders, "names": names}


@frappe.whitelist(methods=["POST"])
def hand_over(user: str, successor: str, opinion: str) -> list[dict]:
	"""Give every live turn of one user, who may be disabled, to another: `[{request, turn, ok, message}]`."""
	frappe.has_permission("Qingdan Approval Flow", "write", throw=True)
	return handover.hand_over(user, successor, opinion)


@frappe.whitelist(methods=["POST"])
def verify_trail(outside: str = "") -> list[dict]:
	"""Every broken chain of the approval log, with its first broken link: `[{chain, sequence, fault}]`.

	`outside` holds seals that were kept elsewhere, one a line as `NUMBER:DIGEST`.
	"""
	frappe.has_permission("Qingdan Approval Seal", "read", throw=True)
	return [vars(broken) for broken in sealing.verify_all(letters.kept_in_lines(outside))]


def _flow(name: str, right: str):
	flow = frappe.get_doc("Qingdan Approval Flow", name)
	flow.check_permission(right)
	return flow


def _answer(flow) -> dict:
	return {"name": flow.name, "status": flow.status}
