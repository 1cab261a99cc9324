"""The engine decides by the edges, the state and the actor alone: examples, and properties of any flow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tests.budget import BUDGET
from qingdan_app.workflows.engine.acts import OPINION_LIMIT, ActTable, WorkflowAct, joined
from qingdan_app.workflows.engine.refusals import (
	ActNotPossible,
	AmbiguousTransition,
	NotYourTurn,
	OpinionRequired,
	OpinionTooLong,
	Refusal,
	SelfApproval,
)
from qingdan_app.workflows.engine.transitions import Actor, Transition, choices, decide

STATES = ("draft", "review", "done")
ACTS = ("submit", "complete", "return", "reopen")
ROLES = ("unit", "office", "supervision")

edges = st.builds(
	Transition,
	state=st.sampled_from(STATES),
	act=st.sampled_from(ACTS),
	next_state=st.sampled_from(STATES),
	role=st.sampled_from(ROLES),
	self_approval=st.booleans(),
	opinion=st.booleans(),
)
flows = st.lists(edges, max_size=12)
actors = st.builds(
	Actor,
	user=st.just("somebody"),
	roles=st.frozensets(st.sampled_from(ROLES)),
	initiator=st.booleans(),
	barred=st.frozensets(st.sampled_from(ACTS)),
)
opinions = st.sampled_from(("", "  ", "because", "x" * (OPINION_LIMIT + 1)))


def outcome(flow, state, act, actor, opinion="because"):
	try:
		return decide(flow, state, act, actor, opinion)
	except Refusal as refusal:
		return type(refusal)


@BUDGET
@given(flows, st.sampled_from(STATES), st.sampled_from(ACTS), actors, opinions)
def test_a_decision_is_an_edge_of_the_flow_that_the_actor_holds(flow, state, act, actor, opinion):
	edge = outcome(flow, state, act, actor, opinion)
	if isinstance(edge, Transition):
		assert edge in flow
		assert (edge.state, edge.act) == (state, act)
		assert edge.role in actor.roles and act not in actor.barred
		assert edge.self_approval or not actor.initiator
		assert opinion.strip() or not edge.opinion
		assert len(opinion) <= OPINION_LIMIT


@BUDGET
@given(flows, st.sampled_from(STATES), st.sampled_from(ACTS), actors)
def test_an_act_is_among_the_choices_exactly_when_nothing_but_ambiguity_refuses_it(flow, state, act, actor):
	offered = {choice.act for choice in choices(flow, state, actor)}
	answer = outcome(flow, state, act, actor)
	assert (act in offered) == (isinstance(answer, Transition) or answer is AmbiguousTransition)


@BUDGET
@given(flows, st.sampled_from(STATES), actors)
def test_each_act_is_offered_once_and_says_whether_it_needs_a_reason(flow, state, actor):
	offered = choices(flow, state, actor)
	assert len({choice.act for choice in offered}) == len(offered)
	needs = {(edge.act, edge.next_state, edge.opinion) for edge in flow if edge.state == state}
	assert all((choice.act, choice.next_state, choice.opinion) in needs for choice in offered)


@BUDGET
@given(flows, st.sampled_from(STATES), st.sampled_from(ACTS), actors)
def test_more_roles_never_take_an_act_away_except_by_ambiguity(flow, state, act, actor):
	everything = Actor(actor.user, frozenset(ROLES), actor.initiator, actor.barred)
	if isinstance(outcome(flow, state, act, actor), Transition):
		assert outcome(flow, state, act, everything) in (AmbiguousTransition, *flow)


@BUDGET
@given(flows, st.sampled_from(STATES), st.sampled_from(ACTS), actors)
def test_the_order_of_the_edges_does_not_decide_where_an_act_leads(flow, state, act, actor):
	forth, back = outcome(flow, state, act, actor), outcome(flow[::-1], state, act, actor)
	targets = [edge.next_state if isinstance(edge, Transition) else edge for edge in (forth, back)]
	assert targets[0] == targets[1]


@BUDGET
@given(flows, st.lists(st.tuples(st.sampled_from(ACTS), actors, opinions), max_size=30))
def test_a_random_walk_stays_within_the_flow_and_a_refusal_moves_nothing(flow, walk):
	state, reachable = STATES[0], {STATES[0], *(edge.next_state for edge in flow)}
	for act, actor, opinion in walk:
		edge = outcome(flow, state, act, actor, opinion)
		state = edge.next_state if isinstance(edge, Transition) else state
		assert state in reachable


@BUDGET
@given(flows, st.sampled_from(STATES), st.sampled_from(ACTS), actors)
def test_who_may_not_act_is_not_told_that_their_opinion_is_missing(flow, state, act, actor):
	bare = Actor(actor.user, frozenset(), actor.initiator)
	assert outcome(flow, state, act, bare, "") in (ActNotPossible, NotYourTurn)


NAMED = WorkflowAct("hand_in", "Hand In", "呈报")


@BUDGET
@given(st.text(max_size=20))
def test_an_action_made_on_site_is_its_own_act_and_comes_back_as_itself(word):
	table = ActTable((NAMED,))
	assert table.action_of(table.act_of(word)) == word or word == NAMED.act
	assert table.row_of(table.act_of(word)).words in (word, NAMED.words)


def test_an_action_that_an_app_names_is_the_act_of_its_row():
	table = ActTable((NAMED,))
	assert (table.act_of("呈报"), table.action_of("hand_in"), table.row_of("hand_in")) == (
		"hand_in",
		"呈报",
		NAMED,
	)


def test_a_step_that_moves_no_state_answers_to_no_action():
	assert ActTable((WorkflowAct("look", "Look"),)).act_of("") == ""


def test_where_two_apps_name_an_act_the_later_says_what_it_is():
	other = WorkflowAct("hand_in", "Submit", "上报")
	assert joined([[NAMED], [other]]).rows == (other,)


REVIEW = [Transition("review", "complete", "done", "office", self_approval=False)]


def test_refusals_carry_what_was_asked_and_in_which_state():
	with pytest.raises(ActNotPossible) as refusal:
		decide(REVIEW, "draft", "complete", Actor("a", frozenset(ROLES)))
	assert (refusal.value.act, refusal.value.state) == ("complete", "draft")
	assert "complete in draft" in str(refusal.value)


def test_the_initiator_is_told_that_it_is_their_own():
	with pytest.raises(SelfApproval):
		decide(REVIEW, "review", "complete", Actor("a", frozenset({"office"}), initiator=True))


def test_a_barred_act_is_not_their_turn_though_they_hold_the_role():
	with pytest.raises(NotYourTurn):
		decide(
			REVIEW, "review", "complete", Actor("a", frozenset({"office"}), barred=frozenset({"complete"}))
		)


def test_two_edges_to_different_states_are_an_error_and_not_the_last_that_wins():
	flow = [*REVIEW, Transition("review", "complete", "draft", "office")]
	with pytest.raises(AmbiguousTransition):
		decide(flow, "review", "complete", Actor("a", frozenset({"office"})))


@pytest.mark.parametrize("opinion", ["", " ", "\n\t", "　"])
def test_white_space_is_no_opinion(opinion):
	flow = [Transition("review", "return", "draft", "office", opinion=True)]
	with pytest.raises(OpinionRequired):
		decide(flow, "review", "return", Actor("a", frozenset({"office"})), opinion)


def test_an_opinion_may_be_as_long_as_the_limit_and_no_longer():
	flow = [Transition("review", "return", "draft", "office", opinion=True)]
	actor = Actor("a", frozenset({"office"}))
	assert decide(flow, "review", "return", actor, "x" * OPINION_LIMIT)
	with pytest.raises(OpinionTooLong):
		decide(flow, "review", "return", actor, "x" * (OPINION_LIMIT + 1))
