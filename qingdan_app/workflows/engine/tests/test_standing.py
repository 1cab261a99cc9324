"""Standing counts when one acts: a body is one voice, and turns follow whoever stands for it today."""

import pytest

from qingdan_app.workflows.engine.flow import (
	Body,
	Clock,
	Expiry,
	Mode,
	Nobody,
	Veto,
	fixed,
	refusals,
	renamed,
	reseat,
)
from qingdan_app.workflows.engine.flow.kinds import Standing, Status
from qingdan_app.workflows.engine.tests.factories import Case, away, step

A, B = Body("甲局", ("李", "王")), Body("乙局", ("赵",))
ALL, ANY, IN_TURN = {"mode": Mode.ALL}, {"mode": Mode.ANY}, {"mode": Mode.IN_TURN}


def posts(case: Case, *voices, **world) -> Case:
	"""Others stand for the step from now on, and turns follow."""
	case.world(resolve=fixed({"一": voices, "二": ("陈",)}), **world)
	case._take(reseat(case.state, case.now, case.given))
	return case


def moved(case: Case, *voices) -> Case:
	"""The same, where nobody has noticed yet."""
	return case.world(resolve=fixed({"一": voices, "二": ("陈",)}))


# one voice


def test_any_head_answers_for_the_body_and_the_others_need_not():
	case = Case(step("一", **ALL), people={"一": (A, B)})
	assert case.open == ["李", "王", "赵"]
	case.do("approve", "王")
	assert case.open == ["赵"]
	assert case.do("approve", "赵").state.outcome.value == "approved"


def test_a_rejection_by_one_head_is_the_rejection_of_the_body():
	case = Case(step("一", **ALL), people={"一": (A, B)})
	assert case.do("reject", "李").state.outcome.value == "rejected"


def test_whoever_heads_two_bodies_answers_for_both_at_once():
	both = (Body("甲局", ("李", "王")), Body("乙局", ("李", "赵")))
	case = Case(step("一", **ALL), people={"一": both})
	assert case.do("approve", "李").state.outcome.value == "approved"


def test_what_one_head_answered_leaves_the_other_body_to_its_own():
	both = (Body("甲局", ("李", "王")), Body("乙局", ("李", "赵")))
	case = Case(step("一", **ALL), people={"一": both})
	assert case.do("approve", "王").open == ["李", "赵"]


def test_a_share_counts_bodies_and_not_their_heads():
	many = (Body("甲局", ("李", "王", "孙")), Body("乙局", ("赵",)), Body("丙局", ("钱",)))
	case = Case(step("一", mode=Mode.COUNT, threshold=2), people={"一": many})
	case.do("approve", "李")
	assert case.state.status is Status.RUNNING
	assert case.do("approve", "钱").state.outcome.value == "approved"


def test_in_turn_all_heads_of_the_next_body_come_up():
	case = Case(step("一", **IN_TURN), people={"一": (B, A)})
	assert case.open == ["赵"]
	assert case.do("approve", "赵").open == ["李", "王"]


def test_taking_back_gives_the_other_heads_their_turn_again():
	case = Case(step("一", **ALL), people={"一": (A, B)})
	assert sorted(case.do("approve", "李").do("take_back", "李").open) == sorted(["李", "王", "赵"])


def test_a_body_without_a_head_blocks_by_name():
	case = Case(step("一", **ALL), people={"一": (A, Body("丙局"))})
	assert (case.state.status, case.state.visit.missing) == (Status.BLOCKED, ("丙局",))


def test_any_voice_is_enough_where_one_body_has_nobody():
	assert Case(step("一", **ANY), people={"一": (A, Body("丙局"))}).open == ["李", "王"]


def test_the_fallback_answers_for_the_body_that_has_nobody():
	rules = {"nobody": Nobody.FALLBACK, "fallback": ("督",)}
	case = Case(step("一", **ALL, **rules), people={"一": (A, Body("丙局"))})
	assert case.open == ["李", "王", "督"]
	case.do("approve", "李")
	assert case.do("approve", "督").state.outcome.value == "approved"


