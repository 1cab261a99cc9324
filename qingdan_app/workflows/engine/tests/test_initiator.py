"""Withdrawing, urging, copies, and what administrators do: terminating, jumping, moving to a version, unblocking."""

import pytest

from qingdan_app.workflows.engine.flow import (
	INITIATOR,
	Act,
	FlowDefinition,
	Moves,
	Outcome,
	Status,
	migrate,
	refusals,
)
from qingdan_app.workflows.engine.flow import effects as fx
from qingdan_app.workflows.engine.tests.factories import WORDS, Case, step

TWO = {"a": ("李", "王"), "b": ("赵",)}


def case_of(**rules) -> Case:
	return Case(step("a"), step("b"), people=TWO, **rules)


def test_the_initiator_withdraws_before_the_first_decision():
	case = case_of(moves=Moves(withdrawn="withdraw")).do("withdraw", "initiator", opinion="")
	assert case.state.outcome is Outcome.WITHDRAWN and case.open == []
	assert case.effect(fx.MoveSubject) == [fx.MoveSubject("withdraw", "withdrawn")]


def test_after_the_first_decision_it_is_too_late_to_withdraw():
	with pytest.raises(refusals.TooLateToWithdraw):
		case_of().do("approve", "李").do("withdraw", "initiator")


def test_a_question_is_no_decision_and_a_decision_taken_back_is_none_either():
	assert case_of().do("ask", "李", "孙").do("withdraw", "initiator").state.outcome
	assert case_of().do("approve", "李").do("take_back", "李").do("withdraw", "initiator").state.outcome


def test_what_was_returned_can_be_withdrawn_instead_of_corrected():
	assert case_of().do("return", "李").do("withdraw", "initiator").state.outcome is Outcome.WITHDRAWN


def test_nobody_else_withdraws():
	with pytest.raises(refusals.NotInitiator):
		case_of().do("withdraw", "李")


def test_an_urge_reaches_those_whose_turn_it_is_and_nobody_else():
	case = case_of().do("approve", "李").do("urge", "initiator", opinion="")
	assert case.told == [("王", "urge")]


def test_an_initiator_who_was_asked_may_still_urge_the_others_and_is_not_told():
	case = case_of().do("ask", "李", "initiator").do("urge", "initiator", opinion="")
	assert case.told == [("王", "urge")]


def test_an_overseer_urges_and_nobody_else_who_has_no_part_does():
	case = case_of().do("urge", "督查", opinion="请本周内办理", overseer=True)
	assert case.told == [("李", "urge"), ("王", "urge")]
	with pytest.raises(refusals.NotInitiator):
		case_of().do("urge", "旁人")
	for verb in ("withdraw", "terminate"):
		with pytest.raises(refusals.Refusal):
			case_of().do(verb, "督查", overseer=True)


def test_urges_are_throttled_and_the_refusal_says_until_when():
	case = case_of(urge_minutes=30).do("urge", "initiator").later(29)
	with pytest.raises(refusals.UrgedTooSoon) as refusal:
		case.do("urge", "initiator")
	assert "urge" not in case.verbs("initiator")
	case.later(1)
	assert refusal.value.again_at == case.now
	case.do("urge", "initiator")


def test_a_copy_is_sent_once_and_marked_as_read_once_also_after_the_end():
	case = Case(step("a"), people={"a": ("李",)}).do("copy", "李", "孙", "钱")
	assert [copy.user for copy in case.effect(fx.SendCopies)[0].copies] == ["孙", "钱"]
	with pytest.raises(refusals.AlreadyCopied):
		case.do("copy", "李", "孙")
	case.do("approve", "李").do("read", "孙", opinion="")
	assert case.state.copies[0].read_at == case.now and case.effect(fx.MarkRead)
	with pytest.raises(refusals.AlreadyRead):
		case.do("read", "孙")
	with pytest.raises(refusals.NotYourTurn):
		case.do("read", "外人")


