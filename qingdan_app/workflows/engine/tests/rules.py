"""What must hold in every state and after every act, whatever was done before."""

from dataclasses import replace

from qingdan_app.workflows.engine.flow import (
	Act,
	Delegation,
	Given,
	Mode,
	Request,
	Result,
	Status,
	Turn,
	Verdict,
	act,
	choices,
	refusals,
	reseat,
	tally_of,
	verdict,
)
from qingdan_app.workflows.engine.flow import effects as fx
from qingdan_app.workflows.engine.flow.acts_table import HANDLERS
from qingdan_app.workflows.engine.flow.draft import barred
from qingdan_app.workflows.engine.flow.events import Ended, VisitEnded
from qingdan_app.workflows.engine.flow.kinds import Closing, Kind, Outcome, Standing, VisitStatus
from qingdan_app.workflows.engine.flow.verdict import VOICES, latest_turns, subtree


def check(before: Request | None, result: Result, delegations: tuple[Delegation, ...]) -> None:
	"""Everything, for one step from `before` to the result. `delegations` are all there ever were."""
	after = result.state
	nobody_is_stranded(after, result)
	turns_fit_together(after)
	the_verdict_is_out(after)
	delegation_never_cascades(before, after, delegations)
	nobody_decides_on_their_own(before, after)
	rows_follow(before, result)
	only_holders_are_told(result)
	if before is not None:
		closed_turns_stay_closed(before, after)
		the_outcome_stays(before, result)
		leaving_decides_nothing(before, result)


def nobody_is_stranded(state: Request, result: Result) -> None:
	now = result.events[-1].at if result.events else state.started_at
	if state.status is Status.ENDED:
		assert not state.live_turns
	elif state.status is Status.BLOCKED:
		verbs = {choice.verb for choice in choices(state, "anybody", now, administrator=True)}
		assert {"resume", "terminate", "jump"} <= verbs
	else:
		openings = [turn for turn in state.live_turns if turn.standing is Standing.OPEN]
		assert openings, "nobody can act"
		for turn in openings:
			goes_on(state, turn)


def goes_on(state: Request, turn: Turn) -> None:
	"""The holder of an open turn may do what lets the request go on."""
	verb = {Kind.ASKED: "answer", Kind.CORRECTION: "resume"}.get(turn.kind, "approve")
	assert HANDLERS[verb].may(state, Act(verb, turn.assignee, turn.id)) == turn


def turns_fit_together(state: Request) -> None:
	assert [turn.id for turn in state.turns] == list(range(1, len(state.turns) + 1))
	live = state.live_turns
	assert all(turn.visit == state.visit.number for turn in live)
	assert len({turn.place for turn in live}) == len(live), "two turns in one place"
	if not live:
		return
	turns = state.turns_of(state.visit.number)
	latest = latest_turns(turns)
	for turn in live:
		helpers = [below for below in subtree(turn, turns) if below.live]
		if turn.standing is Standing.HELD:
			assert any(below.standing is Standing.OPEN for below in helpers), "held by nobody"
		if turn.kind in (Kind.BEFORE, Kind.ASKED):
			above = latest[turn.parent]
			while above.closing is Closing.REMOVED:  # they have the place of who had added them
				above = latest[above.parent]
			assert above.standing is Standing.HELD, "a helper nobody waits for"


def the_verdict_is_out(state: Request) -> None:
	if state.status is Status.RUNNING:
		step = state.definition.step(state.visit.step)
		assert verdict(step, tally_of(state, state.visit.number)) is Verdict.PENDING


def closed_turns_stay_closed(before: Request, after: Request) -> None:
	for old, new in zip(before.turns, after.turns, strict=False):
		if not old.live:
			assert replace(new, void=old.void) == old
			assert new.void or not old.void, "a decision taken back came to count again"


def the_outcome_stays(before: Request, result: Result) -> None:
	ends = [change for event in result.events for change in event.changes if isinstance(change, Ended)]
	if before.outcome:
		assert {event.verb for event in result.events} <= {"read"}
		assert result.state.outcome is before.outcome and not ends
	assert len(ends) == (result.state.outcome is not before.outcome)
	assert len([each for each in result.effects if isinstance(each, fx.Finish)]) == len(ends)


def leaving_decides_nothing(before: Request, result: Result) -> None:
	"""A change of posts rejects nothing, and passes no step over somebody who was asked and has said nothing."""
	for event in result.events:
		if event.verb != "reseat":
			continue
		assert not any(isinstance(each, Ended) and each.outcome is Outcome.REJECTED for each in event.changes)
		passed = [each for each in event.changes if isinstance(each, VisitEnded)]
		if passed and passed[0].status is VisitStatus.PASSED:
			asked = [turn for turn in before.live_turns if turn.kind is Kind.MAIN and not turn.bodies]
			assert not asked or before.step_of(asked[0]).mode in (Mode.ANY, Mode.COUNT, Mode.PERCENT)