def test_whoever_an_administrator_names_answers_for_the_missing_body_alone():
	case = Case(step("一", **ALL), people={"一": (A, Body("丙局"))})
	case.do("resume", "管理员", "孙", administrator=True, target="一")
	assert case.open == ["李", "王", "孙"]


# who stands today


def test_whoever_stands_no_more_is_refused_before_anybody_noticed():
	case = Case(step("一", **ANY), people={"一": ("李", "王")})
	moved(case, "王")
	for verb in ("approve", "reject", "return", "transfer", "ask", "add_before"):
		with pytest.raises(refusals.NoLongerYours):
			case.do(verb, "李", "孙")
	assert case.do("approve", "王").state.outcome.value == "approved"


def test_turns_follow_and_both_sides_are_told():
	case = posts(Case(step("一", **ANY), people={"一": ("李",)}), "王")
	assert case.open == ["王"]
	assert case.told == [("王", "turn"), ("李", "over")]
	assert (case.log[-1].verb, case.log[-1].people) == ("reseat", ("王",))


def test_nothing_happens_where_nothing_changed():
	case = Case(step("一", **ALL), people={"一": (A, "孙")})
	known = len(case.log)
	assert len(posts(case, A, "孙").log) == known


def test_what_was_decided_while_they_stood_for_it_stays():
	case = Case(step("一", **ALL), step("二"), people={"一": (A, B), "二": ("陈",)})
	case.do("approve", "李")
	posts(case, Body("甲局", ("孙",)), B)
	assert case.open == ["赵"]
	assert case.do("approve", "赵").at == "二"


def test_a_new_head_answers_beside_the_old_one():
	assert posts(Case(step("一", **ALL), people={"一": (A, B)}), Body("甲局", ("李", "孙")), B).open == [
		"李",
		"赵",
		"孙",
	]


def test_a_body_that_loses_its_last_head_blocks_and_keeps_what_was_approved():
	case = Case(step("一", **ALL), people={"一": (A, B)})
	case.do("approve", "李")
	posts(case, A, Body("乙局"))
	assert (case.state.status, case.state.visit.missing) == (Status.BLOCKED, ("乙局",))
	posts(case, A, Body("乙局", ("孙",)))
	assert case.open == ["孙"]
	assert case.do("approve", "孙").state.outcome.value == "approved"


def test_a_blocked_step_goes_on_as_soon_as_somebody_can_sign():
	case = Case(step("一", **ANY), people={"一": ()})
	assert case.state.status is Status.BLOCKED
	assert posts(case, "王").open == ["王"]


def test_a_transferred_turn_stays_with_whom_it_was_given_to():
	case = Case(step("一", **ANY), people={"一": ("李",)}).do("transfer", "李", "孙")
	assert posts(case, "王").open == ["孙", "王"]
	assert case.do("approve", "孙").state.outcome.value == "approved"


def test_a_transfer_is_not_asked_of_the_giver_again():
	case = Case(step("一", **ALL), people={"一": ("李", "王")}).do("transfer", "李", "孙")
	assert posts(case, "李", "王", "赵").open == ["孙", "王", "赵"]


def test_an_added_signer_stays_when_the_adder_leaves():
	case = Case(step("一", **ALL), people={"一": ("李", "王")}).do("add_before", "李", "孙")
	assert sorted(posts(case, "王").open) == ["孙", "王"]
	assert case.do("approve", "王").state.status is Status.RUNNING
	assert case.do("approve", "孙").state.outcome.value == "approved"


def test_the_voice_of_a_leaver_is_that_of_whom_they_added():
	for verb in ("add_before", "add_after"):
		case = posts(Case(step("一", **ALL), people={"一": ("李", "王")}).do(verb, "李", "孙"), "王")
		assert sorted(case.open) == ["孙", "王"] and case.turn("孙").named
		assert case.do("reject", "孙").state.outcome.value == "rejected"


