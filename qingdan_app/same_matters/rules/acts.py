"""What a task's history says of its being joined with others: one row for each (hook `workflow_acts`)."""

from qingdan_app.workflows.engine.acts import WorkflowAct
from qingdan_app.workflows.engine.shown import Colour

JOIN, PART = "join_same_matter", "part_same_matter"
WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct(JOIN, "Joined as the Same Matter", colour=Colour.GREEN),
	WorkflowAct(PART, "Parted from the Same Matter", colour=Colour.ORANGE),
)
