"""What people do with an instruction: one row for each act (hook `workflow_acts`)."""

from qingdan_app.workflows.engine.acts import ActTable, WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need, Place

WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct("give_instruction", "Give the Instruction", "作出批示", Need.NONE, place=Place.PRIMARY),
	WorkflowAct(
		"answer_instruction", "Answer the Instruction", "答复批示", Need.REQUIRED, place=Place.PRIMARY
	),
	WorkflowAct(
		"find_carried_out", "Find It Carried Out", "确认落实", colour=Colour.GREEN, place=Place.PRIMARY
	),
	WorkflowAct(
		"take_back_instruction", "Take Back the Instruction", "收回批示", Need.REQUIRED, Colour.ORANGE
	),
	WorkflowAct("take_on_instruction", "Taken On as a Matter", opinion=Need.NONE, colour=Colour.GREEN),
)
"""Sending back and withdrawing are the acts of all documents. What is said with `answer_instruction` is the answer."""

ACTS = ActTable(WORKFLOW_ACTS)
