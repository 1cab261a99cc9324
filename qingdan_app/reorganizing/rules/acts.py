"""What an order does to a task, as its log calls it: one row for each (hook `workflow_acts`)."""

from qingdan_app.reorganizing.rules.kinds import Kind
from qingdan_app.workflows.engine.acts import WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need

WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct("hand_portfolio_over", "Portfolio Handed Over", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct("unit_merged", "Unit Merged", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct("unit_dissolved", "Unit Dissolved", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct("unit_renamed", "Unit Renamed", opinion=Need.NONE, colour=Colour.ORANGE),
	WorkflowAct("duties_transferred", "Transferred to Another Unit", opinion=Need.NONE, colour=Colour.ORANGE),
)

ACT_OF: dict[Kind, str] = dict(zip(Kind, (each.act for each in WORKFLOW_ACTS), strict=True))