def test_whom_the_head_of_a_body_added_answers_for_it_when_nobody_else_does():
	case = Case(step("一", **ALL), people={"一": (A, B)}).do("add_before", "赵", "孙")
	assert sorted(posts(case, A, Body("乙局")).open) == ["孙", "李", "王"]
	assert case.do("approve", "孙").do("approve", "李").state.outcome.value == "approved"


def test_the_next_head_and_whom_the_last_one_added_are_one_voice():
	case = Case(step("一", **ALL), people={"一": (A, B)}).do("add_after", "赵", "孙")
	assert sorted(posts(case, A, Body("乙局", ("周",))).open) == ["周", "孙", "李", "王"]
	assert sorted(case.do("approve", "周").open) == ["李", "王"]


def test_whom_one_head_added_need_not_sign_once_another_has_answered_for_the_body():
	case = Case(step("一", **IN_TURN), people={"一": (A, B)}).do("add_after", "李", "孙").do("approve", "李")
	assert case.open == ["王", "孙"]
	assert case.do("approve", "王").open == ["赵"] and not case.turn("孙").live
	before = case.open
	assert case.do("return", "赵").do("take_back", "赵").open == before
	assert sorted(case.do("take_back", "王").open) == ["孙", "王"]


def test_of_several_whom_a_leaver_added_all_sign():
	case = Case(step("一", **ALL), people={"一": ("李", "王")}).do("add_before", "李", "孙", "周")
	assert sorted(posts(case, "王").open) == ["周", "王"] and case.turn("孙").standing is Standing.HELD
	assert sorted(case.do("approve", "周").open) == ["孙", "王"]
	assert case.do("approve", "孙").do("approve", "王").state.outcome.value == "approved"


def test_whom_a_leaver_added_has_until_the_leavers_turn_is_due_and_then_the_clock_acts():
	clock = Clock(60, on_expiry=Expiry.PASS)
	case = Case(step("一", **ALL, clock=clock), people={"一": ("李", "王")}).do("add_before", "李", "孙")
	posts(case.later(20), "王")
	assert case.turn("孙").due == case.turn("王").due
	assert case.later(60).state.outcome.value == "approved"


def test_who_has_a_seat_of_their_own_needs_none_of_a_leaver():
	case = Case(step("一", **ALL), people={"一": ("李", "王")}).do("add_before", "李", "孙")
	posts(case, "李", "王", "孙")
	assert posts(case, "王", "孙").open == ["王", "孙"]
	assert case.do("approve", "王").do("approve", "孙").state.outcome.value == "approved"


def test_a_turn_may_be_given_to_another_head_of_the_same_body():
	case = Case(step("一", **ALL), people={"一": (A, B)}).do("transfer", "李", "王")
	assert case.open == ["王", "赵"]
	assert posts(case, A, B).open == ["王", "赵"]
	assert case.do("approve", "王").do("approve", "赵").state.outcome.value == "approved"


def test_people_named_by_an_administrator_stay():
	case = Case(step("一", **ALL), people={"一": ()})
	case.do("resume", "管理员", "孙", administrator=True, target="一")
	assert posts(case).open == ["孙"]


def test_a_step_that_lost_everybody_blocks():
	assert posts(Case(step("一", **ALL), people={"一": ("李",)})).state.status is Status.BLOCKED


def test_a_disabled_signer_is_replaced():
	case = Case(step("一", **ANY), people={"一": ("李", "王")})
	posts(case, "李", "王", available=lambda person: person != "李")
	assert case.open == ["王"]


def test_a_delegate_whose_delegation_was_revoked_is_refused_at_once():
	case = Case(step("一", **ANY), people={"一": ("李",)}, world={"delegations": (away("李", "孙"),)})
	case.world(delegations=())
	with pytest.raises(refusals.NoLongerYours):
		case.do("approve", "孙")


