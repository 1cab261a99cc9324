"""What comes next for one person on one task: the single button, and what else they may do."""

from dataclasses import dataclass
from datetime import date

from qingdan_app.tasks.rules.due import SOON_DAYS
from qingdan_app.tasks.rules.states import TaskState

UNDOING: frozenset[str] = frozenset({"return", "withdraw", "reopen"})
"""Steps that take something back; they are offered, but never as the button that comes next."""


OPEN, DUE = "open", "due"
SETTLING = ("reassign", "insist", "ask_office")
"""What supervision answers a unit that has refused."""


@dataclass(frozen=True)
class Situation:
	"""A person before a task.

	`acts` are those the flow opens to them now. `receiving`: the task is their unit's and nobody has acknowledged
	it. `reporting`: one of their units stands in it. `reported`: their unit has filed for the present month.
	`sent_back`: its completion report was returned and waits to be filed again. `drafted`: it is not handed out yet, and
	`handing_out`: the person hands out tasks. `refused`: its lead unit says that it is not its duty; `refusing`: the person
	may say so, `settling`: the person may settle it, and `has_office`: somebody of a leader's office can be asked. `milestone`: one of its milestones is OPEN for their unit to report, or DUE.
	`drafting`: a unit handed it to the person, who drafts its reports and files none.
	"""

	state: str
	acts: frozenset[str] = frozenset()
	receiving: bool = False
	reporting: bool = False
	reported: bool = False
	sent_back: bool = False
	drafted: bool = False
	handing_out: bool = False
	refused: bool = False
	refusing: bool = False
	settling: bool = False
	has_office: bool = False
	milestone: str = ""
	drafting: bool = False


@dataclass(frozen=True)
class Steps:
	"""`primary` is what comes next, None where the person has nothing to do; `others` are possible too."""

	primary: str | None
	others: tuple[str, ...]


def steps_for(situation: Situation) -> Steps:
	"""The steps open to the person, what comes next first.

	Before it is handed out, and while a refusal is open, nothing else is done with a task. Beside the acts of the flow there are `acknowledge`, and `report` (a report for the month); `submit` means
	filing the completion report, which sends the task to review.
	"""
	open_steps = tuple(step for step, is_open in _in_order(situation) if is_open)
	if not open_steps or open_steps[0] in UNDOING:
		return Steps(None, open_steps)
	return Steps(open_steps[0], open_steps[1:])


def _in_order(situation: Situation) -> list[tuple[str, bool]]:
	if situation.drafted:
		return [("hand_out", situation.handing_out)]
	if situation.refused:
		may = {"ask_office": situation.settling and situation.has_office}
		return [(act, may.get(act, situation.settling)) for act in SETTLING]
	acts = situation.acts
	reporting = situation.state == TaskState.MOVING.value and situation.reporting and not situation.reported
	completing = "submit" in acts and situation.reporting
	return [
		("complete", "complete" in acts),
		("return", "return" in acts),
		("acknowledge", situation.receiving and situation.state == TaskState.WAITING.value),
		("start", "start" in acts),
		("refuse", situation.refusing),
		*_reports(reporting, completing, situation),
		*_drafts(situation),
		("withdraw", "withdraw" in acts),
		("reopen", "reopen" in acts),
	]


def _reports(reporting: bool, completing: bool, situation: Situation) -> list[tuple[str, bool]]:
	"""A completion report that was returned comes before the month's report, otherwise after it; a milestone that is due
	comes before the completion, one that is far ahead after everything."""
	ticking = situation.state == TaskState.MOVING.value and situation.reporting
	report, submit = ("report", reporting), ("submit", completing)
	due = ("tick", ticking and situation.milestone == DUE)
	ahead = ("tick", ticking and situation.milestone == OPEN)
	return [submit, report, due, ahead] if situation.sent_back else [report, due, submit, ahead]


def milestone_of(day: date | None, leads: bool, today: date) -> str:
	"""`milestone` of a person whose unit leads a task or not, the next milestone being due on `day`."""
	if not day or not leads:
		return ""
	return DUE if (day - today).days <= SOON_DAYS else OPEN


def _drafts(situation: Situation) -> list[tuple[str, bool]]:
	"""What somebody else will file: of the month, of a milestone and of the completion."""
	reported = situation.reported
	drafting = situation.drafting and situation.state == TaskState.MOVING.value
	both = [("draft", drafting and not reported), ("draft_completion", drafting)]
	step = ("draft_milestone", drafting and bool(situation.milestone))
	sent_back = situation.sent_back
	return [*(both[::-1] if sent_back else both), step]
