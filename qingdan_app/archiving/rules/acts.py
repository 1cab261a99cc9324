"""What the end of a list does to a task, as its log calls it: one row for each (hook `workflow_acts`)."""

from qingdan_app.workflows.engine.acts import WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need

ARCHIVE, OPEN_AGAIN = "archive", "open_again"
CARRY_OVER, CARRIED_IN = "carry_over", "carried_in"

WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct(ARCHIVE, "Archived with Its List", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct(OPEN_AGAIN, "List Opened Again", opinion=Need.NONE, colour=Colour.GREEN),
	WorkflowAct(CARRY_OVER, "Carried Over into a Later List", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct(CARRIED_IN, "Carried Over from an Earlier List", opinion=Need.NONE, colour=Colour.GREEN),
)
