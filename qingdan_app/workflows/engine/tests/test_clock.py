"""Reminders, expiry and delegation: what happens without anybody acting."""

from datetime import timedelta

import pytest

from qingdan_app.workflows.engine.flow import (
	Clock,
	Expiry,
	Label,
	Mode,
	Outcome,
	Status,
	refusals,
	reschedule,
	tick,
)
from qingdan_app.workflows.engine.flow import effects as fx
from qingdan_app.workflows.engine.flow.kinds import Because, Closing
from qingdan_app.workflows.engine.tests.factories import NOW, Case, away, step

TWO = {"a": ("李",), "b": ("赵",)}


def case_of(clock: Clock | None = None, **rules) -> Case:
	clock = clock or Clock(60, (20, 40))
	return Case(step("a", clock=clock), step("b"), people=TWO, **rules)


def after(minutes: int):
	return NOW + timedelta(minutes=minutes)


def test_the_clock_says_when_it_is_wanted_next():
	case = case_of()
	assert case.effect(fx.Schedule) == [fx.Schedule(after(20))]
	assert case.later(20).effect(fx.Schedule) == [fx.Schedule(after(40))]


def test_two_workers_ticking_the_same_moment_act_once():
	case = case_of().later(20)
	assert case.told == [("李", "reminder")]
	again = tick(case.state, case.now, case.given)
	assert again.events == () and again.effects == () and again.state == case.state


def test_reminders_missed_while_no_worker_ran_come_as_one():
	assert case_of().later(50).told == [("李", "reminder")]


def test_late_is_written_when_it_happens_and_only_then():
	case = case_of().later(61)
	assert case.turn("李").late_since == after(60) and case.told == [("李", "late")]
	assert case.later(600).turn("李").late_since == after(60)


def test_expiry_escalates_to_the_superior_with_a_fresh_clock():
	case = case_of(Clock(60, on_expiry=Expiry.ESCALATE), world={"superior_of": {"李": "周"}.get}).later(60)
	assert case.open == ["周"] and case.told == [("周", "turn")]
	assert case.turn("周").due == after(120) and case.turn("李").closing is Closing.ESCALATED
	with pytest.raises(refusals.AlreadyDecided):
		case.do("approve", "李")


def test_escalation_climbs_and_stops_at_the_top_even_where_superiors_run_in_a_circle():
	superiors = {"李": "周", "周": "吴", "吴": "李"}
	case = case_of(Clock(60, on_expiry=Expiry.ESCALATE), world={"superior_of": superiors.get})
	assert case.later(60).open == ["周"] and case.later(60).open == ["吴"]
	case.later(60)
	assert case.open == ["吴"]
	assert case.effect(fx.TellAdministrators) == [fx.TellAdministrators("a", "nobody to escalate to")]


def test_a_superior_who_is_the_initiator_is_passed_by():
	superiors = {"李": "initiator", "initiator": "吴"}
	case = case_of(Clock(60, on_expiry=Expiry.ESCALATE), world={"superior_of": superiors.get}).later(60)
	assert case.open == ["吴"]


def test_expiry_passes_where_the_flow_says_so_and_the_record_says_it_was_the_clock():
	case = case_of(Clock(60, on_expiry=Expiry.PASS)).later(60)
	assert case.at == "b" and case.turn("李").because is Because.EXPIRED
	assert case.log[-1].by == "" and case.log[-1].verb == "expire"


@pytest.mark.parametrize("meant", [Expiry.PASS, Expiry.RETURN])
def test_no_clock_decides_over_what_nobody_has_seen(meant):
	case = case_of(Clock(60, on_expiry=meant), world={"unseen": lambda: True}).later(60)
	assert case.at == "a" and case.open == ["李"] and case.turn("李").late_since == after(60)
	assert ("李", "late") in case.told
	reason = "changed since it was seen"
	assert case.effect(fx.TellAdministrators) == [fx.TellAdministrators("a", reason)]
	case.later(600)
	assert case.effect(fx.TellAdministrators) == [] and case.open == ["李"]
	assert case.do("approve", "李").at == "b"


def test_a_clock_that_hands_on_does_so_whatever_has_changed():
	world = {"superior_of": {"李": "周"}.get, "unseen": lambda: True}
	assert case_of(Clock(60, on_expiry=Expiry.ESCALATE), world=world).later(60).open == ["周"]


def test_expiry_returns_where_the_flow_says_so():
	case = case_of(Clock(60, on_expiry=Expiry.RETURN)).later(60)
	assert case.state.status is Status.RETURNED and case.open == ["initiator"]


def test_the_clock_acts_on_a_turn_that_is_held_by_a_question():
	case = case_of(Clock(60, on_expiry=Expiry.PASS)).do("ask", "李", "孙").later(60)
	assert case.at == "b" and case.turn("孙").closing is Closing.REMOVED


def test_the_clock_passes_a_signer_but_not_whom_they_added_after():
	case = case_of(Clock(60, on_expiry=Expiry.PASS)).do("add_after", "李", "孙").later(60)
	assert case.at == "a" and case.open == ["孙"] and case.turn("孙").due == after(120)


def test_reminders_and_due_times_are_there_again_after_a_return():
	case = case_of().do("return", "李").later(100).do("resume", "initiator")
	assert case.turn("李").due == after(160) and case.later(20).told == [("李", "reminder")]


