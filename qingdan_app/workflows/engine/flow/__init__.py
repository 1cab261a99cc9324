"""The approval engine: who must sign, in which order, by when, and what they said. See README.md."""

from qingdan_app.workflows.engine.flow.apply import apply, replay
from qingdan_app.workflows.engine.flow.choices import Choice, choices
from qingdan_app.workflows.engine.flow.codec import from_plain, to_plain
from qingdan_app.workflows.engine.flow.definition import (
	ANY_EARLIER,
	INITIATOR,
	PREVIOUS,
	Clock,
	Duplicates,
	Expiry,
	FlowDefinition,
	Mode,
	Moves,
	Need,
	Nobody,
	StepDefinition,
	Veto,
)
from qingdan_app.workflows.engine.flow.draft import Result
from qingdan_app.workflows.engine.flow.engine import act, fail, migrate, reschedule, reseat, start, tick
from qingdan_app.workflows.engine.flow.events import Event
from qingdan_app.workflows.engine.flow.forecast import Forecast, forecast
from qingdan_app.workflows.engine.flow.given import Body, Delegation, Given, Resolve, fixed, stand_in
from qingdan_app.workflows.engine.flow.kinds import Outcome, Status
from qingdan_app.workflows.engine.flow.lint import Problem, problems_of, problems_of_moves
from qingdan_app.workflows.engine.flow.new_names import renamed
from qingdan_app.workflows.engine.flow.state import Label, Request, Turn, Visit
from qingdan_app.workflows.engine.flow.verb import Verb
from qingdan_app.workflows.engine.flow.verbs import CLOCK_VERBS, VERBS, Act, verb_of
from qingdan_app.workflows.engine.flow.verdict import Tally, Verdict, tally_of, verdict

__all__ = [
	"ANY_EARLIER",
	"CLOCK_VERBS",
	"INITIATOR",
	"PREVIOUS",
	"VERBS",
	"Act",
	"Body",
	"Choice",
	"Clock",
	"Delegation",
	"Duplicates",
	"Event",
	"Expiry",
	"FlowDefinition",
	"Forecast",
	"Given",
	"Label",
	"Mode",
	"Moves",
	"Need",
	"Nobody",
	"Outcome",
	"Problem",
	"Request",
	"Resolve",
	"Result",
	"Status",
	"StepDefinition",
	"Tally",
	"Turn",
	"Verb",
	"Verdict",
	"Veto",
	"Visit",
	"act",
	"apply",
	"choices",
	"fail",
	"fixed",
	"forecast",
	"from_plain",
	"migrate",
	"problems_of",
	"problems_of_moves",
	"renamed",
	"replay",
	"reschedule",
	"reseat",
	"stand_in",
	"start",
	"tally_of",
	"tick",
	"to_plain",
	"verb_of",
	"verdict",
]
