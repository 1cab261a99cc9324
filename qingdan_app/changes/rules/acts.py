"""What people do with a change request, and what a granted one does to a task: one row for each act (hook `workflow_acts`)."""

from qingdan_app.changes.rules.kinds import Kind
from qingdan_app.workflows.engine.acts import ActTable, WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need, Place

WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct("ask_for_change", "Ask for the Change", "提请变更", Need.NONE, place=Place.PRIMARY),
	WorkflowAct("grant_change", "Grant the Change", "同意变更", colour=Colour.GREEN, place=Place.PRIMARY),
	WorkflowAct("deny_change", "Deny the Change", "不同意变更", Need.REQUIRED, Colour.RED),
	WorkflowAct("extend", "Deadline Extended", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct("adjust", "Adjusted", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct("suspend", "Suspended", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct("resume_task", "Task Resumed", opinion=Need.NONE, colour=Colour.GREEN),
	WorkflowAct("end", "Terminated", opinion=Need.NONE, colour=Colour.RED),
	WorkflowAct("merge", "Merged into Another Task", opinion=Need.NONE, colour=Colour.RED),
	WorkflowAct("correct_misprint", "Misprint Corrected", opinion=Need.NONE, colour=Colour.ORANGE),
)
"""Sending back and withdrawing are the acts of all documents."""

ACTS = ActTable(WORKFLOW_ACTS)

ACT_OF: dict[Kind, str] = {
	Kind.EXTENSION: "extend",
	Kind.ADJUSTMENT: "adjust",
	Kind.SUSPENSION: "suspend",
	Kind.RESUMPTION: "resume_task",
	Kind.TERMINATION: "end",
	Kind.MERGER: "merge",
	Kind.CORRECTION: "correct_misprint",
	Kind.REVISION: "revise",
}
"""How the log of a task calls what a granted request has done to it."""
