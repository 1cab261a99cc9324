"""转办, 委派, 加签, 减签: the turn wanders and comes back, or does not."""

import pytest

from qingdan_app.workflows.engine.flow import Mode, Outcome, Veto, refusals
from qingdan_app.workflows.engine.flow.definition import STEP_ACTS
from qingdan_app.workflows.engine.flow.kinds import Closing
from qingdan_app.workflows.engine.tests.factories import Case, clock, step

TWO = {"a": ("李", "王"), "b": ("赵",)}


def case_of(**rules) -> Case:
	return Case(step("a", **rules), step("b"), people=TWO)


def test_a_transfer_hands_the_turn_on_and_keeps_its_due_time():
	case = case_of(clock=clock(60)).later(10)
	due = case.turn("李").due
	case.do("transfer", "李", "孙")
	assert case.open == ["孙", "王"] and case.told == [("孙", "turn")]
	assert case.turn("孙").due == due and case.turn("李").closing is Closing.TRANSFERRED


def test_who_transferred_their_turn_has_none_left():
	with pytest.raises(refusals.AlreadyDecided):
		case_of().do("transfer", "李", "孙").do("approve", "李")


def test_nobody_gets_two_voices_by_a_transfer():
	with pytest.raises(refusals.AlreadySigner):
		case_of().do("transfer", "李", "王")
	with pytest.raises(refusals.AlreadySigner):
		case_of().do("approve", "王").do("transfer", "李", "王")


def test_a_turn_is_not_transferred_to_the_initiator():
	with pytest.raises(refusals.SelfApproval):
		case_of().do("transfer", "李", "initiator")


def test_a_turn_is_not_transferred_to_a_vanished_user():
	case = case_of().world(available=lambda person: person != "孙")
	with pytest.raises(refusals.PersonUnavailable):
		case.do("transfer", "李", "孙")


@pytest.mark.parametrize("people", [(), ("孙", "钱"), ("李",)])
def test_a_transfer_names_one_other_person(people):
	with pytest.raises(refusals.WrongPeople):
		case_of().do("transfer", "李", *people)


def test_an_administrator_hands_over_the_turn_of_somebody_who_has_left():
	case = case_of(mode=Mode.IN_TURN)
	case.do("transfer", "管理员", "孙", turn=case.turn("王").id, administrator=True)
	assert case.do("approve", "李").open == ["孙"]


def test_a_question_is_answered_and_the_turn_comes_back():
	case = case_of().do("ask", "李", "孙", opinion="数字对吗？")
	assert case.open == ["王", "孙"] and case.turn("孙").question == "数字对吗？"
	with pytest.raises(refusals.TurnIsHeld):
		case.do("approve", "李")
	case.do("answer", "孙", opinion="对")
	assert case.open == ["李", "王"] and case.told == [("李", "turn")]


def test_a_helper_answers_and_does_not_approve():
	with pytest.raises(refusals.ActNotAllowed):
		case_of().do("ask", "李", "孙").do("approve", "孙")


def test_the_initiator_may_be_asked():
	assert "initiator" in case_of().do("ask", "李", "initiator").open


def test_a_signer_added_before_signs_first_and_then_it_comes_back():
	case = case_of(mode=Mode.ANY).do("add_before", "李", "孙").do("approve", "孙")
	assert case.at == "a" and "李" in case.open
	assert case.do("approve", "李").at == "b"


def test_several_added_before_all_sign_before_it_comes_back():
	case = case_of().do("add_before", "李", "孙", "钱").do("approve", "孙")
	assert "李" not in case.open
	assert "李" in case.do("approve", "钱").open


def test_a_signer_added_after_signs_last_and_it_does_not_come_back():
	case = case_of().do("add_after", "李", "孙")
	assert case.open == ["李", "王"]
	case.do("approve", "李").do("approve", "王")
	assert case.at == "a" and case.open == ["孙"]
	assert case.do("approve", "孙").at == "b"


def test_added_signers_share_one_voice_and_change_no_count():
	case = Case(step("a", mode=Mode.COUNT, threshold=2), people={"a": ("李", "王", "赵")})
	case.do("add_before", "李", "孙").do("approve", "孙").do("approve", "李")
	assert case.at == "a"
	assert case.do("approve", "王").state.outcome is Outcome.APPROVED


def test_a_rejection_by_an_added_signer_is_the_voice_of_the_seat():
	case = case_of(veto=Veto.THRESHOLD, mode=Mode.ANY).do("add_before", "李", "孙").do("reject", "孙")
	assert case.open == ["王"] and case.turn("李").closing is Closing.VOICE_GIVEN


def test_an_added_signer_adds_nobody_unless_the_step_says_so():
	with pytest.raises(refusals.NestedAdding):
		case_of().do("add_before", "李", "孙").do("add_before", "孙", "钱")
	case = case_of(nested_adding=True).do("add_before", "李", "孙").do("add_before", "孙", "钱")
	case.do("approve", "钱").do("approve", "孙")
	assert case.open == ["李", "王"]


def test_whom_one_added_one_may_remove_as_long_as_they_have_not_signed():
	case = case_of().do("add_before", "李", "孙", "钱").do("approve", "孙")
	with pytest.raises(refusals.PersonUnknown):
		case.do("remove", "李", "孙")
	case.do("remove", "李", "钱")
	assert case.open == ["李", "王"] and case.turn("钱").closing is Closing.REMOVED


def test_a_question_can_be_called_off():
	assert "李" in case_of().do("ask", "李", "孙").do("remove", "李", "孙").open


def test_nobody_removes_whom_another_added():
	case = case_of().do("add_before", "李", "孙")
	with pytest.raises(refusals.ActNotPossible):
		case.do("remove", "王", "孙")


def test_a_removed_signer_no_longer_counts():
	case = case_of(mode=Mode.ANY).do("add_after", "李", "孙").do("remove", "李", "孙").do("approve", "李")
	assert case.at == "b"


@pytest.mark.parametrize("verb", sorted(STEP_ACTS - {"approve"}))
def test_what_the_step_does_not_allow_is_refused_by_name_and_not_offered(verb):
	case = case_of(acts=frozenset({"approve"}))
	if verb == "take_back":
		case.do("approve", "李")
	assert verb not in case.verbs("李")
	with pytest.raises(refusals.ActNotAllowed):
		case.do(verb, "李", "孙")
