"""Returning in all its forms, and that nobody is left behind by it."""

import pytest

from qingdan_app.workflows.engine.flow import INITIATOR, PREVIOUS, Mode, Moves, Status, refusals
from qingdan_app.workflows.engine.flow import effects as fx
from qingdan_app.workflows.engine.flow.kinds import Because, Closing
from qingdan_app.workflows.engine.flow.state import CORRECTION
from qingdan_app.workflows.engine.tests.factories import Case, step

ABC = {"a": ("李",), "b": ("王", "赵"), "c": ("孙",)}


def three_steps(**rules) -> Case:
	return Case(step("a"), step("b"), step("c"), people=ABC, **rules)


def at_b(**rules) -> Case:
	return three_steps(**rules).do("approve", "李")


def test_a_return_ends_the_step_at_once_for_everybody_in_it():
	case = at_b().do("return", "王")
	assert case.state.status is Status.RETURNED and case.open == ["initiator"]
	assert case.turn("赵").closing is Closing.LEFT
	with pytest.raises(refusals.AlreadyDecided):
		case.do("approve", "赵")


def test_after_a_correction_the_steps_are_walked_again():
	case = at_b().do("return", "王").do("resume", "initiator")
	assert case.at == "a" and case.open == ["李"] and case.told == [("李", "turn")]


def test_straight_back_skips_the_steps_between_and_approvals_given_there_stand():
	case = at_b().do("approve", "赵").do("return", "王", straight=True).do("resume", "initiator")
	assert case.at == "b" and case.open == ["王"]
	assert case.turn("赵").because is Because.KEPT
	assert case.do("approve", "王").at == "c"


def test_straight_back_also_asks_those_who_had_not_decided():
	case = at_b().do("return", "王", straight=True).do("resume", "initiator")
	assert case.open == ["王", "赵"]


def test_a_return_to_the_previous_step_gives_it_to_its_people_again():
	case = at_b().do("return", "王", target=PREVIOUS)
	assert case.at == "a" and case.open == ["李"] and case.state.visit.round == 2


def test_an_earlier_step_can_be_named_and_leads_straight_back_if_wanted():
	case = at_b().do("approve", "王").do("approve", "赵").do("return", "孙", target="a", straight=True)
	assert case.open == ["李"]
	assert case.do("approve", "李").open == ["孙"]


def test_a_return_within_a_correction_that_leads_straight_back_still_leads_there():
	case = at_b().do("return", "王", target="a", straight=True)
	case.do("return", "李", straight=True).do("resume", "initiator").do("approve", "李")
	assert case.at == "b" and case.open == ["王", "赵"]


def test_previous_is_the_step_that_was_really_walked():
	world = {"holds": lambda condition: False}
	case = Case(step("a"), step("b", condition="never"), step("c"), people=ABC, world=world)
	assert case.do("approve", "李").do("return", "孙", target=PREVIOUS).at == "a"


@pytest.mark.parametrize("target", ["b", "c", "x", PREVIOUS, CORRECTION])
def test_a_step_that_is_not_earlier_is_no_target(target):
	with pytest.raises(refusals.TargetNotAllowed):
		three_steps().do("return", "李", target=target)


def test_a_target_the_step_does_not_allow_is_refused():
	case = Case(step("a"), step("b", return_to=("a",)), people=ABC).do("approve", "李")
	with pytest.raises(refusals.TargetNotAllowed):
		case.do("return", "王", target=INITIATOR)
	assert case.do("return", "王", target="a").at == "a"


def test_a_step_without_targets_does_not_offer_a_return():
	case = Case(step("a", return_to=()), people=ABC)
	assert "return" not in case.verbs("李")
	with pytest.raises(refusals.ActNotAllowed):
		case.do("return", "李")


def test_a_return_by_an_added_signer_strands_nobody():
	case = at_b().do("add_before", "王", "钱").do("return", "钱", straight=True).do("resume", "initiator")
	assert case.open == ["赵", "钱"]
	case.do("approve", "钱")
	assert case.open == ["王", "赵"]


def test_a_return_while_a_question_is_open_closes_the_question():
	case = at_b().do("ask", "王", "钱").do("return", "赵")
	assert case.open == ["initiator"]
	with pytest.raises(refusals.AlreadyDecided):
		case.do("answer", "钱")


def test_straight_back_to_someone_who_has_left_resolves_the_step_anew():
	case = at_b().do("return", "王", straight=True)
	people = {**ABC, "b": ("周",)}
	case.world(available=lambda person: person != "王", resolve=lambda step, request: people[step.key])
	assert case.do("resume", "initiator").open == ["周"]


def test_in_turn_signers_after_the_returner_still_wait_for_them():
	case = Case(step("a", mode=Mode.IN_TURN), people={"a": ("李", "王", "赵")})
	case.do("approve", "李").do("return", "王", straight=True).do("resume", "initiator")
	assert case.open == ["王"]
	assert case.do("approve", "王").open == ["赵"]


def test_the_subject_moves_when_it_goes_back_and_when_it_is_sent_on():
	moves = Moves(approved="complete", returned="return", resumed="submit")
	case = at_b(moves=moves).do("return", "王")
	assert case.effect(fx.MoveSubject) == [fx.MoveSubject("return", "returned")]
	case.do("resume", "initiator")
	assert case.effect(fx.MoveSubject) == [fx.MoveSubject("submit", "resumed")]


def test_whoever_corrects_for_the_initiator_does_not_approve_their_own_correction():
	case = three_steps().do("return", "李")
	case.do("transfer", "管理员", "王", turn=case.turn("initiator").id, administrator=True)
	case.do("resume", "王").do("approve", "李")
	assert case.at == "b" and case.open == ["赵"]


def test_straight_back_does_not_ask_whoever_corrected_it_in_between():
	case = at_b().do("return", "王", straight=True)
	case.do("transfer", "管理员", "赵", turn=case.turn("initiator").id, administrator=True)
	assert case.do("resume", "赵").open == ["王"]


def test_a_step_that_returns_to_the_previous_one_only_returns_to_no_other():
	case = Case(step("a"), step("b"), step("c", return_to=(PREVIOUS,)), people=ABC)
	case.do("approve", "李").do("approve", "王").do("approve", "赵")
	with pytest.raises(refusals.TargetNotAllowed):
		case.do("return", "孙", target="a")
	assert case.do("return", "孙", target="b").at == "b"