def delegation_never_cascades(
	before: Request | None, after: Request, delegations: tuple[Delegation, ...]
) -> None:
	for turn in after.turns[len(before.turns) if before else 0 :]:
		if turn.delegation and turn.live:
			(found,) = [each for each in delegations if each.id == turn.delegation]
			assert (found.person, found.to) == (turn.on_behalf_of, turn.assignee)
			assert found.person != found.to


def nobody_decides_on_their_own(before: Request | None, after: Request) -> None:
	own = barred(after)
	for turn in after.turns[len(before.turns) if before else 0 :]:
		if turn.kind in VOICES and turn.live and turn.standing is Standing.OPEN:
			assert turn.assignee not in own


def rows_follow(before: Request | None, result: Result) -> None:
	"""A table of rows that is fed by effects alone equals the state."""
	rows: dict[int, Turn] = {turn.id: turn for turn in (before.turns if before else ())}
	for effect in result.effects:
		if isinstance(effect, fx.InsertTurns):
			assert not rows.keys() & {turn.id for turn in effect.turns}
		if isinstance(effect, fx.InsertTurns | fx.UpdateTurns):
			rows.update({turn.id: turn for turn in effect.turns})
	assert tuple(rows.values()) == result.state.turns
	scheduled = [effect.at for effect in result.effects if isinstance(effect, fx.Schedule)]
	assert len(scheduled) <= 1
	expected = scheduled[0] if scheduled else (before.wake_at if before else None)
	assert expected == result.state.wake_at


def only_holders_are_told(result: Result) -> None:
	told = [each for each in result.effects if isinstance(each, fx.Notify)]
	assert len({(each.turn, each.about) for each in told}) == len(told)
	for each in told:
		turn = result.state.turn(each.turn)
		over = each.about == "over" and turn.closing is Closing.UNSEATED
		assert (over or turn.standing is Standing.OPEN) and turn.assignee == each.user


def taking_back_restores(
	before: Request, result: Result, given: Given, delegations: tuple[Delegation, ...]
) -> None:
	"""Where the decision just made can be taken back, all is as it was before it."""
	event = result.events[-1]
	if event.verb not in ("approve", "reject", "return") or result.state.outcome:
		return
	again = Act("take_back", event.by, event.turn)
	if "take_back" not in before.step_of(before.turn(event.turn)).acts:
		return
	undone = act(result.state, again, event.at, given)
	assert as_it_stands(undone.state) == as_it_stands(before)
	check(result.state, undone, delegations)


def everybody_stands(state: Request, given: Given) -> None:
	"""Once posts were looked at, nobody has a turn that they do not stand for, and nobody is asked twice."""
	assert reseat(state, state.started_at, given) == Result(state, (), ())
	if state.status is not Status.RUNNING:
		return
	for turn in state.turns_of(state.visit.number):
		if turn.live and turn.kind is Kind.MAIN and turn.standing is Standing.OPEN and not turn.delegation:
			asked = Act("transfer", turn.assignee, turn.id, people=("外人",))
			refused_for(state, asked, given)


def refused_for(state: Request, asked: Act, given: Given) -> None:
	try:
		act(state, asked, state.started_at, given)
	except refusals.NoLongerYours:
		raise AssertionError(f"{asked.by} is seated and does not stand") from None
	except refusals.Refusal:
		return


def as_it_stands(state: Request) -> tuple:
	"""Everything that matters for what comes next, without ids that a take-back gives anew."""
	visit = state.visit
	return (
		replace(visit, ended_in=0) if visit else None,
		sorted((without_ids(turn) for turn in state.live_turns), key=lambda turn: turn.place),
		decisions_that_count(state),
		list(state.skips),
		state.status,
		state.wake_at,
		tally_of(state, visit.number) if visit else None,
	)


def without_ids(turn: Turn) -> Turn:
	return replace(turn, id=0, added_in=0, was=Standing.OPEN)


def decisions_that_count(state: Request) -> list[Turn]:
	undone = {visit.number for visit in state.visits if visit.status is VisitStatus.UNDONE}
	return [turn for turn in state.turns if turn.decision and not turn.void and turn.visit not in undone]


def refused_by_name(state: Request, asked: Act, refusal: refusals.Refusal) -> None:
	"""A refusal names the act and the state, and whoever has no turn is told so."""
	assert (refusal.act, refusal.state) == (asked.verb, state.status.value)
	if asked.verb in ("approve", "reject", "return", "ask", "add_before", "add_after", "answer"):
		holds = [turn for turn in state.turns if turn.assignee == asked.by and turn.live]
		if not holds and not asked.turn:
			named = (refusals.NotYourTurn, refusals.AlreadyDecided, refusals.RequestEnded)
			assert isinstance(refusal, named), repr(refusal)