def test_a_step_sends_its_copies_once_it_has_passed():
	world = {"copies": lambda step, request: ("孙",)}
	case = Case(step("a", copies=("office",)), step("b"), people=TWO, world=world).do("approve", "李")
	assert case.state.copies == ()
	case.do("approve", "王")
	assert [(copy.user, copy.by, copy.step) for copy in case.state.copies] == [("孙", "王", "a")]


def test_an_administrator_terminates_with_a_reason():
	with pytest.raises(refusals.OpinionRequired):
		case_of().do("terminate", "管理员", administrator=True, opinion=" ")
	case = case_of().do("terminate", "管理员", administrator=True)
	assert case.state.outcome is Outcome.TERMINATED


@pytest.mark.parametrize("verb", ["terminate", "jump"])
def test_nobody_but_an_administrator_terminates_or_jumps(verb):
	with pytest.raises(refusals.NotAdministrator):
		case_of().do(verb, "李", target="b")


def test_a_jump_closes_the_turns_and_opens_those_of_the_other_step():
	case = case_of().do("jump", "管理员", administrator=True, target="b")
	assert case.at == "b" and case.open == ["赵"]
	assert case.do("jump", "管理员", administrator=True, target=INITIATOR).open == ["initiator"]


@pytest.mark.parametrize("target", ["a", "x", ""])
def test_a_jump_goes_to_another_step_that_exists(target):
	with pytest.raises(refusals.TargetNotAllowed):
		case_of().do("jump", "管理员", administrator=True, target=target)


def test_what_is_blocked_goes_on_once_somebody_is_found_or_named():
	case = Case(step("a"), step("b"), people={})
	with pytest.raises(refusals.NobodyToSign):
		case.do("resume", "管理员", administrator=True)
	case.do("resume", "管理员", "钱", administrator=True, target="a").do("approve", "钱")
	assert case.at == "b" and case.state.status is Status.BLOCKED
	case.world(resolve=lambda step, request: ("赵",)).do("resume", "管理员", administrator=True)
	assert case.at == "b" and case.open == ["赵"]


def test_where_no_step_applied_the_walk_begins_anew_once_one_does():
	steps = (step("a", condition="never"), step("b", condition="later"))
	case = Case(*steps, people=TWO, world={"holds": lambda condition: False})
	case.world(holds=lambda condition: condition == "later").do("resume", "管理员", administrator=True)
	assert case.at == "b"


def test_people_named_for_one_blocked_step_are_not_taken_for_another():
	case = Case(step("a"), step("b"), people={"a": ("李",)}).do("approve", "李")
	with pytest.raises(refusals.TargetNotAllowed):
		case.do("resume", "管理员", "钱", administrator=True, target="a")


def test_moving_to_another_version_is_previewed_and_then_enters_the_step_anew():
	case = case_of().do("approve", "李")
	newer = FlowDefinition("flow", 2, (step("a"), step("c"), step("b")))
	asked = Act("migrate", "管理员", opinion=WORDS, administrator=True)
	preview = migrate(case.state, asked, newer, case.now, case.given)
	assert [turn.assignee for turn in preview.state.live_turns] == ["李", "王"]
	assert case.state.definition.version == 1
	case._take(preview)
	with pytest.raises(refusals.ActNotPossible):
		migrate(case.state, asked, newer, case.now, case.given)


def test_a_request_is_not_moved_to_a_version_that_lacks_its_step():
	asked = Act("migrate", "管理员", opinion=WORDS, administrator=True)
	case = case_of()
	with pytest.raises(refusals.TargetNotAllowed):
		migrate(case.state, asked, FlowDefinition("flow", 2, (step("b"),)), case.now, case.given)


def test_nothing_happens_after_the_end():
	case = case_of().do("withdraw", "initiator")
	for verb, fields in {
		"approve": {},
		"urge": {"administrator": True},
		"jump": {"administrator": True, "target": "b"},
		"copy": {"administrator": True},
		"withdraw": {},
	}.items():
		with pytest.raises(refusals.RequestEnded):
			case.do(verb, "initiator", "孙", **fields)
	assert case.later(9999).effects == ()
