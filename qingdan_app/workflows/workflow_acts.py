"""The acts of core's Workflows on this site: tables that apps name in their hook `workflow_acts`."""

from functools import cache

import frappe

from qingdan_app.workflows.engine.acts import ActTable, WorkflowAct, joined
from qingdan_app.workflows.engine.shown import Colour

SUBMITTED = "submitted"
"""How the log calls it that a flow has submitted what it has approved: in whose name, beside who decided."""
CANCELLED = "cancelled"
"""How the log calls it that somebody has cancelled, past the flow, what it had submitted."""
WRITTEN = "written"
"""How the log calls it that a room has written a document, or a day of a history, that no flow decides."""
ANSWER_URGE = "answer_urge"
"""How the log calls it that somebody who was urged has answered."""
OWN: tuple[WorkflowAct, ...] = (
	WorkflowAct("delete", "Delete", colour=Colour.RED),
	WorkflowAct("urge", "Urge", colour=Colour.ORANGE),
	WorkflowAct(ANSWER_URGE, "Answer the Urge", colour=Colour.BLUE),
	WorkflowAct("edited", "Changed Meanwhile", colour=Colour.ORANGE),
	WorkflowAct(SUBMITTED, "Submitted", colour=Colour.GREEN),
	WorkflowAct(CANCELLED, "Cancelled", colour=Colour.RED),
	WorkflowAct(WRITTEN, "Written Down"),
)
"""What the engine itself notes of a document beside its moves."""


def table() -> ActTable:
	"""All acts that the site's apps name."""
	return _table(tuple(frappe.get_hooks("workflow_acts")))


def row_of(act: str) -> WorkflowAct:
	"""How an act is asked for and shown; an action made on site is its own act."""
	return table().row_of(act)


def act_of(action: str) -> str:
	"""The act for an action of a Workflow."""
	return table().act_of(action)


@cache
def _table(paths: tuple[str, ...]) -> ActTable:
	return joined([OWN, *(frappe.get_attr(path) for path in paths)])
