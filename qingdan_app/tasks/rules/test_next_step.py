from dataclasses import replace
from datetime import date, timedelta

from qingdan_app.tasks.rules.next_step import DUE, OPEN, Situation, Steps, milestone_of, steps_for
from qingdan_app.tasks.rules.states import TaskState


def test_a_new_task_is_acknowledged_first_and_may_be_started_at_once():
	assert steps_for(Situation("待启动", frozenset({"start"}), receiving=True, reporting=True)) == Steps(
		"acknowledge", ("start",)
	)


def test_an_acknowledged_task_is_started_next():
	assert steps_for(Situation("待启动", frozenset({"start"}), reporting=True)) == Steps("start", ())


def test_the_month_is_reported_before_the_task_is_sent_to_review():
	assert steps_for(Situation("推进中", frozenset({"submit"}), reporting=True)) == Steps(
		"report", ("submit",)
	)


def test_after_the_months_report_the_lead_may_send_to_review():
	assert steps_for(Situation("推进中", frozenset({"submit"}), reporting=True, reported=True)) == Steps(
		"submit", ()
	)


def test_a_returned_completion_report_comes_before_the_months_report():
	situation = Situation("推进中", frozenset({"submit"}), reporting=True, sent_back=True)

	assert steps_for(situation) == Steps("submit", ("report",))


def test_a_cooperating_unit_reports_and_does_not_send_to_review():
	assert steps_for(Situation("推进中", reporting=True)) == Steps("report", ())


def test_the_office_completes_or_returns():
	assert steps_for(Situation("待审核", frozenset({"complete", "return"}))) == Steps("complete", ("return",))


def test_withdrawing_is_never_what_comes_next():
	assert steps_for(Situation("待审核", frozenset({"withdraw"}), reporting=True)) == Steps(
		None, ("withdraw",)
	)


def test_who_only_looks_on_has_nothing_to_do():
	assert steps_for(Situation("推进中")) == Steps(None, ())


def test_reopening_is_never_what_comes_next():
	assert steps_for(Situation("已完成", frozenset({"reopen"}))) == Steps(None, ("reopen",))


def test_what_was_started_without_being_acknowledged_is_not_acknowledged_any_more():
	situation = Situation("推进中", frozenset({"submit"}), receiving=True, reporting=True, reported=True)

	assert steps_for(situation) == Steps("submit", ())


def test_before_it_is_handed_out_nothing_else_is_done_with_a_task():
	unit = Situation("待启动", frozenset({"start"}), receiving=True, reporting=True, drafted=True)
	assert steps_for(unit) == Steps(None, ())
	assert steps_for(Situation("待启动", drafted=True, handing_out=True)) == Steps("hand_out", ())


def test_what_is_handed_out_is_not_handed_out_again():
	assert steps_for(Situation("待启动", handing_out=True)) == Steps(None, ())


def test_while_a_refusal_is_open_supervision_settles_it_and_the_unit_waits():
	assert steps_for(Situation("待启动", frozenset({"start"}), receiving=True, refused=True)) == Steps(
		None, ()
	)
	settling = Situation("待启动", refused=True, settling=True)
	assert steps_for(settling) == Steps("reassign", ("insist",))
	assert steps_for(replace(settling, has_office=True)) == Steps("reassign", ("insist", "ask_office"))


def test_refusing_is_offered_beside_acknowledging_to_whoever_may():
	situation = Situation("待启动", frozenset({"start"}), receiving=True, refusing=True)
	assert steps_for(situation) == Steps("acknowledge", ("start", "refuse"))
	assert "refuse" not in steps_for(Situation("待启动", receiving=True)).others


def test_a_milestone_that_is_due_comes_before_the_completion_and_one_far_ahead_after_it():
	lead = Situation("推进中", frozenset({"submit"}), reporting=True, reported=True, milestone=DUE)
	assert steps_for(lead) == Steps("tick", ("submit",))
	assert steps_for(replace(lead, reported=False)) == Steps("report", ("tick", "submit"))
	assert steps_for(replace(lead, milestone=OPEN)) == Steps("submit", ("tick",))
	assert steps_for(replace(lead, sent_back=True)) == Steps("submit", ("tick",))
	assert "tick" not in str(steps_for(replace(lead, state="待审核")))


def test_a_milestone_is_due_from_a_week_before_its_day_for_the_unit_that_leads():
	today = date(2021, 6, 30)
	assert milestone_of(today + timedelta(days=7), True, today) == DUE
	assert milestone_of(today + timedelta(days=8), True, today) == OPEN
	assert milestone_of(today - timedelta(days=40), True, today) == DUE
	assert milestone_of(today, False, today) == ""
	assert milestone_of(None, True, today) == ""


def test_whoever_has_it_in_hand_drafts_while_it_moves_and_files_nothing():
	moving = Situation(TaskState.MOVING.value, drafting=True)

	assert steps_for(moving) == Steps("draft", ("draft_completion",))
	assert steps_for(replace(moving, reported=True)) == Steps("draft_completion", ())
	assert steps_for(replace(moving, sent_back=True)).primary == "draft_completion"
	assert steps_for(replace(moving, milestone=DUE)).others == ("draft_completion", "draft_milestone")
	assert steps_for(replace(moving, state=TaskState.WAITING.value)) == Steps(None, ())
