"""Addresses that were given out before they became stable, and where they lead now. Plain data, for hooks.py.

Frappe answers an old address through its hook `override_whitelisted_methods`. A line is dropped no earlier than
with the second release after it came in, and the change log says so.
"""

from collections.abc import Mapping

TASKS = ("get_my_tasks", "acknowledge", "get_overview", "get_next_waiting")
MOVES = ("perform", "get_choices", "get_trail")
REQUESTS = (
	"act",
	"act_on_many",
	"send",
	"get_request",
	"get_view",
	"get_inbox",
	"get_next",
	"get_todo_card",
	"get_people",
)
DELEGATIONS = ("get_principals", "get_scopes")
FLOWS = (
	"publish",
	"retire",
	"make_next_version",
	"get_picture",
	"get_form_options",
	"get_unknown_years",
	"get_dry_run",
)
ADMINISTERING = ("move_request", "hand_over")
IMPORTS = ("preview", "compare", "settle_all", "confirm")

MOVED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
	("tasks.api", "tasks", TASKS),
	("tasks.api", "reports", ("file_report",)),
	("importing.api", "imports", IMPORTS),
	("workflows.api", "documents", MOVES),
	("workflows.moves.api", "documents", MOVES),
	("workflows.approvals.api", "approvals", REQUESTS),
	("workflows.approvals.api", "delegations", DELEGATIONS),
	("workflows.requests.api", "approvals", REQUESTS),
	("workflows.requests.api", "delegations", DELEGATIONS),
	("workflows.approvals.flow_api", "flows", FLOWS),
	("workflows.approvals.flow_api", "approvals", ADMINISTERING),
	("workflows.approvals.flow_api", "seals", ("verify_trail",)),
	("workflows.flows.api", "flows", FLOWS),
	("workflows.requests.admin_api", "approvals", ADMINISTERING),
	("workflows.seals.api", "seals", ("verify_trail",)),
)
"""The module a door stood in, the module of `api` it stands in now, and the doors."""


def old_addresses() -> Mapping[str, str]:
	"""Old address → stable address."""
	return {
		f"qingdan_app.{old}.{door}": f"qingdan_app.api.{new}.{door}"
		for old, new, doors in MOVED
		for door in doors
	}
