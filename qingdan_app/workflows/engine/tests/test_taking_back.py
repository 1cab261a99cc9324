"""拿回: all is as it was, as long as nobody has acted on what followed."""

import pytest

from qingdan_app.workflows.engine.flow import Duplicates, Mode, Veto, refusals
from qingdan_app.workflows.engine.tests.factories import Case, clock, step
from qingdan_app.workflows.engine.tests.rules import as_it_stands

TWO = {"a": ("李", "王"), "b": ("赵",), "c": ("孙",)}


def case_of(**rules) -> Case:
	return Case(step("a", clock=clock(60), **rules), step("b"), step("c"), people=TWO)


@pytest.mark.parametrize("mode", [Mode.ANY, Mode.ALL, Mode.IN_TURN])
@pytest.mark.parametrize("verb", ["approve", "return"])
def test_a_decision_taken_back_leaves_all_as_it_was(mode, verb):
	case = case_of(mode=mode)
	before = case.state
	case.do(verb, "李").do("take_back", "李", opinion="")
	assert as_it_stands(case.state) == as_it_stands(before)


def test_a_rejection_that_did_not_end_the_request_can_be_taken_back():
	case = case_of(veto=Veto.THRESHOLD, mode=Mode.ANY)
	before = case.state
	case.do("reject", "李").do("take_back", "李")
	assert as_it_stands(case.state) == as_it_stands(before)


def test_the_decision_taken_back_stays_in_the_record():
	case = case_of().do("approve", "李", opinion="同意").do("take_back", "李")
	first = case.state.turn(1)
	assert (first.opinion, first.void, first.decision.value) == ("同意", True, "approved")


def test_it_is_too_late_once_the_next_has_acted():
	case = case_of(mode=Mode.ANY).do("approve", "李").do("approve", "赵")
	with pytest.raises(refusals.NextHasActed):
		case.do("take_back", "李")


@pytest.mark.parametrize("verb", ["transfer", "ask", "add_before", "add_after"])
def test_to_transfer_to_ask_and_to_add_is_to_act(verb):
	case = case_of(mode=Mode.ANY).do("approve", "李").do(verb, "赵", "钱")
	with pytest.raises(refusals.NextHasActed):
		case.do("take_back", "李")


def test_a_reminder_to_the_next_is_no_act_of_theirs():
	case = case_of(mode=Mode.ANY).do("approve", "李").do("urge", "initiator").do("take_back", "李")
	assert case.open == ["李", "王"]


def test_a_peer_takes_back_after_another_ended_the_step_and_that_ones_voice_stays():
	case = case_of().do("approve", "李").do("approve", "王").do("take_back", "李")
	assert case.at == "a" and case.open == ["李"]
	assert case.do("approve", "李").at == "b"


def test_steps_that_passed_by_themselves_are_undone_too():
	case = Case(step("a"), step("b", duplicates=Duplicates.ADJACENT), step("c"), people={**TWO, "a": ("赵",)})
	before = case.state
	case.do("approve", "赵")
	assert case.at == "c"
	assert as_it_stands(case.do("take_back", "赵").state) == as_it_stands(before)


def test_nobody_undoes_the_return_of_another():
	case = case_of().do("approve", "李").do("return", "王")
	with pytest.raises(refusals.NextHasActed):
		case.do("take_back", "李")
	assert case.do("take_back", "王").open == ["王"]


def test_an_approval_the_step_passed_without_stays():
	case = case_of(mode=Mode.ANY).do("add_after", "李", "钱").do("approve", "李").do("approve", "王")
	assert case.at == "b"
	with pytest.raises(refusals.NextHasActed):
		case.do("take_back", "李")


def test_a_signer_added_before_takes_back_only_until_it_has_come_back_and_been_used():
	case = case_of().do("add_before", "李", "钱").do("approve", "钱").do("take_back", "钱")
	assert case.open == ["王", "钱"]
	case.do("approve", "钱").do("ask", "李", "孙")
	with pytest.raises(refusals.NextHasActed):
		case.do("take_back", "钱")


def test_nothing_is_taken_back_twice_or_by_another():
	case = case_of().do("approve", "李")
	with pytest.raises(refusals.NothingToTakeBack):
		case.do("take_back", "王")
	with pytest.raises(refusals.NothingToTakeBack):
		case.do("take_back", "李", turn=1).do("take_back", "李", turn=1)


def test_nothing_is_taken_back_after_the_end():
	case = Case(step("a"), people={"a": ("李",)}).do("approve", "李")
	with pytest.raises(refusals.RequestEnded):
		case.do("take_back", "李")


def test_of_two_added_before_either_takes_back_until_it_has_been_used():
	case = case_of().do("add_before", "李", "钱", "孙").do("approve", "钱").do("approve", "孙")
	assert case.open == ["李", "王"]
	assert case.do("take_back", "钱").open == ["王", "钱"]


def test_in_turn_the_next_waits_again_and_a_question_of_theirs_is_an_act():
	case = case_of(mode=Mode.IN_TURN).do("approve", "李")
	assert case.do("take_back", "李").open == ["李"]
	case.do("approve", "李").do("ask", "王", "孙")
	with pytest.raises(refusals.NextHasActed):
		case.do("take_back", "李")
