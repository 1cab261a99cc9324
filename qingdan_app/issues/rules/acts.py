"""What people do with an issue: one row for each act (hook `workflow_acts`)."""

from qingdan_app.workflows.engine.acts import ActTable, WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need, Place

WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct("raise_issue", "Ask for Coordination", "提请协调", Need.NONE, Colour.ORANGE, Place.PRIMARY),
	WorkflowAct("answer_issue", "Answer the Issue", "答复协调事项", Need.REQUIRED, place=Place.PRIMARY),
	WorkflowAct("find_solved", "Find It Solved", "确认解决", colour=Colour.GREEN, place=Place.PRIMARY),
	WorkflowAct("raise_again", "Ask for Coordination Again", "再次提请协调", Need.REQUIRED, Colour.ORANGE),
	WorkflowAct("take_back_issue", "Take Back the Issue", "收回协调事项", Need.NONE, Colour.ORANGE),
)
"""What is said with `answer_issue` is the answer."""

ACTS = ActTable(WORKFLOW_ACTS)