def test_a_stand_in_loses_the_turn_with_the_post_of_whom_they_stand_in_for():
	case = Case(step("一", **ANY), people={"一": ("李",)}, world={"delegations": (away("李", "孙"),)})
	with pytest.raises(refusals.NoLongerYours):
		moved(case, "王").do("approve", "孙")
	assert posts(case, "王").open == ["王"]


def test_a_resolver_that_looks_at_earlier_signers_is_asked_as_when_the_step_began():
	def superior(of, request):
		signed = [turn.assignee for turn in request.turns if turn.decision]
		return {"initiator": ("李", "王"), "李": ("陈",), "王": ("陈",)}[
			signed[-1] if signed else "initiator"
		]

	case = Case(step("一", **ALL), step("二"), people={}, world={"resolve": superior})
	case.do("approve", "李")
	assert case.do("approve", "王", turn=2).at == "二"


def test_a_correction_goes_to_who_acts_for_the_initiator_today():
	case = Case(step("一", **ANY), people={"一": ("李",)})
	case.do("return", "李")
	case.world(correctors=lambda request: ("新",))
	with pytest.raises(refusals.NoLongerYours):
		case.do("resume", "initiator")
	case._take(reseat(case.state, case.now, case.given))
	assert case.open == ["新"]
	assert case.do("resume", "新").open == ["李"]


def test_an_initiator_who_has_left_their_post_withdraws_nothing():
	case = Case(step("一", **ANY), people={"一": ("李",)})
	case.world(correctors=lambda request: ("新",))
	for verb in ("withdraw", "urge"):
		with pytest.raises(refusals.NoLongerYours):
			case.do(verb, "initiator")


def test_what_is_returned_after_the_initiator_has_left_goes_to_their_followers():
	case = Case(step("一", **ANY), people={"一": ("李",)}, world={"correctors": lambda request: ("新", "旧")})
	assert case.do("return", "李").open == ["新", "旧"]


def test_a_step_is_asked_anew_where_the_returner_has_left_their_post():
	case = Case(step("一", **ANY), people={"一": ("李",)})
	case.do("return", "李", straight=True)
	assert moved(case, "王").do("resume", "initiator").open == ["王"]


# nobody decides by leaving


def left(case: Case, *voices, **world) -> Case:
	"""Nobody has decided: whoever has left is missed by name."""
	posts(case, *voices, **world)
	assert case.state.status is Status.BLOCKED and case.state.outcome is None
	return case


@pytest.mark.parametrize(
	"rules",
	[ANY, ALL, IN_TURN, {"mode": Mode.COUNT, "threshold": 2}, {"mode": Mode.PERCENT, "threshold": 60}],
)
def test_no_step_ends_because_everybody_leaves(rules):
	people = ("李", "王", "赵")
	for approving in ((), ("李",)) if rules is not ANY else ((),):
		case = Case(step("一", **rules), people={"一": people})
		for person in approving:
			case.do("approve", person)
		left(case)
		left(case)
		assert posts(case, *people).state.status is Status.RUNNING


@pytest.mark.parametrize(
	"rules", [ALL, IN_TURN, {"mode": Mode.COUNT, "threshold": 3}, {"mode": Mode.PERCENT, "threshold": 70}]
)
def test_who_leaves_without_a_word_is_missed_by_name_and_what_was_approved_stays(rules):
	case = Case(step("一", **rules), people={"一": ("李", "王", "赵")}).do("approve", "李")
	left(case, "李", "赵")
	assert case.state.visit.missing == ("王",)
	posts(case, "李", "赵", "周")
	assert sorted(case.open) in (["周", "赵"], ["赵"])
	while case.open:
		case.do("approve", case.open[0])
	assert case.state.outcome.value == "approved"


TWO = {"mode": Mode.COUNT, "threshold": 2}
HALF = {"mode": Mode.PERCENT, "threshold": 50}


