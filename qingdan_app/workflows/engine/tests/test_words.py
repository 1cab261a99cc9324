"""Opinions, signatures and bad input: every act obeys the same rules, one by one or in bulk."""

import pytest

from qingdan_app.workflows.engine.acts import OPINION_LIMIT
from qingdan_app.workflows.engine.flow import FlowDefinition, Given, Need, choices, fixed, refusals, start
from qingdan_app.workflows.engine.flow.acts_table import HANDLERS
from qingdan_app.workflows.engine.flow.verb import About, Group, Names
from qingdan_app.workflows.engine.flow.verbs import CLOCK_VERBS, VERBS
from qingdan_app.workflows.engine.refusals import Refusal
from qingdan_app.workflows.engine.shown import Place
from qingdan_app.workflows.engine.tests.factories import NOW, Case, step

ONE = {"a": ("李",), "b": ("王",)}


def case_of(**rules) -> Case:
	return Case(step("a", **rules), step("b"), people=ONE)


@pytest.mark.parametrize("verb", ["reject", "return", "ask"])
@pytest.mark.parametrize("opinion", ["", " \n　"])
def test_return_reject_and_ask_need_words(verb, opinion):
	with pytest.raises(refusals.OpinionRequired):
		case_of().do(verb, "李", "孙", opinion=opinion)


def test_an_approval_needs_words_only_where_the_step_says_so():
	assert case_of().do("approve", "李", opinion="").at == "b"
	with pytest.raises(refusals.OpinionRequired):
		case_of(opinion=Need.REQUIRED).do("approve", "李", opinion="")


def test_a_signature_is_asked_for_where_the_step_says_so_and_kept_with_the_turn():
	with pytest.raises(refusals.SignatureRequired):
		case_of(signature=Need.REQUIRED).do("approve", "李")
	assert case_of(signature=Need.REQUIRED).do("approve", "李", signature="章").turn("李").signature == "章"


def test_a_rejection_needs_no_signature():
	assert case_of(signature=Need.REQUIRED).do("reject", "李").state.outcome


def test_a_million_characters_are_refused():
	with pytest.raises(refusals.OpinionTooLong):
		case_of().do("approve", "李", opinion="字" * 1_000_000)
	assert case_of().do("approve", "李", opinion="字" * OPINION_LIMIT).at == "b"


def test_who_may_not_act_is_not_told_that_their_opinion_is_missing():
	with pytest.raises(refusals.NotYourTurn):
		case_of().do("return", "王", opinion="")


@pytest.mark.parametrize("verb", ["", "delete", "start", "migrate", *CLOCK_VERBS])
def test_an_unknown_act_is_refused(verb):
	with pytest.raises(refusals.UnknownAct):
		case_of().do(verb, "李")


def test_a_turn_that_does_not_exist_and_one_of_another_are_refused_by_name():
	with pytest.raises(refusals.NoSuchTurn):
		case_of().do("approve", "李", turn=99)
	with pytest.raises(refusals.NotYourTurn):
		case_of().do("approve", "王", turn=1)


def test_two_equal_acts_change_something_once():
	case = case_of().do("approve", "李", turn=1)
	before = case.state
	with pytest.raises(refusals.AlreadyDecided) as refusal:
		case.do("approve", "李", turn=1)
	assert refusal.value.by == "李" and case.state == before


def test_a_condition_that_raises_changes_nothing():
	def breaks(condition):
		raise ZeroDivisionError

	case = Case(step("a"), step("b", condition="c"), people=ONE, world={"holds": breaks})
	before = case.state
	with pytest.raises(ZeroDivisionError):
		case.do("approve", "李")
	assert case.state == before and len(case.log) == 1


def test_a_flow_that_could_strand_a_request_is_not_started():
	with pytest.raises(refusals.UnsoundFlow, match="no steps"):
		start(FlowDefinition("flow", 1, ()), "initiator", NOW, Given(fixed({})))


def test_every_refusal_is_told_apart_and_says_what_and_where():
	case = case_of()
	with pytest.raises(Refusal) as refusal:
		case.do("approve", "王")
	assert str(refusal.value) == "NotYourTurn: approve in running"
	kinds = [vars(refusals)[name] for name in refusals.__all__]
	assert all(kind.__doc__ for kind in kinds)


def test_verbs_have_words_of_their_own():
	words = [verb.words for verb in (*VERBS.values(), *CLOCK_VERBS.values())]
	assert len(set(words)) == len(words)


def test_what_people_may_ask_for_is_offered_somewhere_and_nothing_else_is():
	offered = {name for name, verb in VERBS.items() if verb.place is not Place.NONE}
	assert offered == set(HANDLERS)
	assert all(verb.place is Place.NONE for verb in CLOCK_VERBS.values())


def test_what_undoes_work_or_is_made_of_words_needs_them():
	needing = {name for name, verb in VERBS.items() if verb.opinion is Need.REQUIRED}
	assert needing == {"reject", "return", "ask", "answer", "terminate", "jump", "migrate"}


def test_rows_agree_with_themselves():
	for verb in (*VERBS.values(), *CLOCK_VERBS.values()):
		assert not verb.step_field or (verb.group is Group.SIGNER and verb.about is not About.REQUEST), verb
		assert not verb.bulk or (verb.key and verb.names is Names.NOBODY), verb
		assert (verb in CLOCK_VERBS.values()) == (verb.group is Group.CLOCK), verb


def test_the_form_offers_exactly_what_one_may_do():
	case = case_of().do("copy", "李", "孙")
	assert case.verbs("李") == {
		"approve",
		"reject",
		"return",
		"transfer",
		"ask",
		"add_before",
		"add_after",
		"copy",
	}
	assert all(choice.people == () for choice in choices(case.state, "李", case.now))
	assert case.verbs("initiator") == {"withdraw", "urge", "copy"}
	assert case.verbs("孙") == {"read"} and case.verbs("外人") == set()
	assert case.verbs("管理员", administrator=True) == {"terminate", "jump", "urge", "copy"}


def test_the_form_says_where_to_whom_and_what_needs_words():
	case = Case(step("a"), step("b", signature=Need.REQUIRED), people=ONE).do("approve", "李")
	case.do("add_after", "王", "孙")
	offered = {each.verb: each for each in choices(case.state, "王", case.now)}
	assert offered["return"].targets == ("@initiator", "a") and offered["return"].opinion is Need.REQUIRED
	assert offered["remove"].people == ("孙",) and offered["approve"].signature is Need.REQUIRED
	assert {each.turn for each in offered.values()} == {case.turn("王").id}
	(jump,) = [each for each in choices(case.state, "管理员", case.now, True) if each.verb == "jump"]
	assert jump.targets == ("@initiator", "a")


def test_a_second_click_after_the_end_is_told_who_decided_also_in_a_later_round():
	case = Case(step("a"), people=ONE).do("return", "李").do("resume", "initiator").do("approve", "李")
	with pytest.raises(refusals.AlreadyDecided):
		case.do("approve", "李")