def test_reminders_survive_a_transfer_and_go_to_the_new_holder():
	assert case_of().later(10).do("transfer", "李", "孙").later(10).told == [("孙", "reminder")]


def test_a_changed_calendar_or_date_moves_the_due_times():
	case = case_of(Clock(60, date="deadline"), world={"date_of": {"deadline": after(500)}.get})
	assert case.turn("李").due == after(500)
	case.world(date_of={"deadline": after(300)}.get)
	case._take(reschedule(case.state, case.now, case.given))
	assert case.turn("李").due == after(300) and case.effect(fx.Schedule) == [fx.Schedule(after(300))]
	assert reschedule(case.state, case.now, case.given).events == ()


def test_a_date_that_has_passed_before_the_turn_opens_leaves_the_signer_the_minutes():
	case = case_of(Clock(60, (), Expiry.PASS, "deadline"), world={"date_of": {"deadline": after(-5)}.get})
	assert case.turn("李").due == after(60)


def test_a_delegate_acts_and_both_names_are_in_the_record():
	case = case_of(world={"delegations": (away("李", "孙"),)})
	assert case.open == ["孙"] and case.turn("孙").on_behalf_of == "李"
	case.do("approve", "孙")
	assert (case.log[-1].by, case.log[-1].on_behalf_of) == ("孙", "李")


def test_delegation_never_cascades():
	case = case_of(world={"delegations": (away("李", "孙"), away("孙", "钱"))})
	assert case.open == ["孙"]


@pytest.mark.parametrize(("start", "until", "holder"), [(0, 600, "孙"), (1, 600, "李"), (-600, 0, "李")])
def test_a_delegation_holds_from_its_start_until_just_before_its_end(start, until, holder):
	assert case_of(world={"delegations": (away("李", "孙", start, until),)}).open == [holder]


@pytest.mark.parametrize(
	("scope", "holder"), [(Label("list", "4"), "孙"), (Label("list", "5"), "李"), (None, "孙")]
)
def test_a_delegation_is_limited_to_its_scope(scope, holder):
	case = case_of(world={"delegations": (away("李", "孙", scope=scope),)}, labels=(Label("list", "4"),))
	assert case.open == [holder]


def test_the_narrower_delegation_goes_first():
	both = (away("李", "孙"), away("李", "钱", scope=Label("list", "4")))
	assert case_of(world={"delegations": both}, labels=(Label("list", "4"),)).open == ["钱"]


def test_when_a_delegation_ends_what_is_open_returns_and_what_was_done_stays():
	case = Case(step("a"), people={"a": ("李", "王")}, world={"delegations": (away("李", "孙", until=30),)})
	case.later(30)
	assert case.open == ["李", "王"] and case.turn("孙").closing is Closing.DELEGATION_OVER
	done = Case(step("a"), people={"a": ("李", "王")}, world={"delegations": (away("李", "孙", until=30),)})
	done.do("approve", "孙").later(30)
	assert done.open == ["王"] and done.turn("孙").decision


def test_a_revoked_delegation_returns_the_turn_at_the_next_tick():
	case = case_of(world={"delegations": (away("李", "孙"),)}).world(delegations=()).later(0)
	assert case.open == ["李"] and case.told == [("李", "turn")]


def test_who_is_away_when_a_turn_falls_due_is_not_late_the_delegate_gets_it():
	case = case_of(Clock(60, on_expiry=Expiry.RETURN)).later(10)
	case.world(delegations=(away("李", "孙", 10),)).later(50)
	assert case.open == ["孙"] and case.turn("孙").due == after(120) and not case.turn("李").late_since
	assert case.later(60).open == ["initiator"]


def test_a_turn_that_comes_up_later_goes_to_whoever_stands_in_by_then():
	case = Case(step("a", mode=Mode.IN_TURN), people={"a": ("李", "王")})
	case.world(delegations=(away("王", "孙"),)).do("approve", "李")
	assert case.open == ["孙"]


def test_a_delegate_who_is_the_initiator_does_not_approve_for_another():
	assert case_of(world={"delegations": (away("李", "initiator"),)}).open == ["李"]


def test_a_disabled_delegate_leaves_the_turn_where_it_is():
	world = {"delegations": (away("李", "孙"),), "available": lambda person: person != "孙"}
	assert case_of(world=world).open == ["李"]


def test_a_question_does_not_come_back_to_the_asker_as_the_helpers_delegate():
	case = case_of(world={"delegations": (away("孙", "李"),)}).do("ask", "李", "孙")
	assert case.open == ["孙"]


def test_a_delegate_gives_the_turn_back_by_a_transfer():
	case = case_of(world={"delegations": (away("李", "孙"),)}).do("transfer", "孙", "李")
	assert case.open == ["李"] and not case.turn("李").delegation


def test_one_who_signs_twice_over_says_which_turn_is_meant():
	world = {"delegations": (away("李", "王"),)}
	case = Case(step("a"), people={"a": ("李", "王")}, world=world)
	with pytest.raises(refusals.AmbiguousTurn):
		case.do("approve", "王")
	case.do("approve", "王", turn=1).do("approve", "王", turn=2)
	assert case.state.outcome is Outcome.APPROVED


def test_an_escalation_does_not_come_back_to_the_late_one_as_the_superiors_delegate():
	world = {"superior_of": {"李": "周"}.get, "delegations": (away("周", "李"),)}
	case = case_of(Clock(60, on_expiry=Expiry.ESCALATE), world=world).later(60)
	assert case.open == ["周"]