@pytest.mark.parametrize("rules", [TWO, {"mode": Mode.PERCENT, "threshold": 60}])
def test_who_leaves_where_the_others_reach_the_number_is_not_missed(rules):
	case = Case(step("一", **rules), people={"一": ("李", "王", "赵")}).do("approve", "李")
	assert posts(case, "李", "赵").open == ["赵"]
	assert case.do("approve", "赵").state.outcome.value == "approved"


@pytest.mark.parametrize("rules", [TWO, HALF])
def test_who_is_disabled_before_a_step_begins_is_not_missed_where_the_others_reach_the_number(rules):
	gone = {"available": lambda person: person != "王"}
	case = Case(step("一", **rules), people={"一": ("李", "王", "赵")}, world=gone)
	assert case.open == ["李", "赵"]
	assert case.do("approve", "李").state.outcome is None
	assert case.do("approve", "赵").state.outcome.value == "approved"


def test_nobody_lowers_a_share_by_leaving():
	people = ("李", "王", "赵", "孙", "周", "吴", "郑", "冯")
	case = Case(step("一", **HALF), people={"一": people})
	for person in ("李", "王", "赵"):
		case.do("approve", person)
	assert posts(case, "李", "王", "赵", "孙", "周").state.outcome is None
	assert posts(case, "李", "王", "赵", "孙").open == ["孙"]
	left(case, "李", "王", "赵")
	assert posts(case, "李", "王", "赵", "吴").do("approve", "吴").state.outcome.value == "approved"


@pytest.mark.parametrize("rules", [TWO, {"mode": Mode.PERCENT, "threshold": 60}])
def test_where_it_hangs_on_who_has_left_nobody_rejects_it_for_them(rules):
	case = posts(
		Case(step("一", veto=Veto.THRESHOLD, **rules), people={"一": ("李", "王", "赵")}), "李", "赵"
	)
	case.do("approve", "李").do("reject", "赵")
	assert (case.state.status, case.state.visit.missing) == (Status.BLOCKED, ("王",))
	posts(case, "李", "王", "赵")
	assert case.do("approve", "王").state.outcome.value == "approved"


def test_a_body_without_anybody_is_missed_though_the_others_reach_the_number():
	case = Case(step("一", **TWO), people={"一": (A, B, Body("丙局"))})
	assert (case.state.status, case.state.visit.missing) == (Status.BLOCKED, ("丙局",))


def test_who_leaves_where_any_voice_is_enough_is_not_missed():
	case = posts(Case(step("一", **ANY), people={"一": ("李", "王")}), "王")
	assert case.open == ["王"]


def test_who_comes_back_signs_as_ever():
	case = left(Case(step("一", **ALL), people={"一": ("李", "王")}).do("approve", "李"), "李")
	assert posts(case, "李", "王").open == ["王"]
	assert case.do("approve", "王").state.outcome.value == "approved"


def test_an_administrator_names_somebody_for_who_has_left_and_nobody_else():
	case = left(Case(step("一", **ALL), people={"一": ("李", "王", "赵")}).do("approve", "李"), "李", "赵")
	case.do("resume", "管理员", "孙", administrator=True, target="一")
	assert sorted(case.open) == ["孙", "赵"]
	assert sorted(posts(case, "李", "赵").open) == ["孙", "赵"]
	assert case.do("approve", "孙").do("approve", "赵").state.outcome.value == "approved"


def test_an_administrator_lets_a_step_go_on_without_who_has_left():
	case = left(Case(step("一", **ALL), people={"一": ("李", "王")}).do("approve", "李"), "李")
	assert case.do("resume", "管理员", administrator=True).state.outcome.value == "approved"


def test_the_fallback_answers_for_who_has_left():
	for rules in (ALL, IN_TURN, ANY):
		people = ("李", "王") if rules is not ANY else ("王",)
		case = Case(step("一", **rules, nobody=Nobody.FALLBACK, fallback=("督",)), people={"一": people})
		if rules is not ANY:
			case.do("approve", "李")
		assert posts(case, *people[:-1]).open == ["督"]
		assert posts(case, *people[:-1]).open == ["督"]
		assert case.do("approve", "督").state.outcome.value == "approved"


