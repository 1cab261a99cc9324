"""What people do with a matter that is to be taken on, one row for each act (hook `workflow_acts`)."""

from qingdan_app.workflows.engine.acts import ActTable, WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need, Place

WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct("take_on", "Take On", "立项", Need.NONE, Colour.GREEN, Place.PRIMARY),
	WorkflowAct("propose", "Send for Approval", "提请立项", Need.NONE, place=Place.PRIMARY),
	WorkflowAct("agree_to_take_on", "Agree to Take On", "同意立项", colour=Colour.GREEN, place=Place.PRIMARY),
	WorkflowAct("decline", "Decline", "不予立项", Need.REQUIRED, Colour.RED),
)
"""Sending back and withdrawing are the acts of all documents."""

ACTS = ActTable(WORKFLOW_ACTS)
