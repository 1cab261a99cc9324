"""What people do with a supervision notice: one row for each act (hook `workflow_acts`)."""

from qingdan_app.workflows.engine.acts import ActTable, WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need, Place

WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct("issue_notice", "Issue the Notice", "发出督办单", Need.NONE, Colour.RED, Place.PRIMARY),
	WorkflowAct("sign_for", "Sign for the Notice", "签收督办单", Need.NONE),
	WorkflowAct("answer_notice", "Answer the Notice", "答复督办单", Need.REQUIRED, place=Place.PRIMARY),
	WorkflowAct("accept_answer", "Accept the Answer", "认可答复", colour=Colour.GREEN, place=Place.PRIMARY),
	WorkflowAct("cancel_notice", "Call Off the Notice", "撤销督办单", Need.REQUIRED, Colour.ORANGE),
)
"""Sending back and withdrawing are the acts of all documents. What is said with `answer_notice` is the answer."""

ACTS = ActTable(WORKFLOW_ACTS)