def test_who_is_disabled_before_a_step_begins_is_missed_as_well():
	for rules in (ALL, IN_TURN):
		gone = {"available": lambda person: person != "王"}
		case = Case(step("一", **rules), people={"一": ("李", "王")}, world=gone)
		assert (case.state.status, case.state.visit.missing) == (Status.BLOCKED, ("王",))
		posts(case, "李", "王", available=lambda person: True)
		assert case.do("approve", "李").do("approve", "王").state.outcome.value == "approved"


def test_whoever_was_named_for_a_body_without_anybody_keeps_its_voice():
	case = Case(step("一", **ALL), people={"一": (A, Body("丙局"))})
	case.do("resume", "管理员", "孙", administrator=True, target="一")
	assert posts(case, A, Body("丙局")).open == ["李", "王", "孙"]


def test_a_body_that_is_asked_no_more_is_not_missed():
	case = Case(step("一", **ALL), people={"一": (A, B)}).do("approve", "李")
	assert posts(case, A).state.outcome.value == "approved"


def test_who_has_given_their_turn_away_and_left_is_not_missed():
	case = Case(step("一", **ALL), people={"一": ("李", "王")}).do("transfer", "李", "孙")
	assert sorted(posts(case, "王").open) == ["孙", "王"]
	assert case.do("approve", "王").do("approve", "孙").state.outcome.value == "approved"


def test_who_has_approved_and_left_is_not_missed():
	gone = {"available": lambda person: person != "李"}
	case = Case(step("一", **ALL), people={"一": ("李", "王")}).do("approve", "李")
	assert posts(case, "李", "王", **gone).open == ["王"]
	assert case.do("approve", "王").state.outcome.value == "approved"


def test_a_stand_in_who_has_left_gives_the_turn_back_at_once():
	case = Case(step("一", **ALL), people={"一": ("李", "王")}, world={"delegations": (away("李", "孙"),)})
	assert sorted(case.open) == ["孙", "王"]
	assert sorted(posts(case, "李", "王", available=lambda person: person != "孙").open) == ["李", "王"]
	assert case.do("approve", "李").do("approve", "王").state.outcome.value == "approved"


# two accounts become one


def merged(case: Case, old: str, new: str, *voices) -> Case:
	"""An account became part of another, and turns follow."""
	case.state = renamed(case.state, {old: new})
	return posts(case, *voices)


def test_two_signers_who_become_one_sign_once():
	case = Case(step("一", **ALL), step("二"), people={"一": ("李", "王"), "二": ("陈",)})
	assert merged(case, "李", "王", "王").open == ["王"]
	assert case.do("approve", "王").open == ["陈"]


def test_whoever_has_signed_before_they_become_one_is_not_asked_again():
	for signed, open_ in (("李", "王"), ("王", "李")):
		case = Case(step("一", **ALL), step("二"), people={"一": ("李", "王"), "二": ("陈",)})
		case.do("approve", signed)
		assert case.open == [open_]
		assert merged(case, "李", "王", "王").open == ["陈"]


def test_heads_of_two_bodies_who_become_one_answer_for_both_at_once():
	case = Case(
		step("一", **ALL),
		step("二"),
		people={"一": (Body("甲局", ("李",)), Body("乙局", ("王",))), "二": ("陈",)},
	)
	assert merged(case, "李", "王", Body("甲局", ("王",)), Body("乙局", ("王",))).open == ["王"]
	assert case.do("approve", "王").open == ["陈"]


def test_who_was_given_the_turn_of_another_by_name_keeps_both():
	case = Case(step("一", **ALL), step("二"), people={"一": ("李", "王"), "二": ("陈",)})
	case.do("transfer", "李", "孙")
	assert merged(case, "孙", "王", "李", "王").open == ["王", "王"]
