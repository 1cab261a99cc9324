"""或签, 会签, 依次, 票签: who has a turn when, and when the step is done."""

import pytest

from qingdan_app.workflows.engine.flow import Duplicates, Mode, Nobody, Outcome, Status, Veto, refusals
from qingdan_app.workflows.engine.flow import effects as fx
from qingdan_app.workflows.engine.flow.kinds import Because, Blockage, Closing
from qingdan_app.workflows.engine.tests.factories import Case, step

TWO = {"a": ("李", "王"), "b": ("赵",)}


def test_any_one_approval_passes_the_step_and_closes_the_other_turns():
	case = Case(step("a", mode=Mode.ANY), step("b"), people=TWO).do("approve", "王")
	assert case.at == "b" and case.open == ["赵"]
	assert case.turn("李").closing is Closing.STEP_ENDED and case.turn("李").decision is None


def test_the_second_of_two_on_the_same_turn_learns_who_decided_and_when():
	case = Case(step("a", mode=Mode.ANY), people=TWO).do("approve", "王")
	with pytest.raises(refusals.AlreadyDecided) as refusal:
		case.do("approve", "李", turn=1)
	assert (refusal.value.by, refusal.value.at) == ("王", case.now)


def test_all_have_to_approve_where_all_are_asked():
	case = Case(step("a"), people=TWO).do("approve", "王")
	assert case.open == ["李"]
	assert case.do("approve", "李").state.outcome is Outcome.APPROVED


def test_in_turn_opens_one_after_the_other_and_tells_only_the_one_whose_turn_it_is():
	case = Case(step("a", mode=Mode.IN_TURN), people={"a": ("李", "王", "赵")})
	assert case.open == ["李"] and case.told == [("李", "turn")]
	with pytest.raises(refusals.NotYetYourTurn):
		case.do("approve", "王")
	case.do("approve", "李")
	assert case.open == ["王"] and case.told == [("王", "turn")]


def test_a_count_is_enough_and_the_rest_need_not_act():
	case = Case(step("a", mode=Mode.COUNT, threshold=2), people={"a": ("李", "王", "赵")})
	case.do("approve", "赵").do("approve", "李")
	assert case.state.outcome is Outcome.APPROVED and case.turn("王").decision is None


def test_one_rejection_ends_the_request_and_keeps_the_approvals_given_before():
	case = Case(step("a"), people={"a": ("李", "王", "赵")}).do("approve", "李").do("reject", "王")
	assert case.state.outcome is Outcome.REJECTED and case.open == []
	assert case.turn("李").decision.value == "approved" and case.turn("李").opinion == "意见"


def test_under_a_threshold_a_rejection_leaves_the_others_to_decide():
	case = Case(step("a", mode=Mode.ANY, veto=Veto.THRESHOLD), people=TWO).do("reject", "李")
	assert case.open == ["王"]
	assert case.do("approve", "王").state.outcome is Outcome.APPROVED


def test_fifty_signers_get_their_turns_in_one_effect():
	people = tuple(f"u{number}" for number in range(50))
	case = Case(step("a"), people={"a": people})
	(inserted,) = case.effect(fx.InsertTurns)
	assert len(inserted.turns) == 50 and len(case.log) == 1


def test_a_person_named_twice_by_a_rule_has_one_turn():
	assert Case(step("a"), people={"a": ("李", "王", "李")}).open == ["李", "王"]


def test_a_step_whose_condition_does_not_hold_is_skipped_and_recorded():
	world = {"holds": lambda condition: condition != "never"}
	case = Case(step("a", condition="never"), step("b"), people=TWO, world=world)
	assert case.at == "b" and [skip.step for skip in case.state.skips] == ["a"]


def test_a_flow_of_which_no_step_applies_is_blocked_and_never_approved_in_silence():
	case = Case(step("a", condition="never"), people=TWO, world={"holds": lambda condition: False})
	assert case.state.status is Status.BLOCKED and case.state.visit.blockage is Blockage.NO_STEP
	assert case.effect(fx.TellAdministrators)


def test_a_corrected_request_to_which_no_step_applies_any_more_is_not_approved_in_silence():
	case = Case(step("a", condition="c"), people=TWO).do("return", "李")
	case.world(holds=lambda condition: False).do("resume", "initiator")
	assert case.state.visit.blockage is Blockage.NO_STEP


@pytest.mark.parametrize(
	("policy", "opened"),
	[(Duplicates.NEVER, "c"), (Duplicates.ADJACENT, "c"), (Duplicates.ANY_EARLIER, "")],
)
def test_who_approved_an_earlier_step_is_passed_over_as_the_flow_says(policy, opened):
	people = {"a": ("李",), "b": ("王",), "c": ("李",)}
	case = Case(step("a"), step("b"), step("c", duplicates=policy), people=people)
	case.do("approve", "李").do("approve", "王")
	assert case.at == opened


def test_who_approved_the_step_just_before_is_passed_over_and_the_record_says_by_which_rule():
	case = Case(
		step("a"), step("b", duplicates=Duplicates.ADJACENT), people={"a": ("李",), "b": ("李", "王")}
	)
	case.do("approve", "李")
	assert case.open == ["王"] and case.turn("李").because is Because.DUPLICATE


def test_nobody_is_passed_over_for_an_approval_from_before_a_return():
	people = {"a": ("李",), "b": ("王",), "c": ("李",)}
	case = Case(step("a"), step("b", duplicates=Duplicates.ANY_EARLIER), people=people)
	case.do("approve", "李").do("return", "王").do("resume", "initiator")
	assert case.open == ["李"]


def test_where_nobody_resolves_the_request_is_blocked_and_administrators_are_told():
	case = Case(step("a"), people={})
	assert case.state.status is Status.BLOCKED and case.state.visit.blockage is Blockage.NOBODY
	assert case.effect(fx.TellAdministrators) == [fx.TellAdministrators("a", "nobody")]


def test_a_disabled_user_as_the_only_approver_counts_as_nobody():
	case = Case(step("a"), people={"a": ("李",)}, world={"available": lambda person: person != "李"})
	assert case.state.status is Status.BLOCKED


def test_the_fallback_signs_where_nobody_resolves():
	case = Case(step("a", nobody=Nobody.FALLBACK, fallback=("办公室",)), people={})
	assert case.open == ["办公室"]


def test_fewer_people_than_the_count_needs_do_not_pass_in_silence():
	case = Case(step("a", mode=Mode.COUNT, threshold=3), people=TWO)
	assert case.state.visit.blockage is Blockage.TOO_FEW


def test_the_initiator_and_the_author_do_not_approve_their_own_request():
	case = Case(step("a"), people={"a": ("initiator", "作者", "李")}, authors=("作者",))
	assert case.open == ["李"]


def test_the_initiator_may_approve_where_the_flow_allows_it():
	case = Case(step("a"), people={"a": ("initiator",)}, allow_own=True).do("approve", "initiator")
	assert case.state.outcome is Outcome.APPROVED
