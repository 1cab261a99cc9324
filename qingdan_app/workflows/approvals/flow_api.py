"""The door to flow definitions, for administrators: publish, retire, next version, dry run, move requests."""

import frappe

from qingdan_app.workflows.approvals import access, dry_run, picture, publishing, sealing, service
from qingdan_app.workflows.approvals.resolvers import resolver_names
from qingdan_app.workflows.engine.flow import Act


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
def get_resolvers() -> list[str]:
	"""Names of all resolvers of the site."""
	frappe.has_permission("Qingdan Approval Flow", "read", throw=True)
	return resolver_names()


@frappe.whitelist(methods=["GET", "POST"])
def get_dry_run(name: str, limit: int = 2000) -> dict:
	"""Who would get the documents of this type under this draft, who resolves to nobody, what differs from now."""
	return dry_run.of(_flow(name, "read"), limit)


@frappe.whitelist(methods=["POST"])
def move_request(request: str, flow: str, opinion: str, target: str = "", preview: bool = True) -> dict:
	"""Move a running request to another version; with `preview` only say who would have it."""
	target_flow = _flow(flow, "write")
	asked = Act(
		"migrate", frappe.session.user, opinion=opinion, target=target, administrator=access.administers()
	)
	result = service.migrate(request, target_flow, asked, preview)
	return {
		"status": result.state.status.value,
		"holders": [turn.assignee for turn in result.state.live_turns],
	}


@frappe.whitelist(methods=["POST"])
def verify_trail() -> list[dict]:
	"""Every broken chain of the approval log, with its first broken link: `[{chain, sequence, fault}]`."""
	frappe.has_permission("Qingdan Approval Seal", "read", throw=True)
	return [vars(broken) for broken in sealing.verify_all()]


def _flow(name: str, right: str):
	flow = frappe.get_doc("Qingdan Approval Flow", name)
	flow.check_permission(right)
	return flow


def _answer(flow) -> dict:
	return {"name": flow.name, "status": flow.status}
