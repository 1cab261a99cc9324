"""What a task's history says of verifications: one row for each (hook `workflow_acts`)."""

from qingdan_app.verifications.rules.result import Result
from qingdan_app.workflows.engine.acts import WorkflowAct
from qingdan_app.workflows.engine.shown import Colour

ACT_OF = {Result.AGREES.value: "verify_as_reported", Result.DIFFERS.value: "verify_otherwise"}
WORKFLOW_ACTS: tuple[WorkflowAct, ...] = (
	WorkflowAct("verify_as_reported", "Verified as Reported", colour=Colour.GREEN),
	WorkflowAct("verify_otherwise", "Verified, Not as Reported", colour=Colour.RED),
	WorkflowAct("correct_verification", "Verification Corrected", colour=Colour.ORANGE),
)


def act_of(result: str, corrects: str | None) -> str:
	"""How the history calls one."""
	return "correct_verification" if corrects else ACT_OF[result]
