"""What people do with tasks and reports: one row for each act, the acts of core's Workflow among them.

The approval engine gets these rows by the hook `workflow_acts`, and buttons, histories and timelines take them from there.
"""

from dataclasses import dataclass

from qingdan_app.workflows.engine.acts import ActTable, WorkflowAct
from qingdan_app.workflows.engine.shown import Colour, Need, Place


@dataclass(frozen=True)
class CityAct(WorkflowAct):
	"""An act on a task or on a report."""

	report: str = ""
	"""The kind of report that is filed to do it on a task."""


WORKFLOW_ACTS: tuple[CityAct, ...] = (
	CityAct("hand_out", "Hand Out", opinion=Need.NONE, colour=Colour.GREEN, place=Place.PRIMARY),
	CityAct("refuse", "Not Our Duty", opinion=Need.REQUIRED, colour=Colour.RED),
	CityAct("reassign", "Re-assign", "改派", colour=Colour.ORANGE, place=Place.PRIMARY),
	CityAct("insist", "Insist", "维持交办", Need.REQUIRED, Colour.ORANGE),
	CityAct("ask_office", "Ask the Leader's Office", "请示领导"),
	CityAct(
		"think_another_right", "Another Unit Is Right", "应予改派", Need.OPTIONAL, Colour.GREEN, Place.PRIMARY
	),
	CityAct("think_it_right", "The Unit Is Right", "应由该单位承办", Need.REQUIRED, Colour.RED),
	CityAct("hand_on", "Hand to a Person", opinion=Need.NONE),
	CityAct("take_from", "Take Back from a Person", opinion=Need.NONE, colour=Colour.ORANGE),
	CityAct("finish_part", "Done by Its Handler", opinion=Need.NONE, colour=Colour.GREEN),
	CityAct("draft", "Draft the Report", opinion=Need.NONE, place=Place.PRIMARY, report="Period"),
	CityAct("draft_milestone", "Draft the Milestone Report", opinion=Need.NONE, report="Milestone"),
	CityAct("draft_completion", "Draft the Completion Report", opinion=Need.NONE, report="Completion"),
	CityAct("acknowledge", "Acknowledge", opinion=Need.NONE, place=Place.PRIMARY),
	CityAct("start", "Start Task", "启动", Need.NONE, place=Place.PRIMARY),
	CityAct("report", "Fill In Progress", opinion=Need.NONE, place=Place.PRIMARY, report="Period"),
	CityAct("tick", "Report Milestones", opinion=Need.NONE, place=Place.PRIMARY, report="Milestone"),
	CityAct(
		"submit",
		"Send to Review",
		"送审",
		colour=Colour.ORANGE,
		place=Place.PRIMARY,
		button="Report Completion",
		report="Completion",
	),
	CityAct("complete", "Complete Task", "办结", colour=Colour.GREEN, place=Place.PRIMARY),
	CityAct("file", "File Report", "提交", Need.NONE, place=Place.PRIMARY),
	CityAct("stand", "Reported with the Same Matter", opinion=Need.NONE),
	CityAct("adopt", "Adopt", "采纳", Need.NONE, Colour.GREEN, Place.PRIMARY),
	CityAct("return", "Return", "退回", Need.REQUIRED, Colour.RED),
	CityAct(
		"withdraw",
		"Withdraw",
		"撤回",
		Need.NONE,
		Colour.ORANGE,
		confirm="Take it back before it is decided on?",
	),
	CityAct("reopen", "Reopen Task", "重启", Need.REQUIRED, Colour.RED),
	CityAct("fix_date", "Date Fixed", opinion=Need.NONE, button="Fix the Date", colour=Colour.GREEN),
	CityAct("has_happened", "Condition Has Come", opinion=Need.NONE, colour=Colour.GREEN),
	CityAct(
		"look_again", "Asked Again Later", opinion=Need.NONE, button="Ask Again Later", colour=Colour.ORANGE
	),
	CityAct("report_review", "Reviewed by the Unit", opinion=Need.NONE, button="Report the Review"),
	CityAct("find_well", "As It Should Be", opinion=Need.NONE, colour=Colour.GREEN),
	CityAct("find_badly", "Not As It Should Be", opinion=Need.NONE, colour=Colour.RED),
	CityAct("set_review", "Review Set Up", opinion=Need.NONE, colour=Colour.ORANGE),
	CityAct("set_stage", "Stage Goal Set", opinion=Need.NONE, colour=Colour.ORANGE),
	CityAct("correct", "Corrected by Hand", opinion=Need.NONE, colour=Colour.ORANGE),
	CityAct("revise", "Taken from the List Issued Anew", opinion=Need.NONE, colour=Colour.ORANGE),
)
"""`return` and `reopen` undo somebody's work: they are refused without a reason."""

ACTS = ActTable(WORKFLOW_ACTS)


def report_for(act: str) -> str:
	"""The kind of report that is filed to do an act on a task; empty where it is done otherwise, or is the engine's."""
	row = ACTS.row_of(act)
	return row.report if isinstance(row, CityAct) else ""
