"""The edges of tasks and reports as people know them: who moves what from where to where."""

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks.rules.states import REPORT_EDGES, TASK_EDGES, ReportState, TaskState

UNIT, OFFICE, SUPERVISION = {Role.LIAISON, Role.HEAD}, {Role.LEADER_OFFICE}, {Role.SUPERVISION}


def who_may(edges, act: str) -> set[Role]:
	return {role for _, name, _, roles in edges if name == act for role in roles}


def reached_from(edges, start) -> set:
	found, seen = {start}, set()
	while found - seen:
		state = (found - seen).pop()
		seen.add(state)
		found |= {target for source, _, target, _ in edges if source == state}
	return found


def test_only_the_leaders_office_completes_a_task_or_returns_it():
	assert who_may(TASK_EDGES, "complete") == who_may(TASK_EDGES, "return") == OFFICE


def test_only_the_unit_starts_submits_and_withdraws():
	for act in ("start", "submit", "withdraw"):
		assert who_may(TASK_EDGES, act) == UNIT, act


def test_only_supervision_reopens_what_is_completed():
	assert who_may(TASK_EDGES, "reopen") == SUPERVISION
	assert {act for source, act, _, _ in TASK_EDGES if source == TaskState.COMPLETED} == {"reopen"}


def test_no_task_is_completed_without_review():
	assert {source for source, _, target, _ in TASK_EDGES if target == TaskState.COMPLETED} == {
		TaskState.IN_REVIEW
	}


def test_nothing_goes_back_to_the_beginning_once_it_was_started():
	assert {target for _, _, target, _ in TASK_EDGES} == set(TaskState) - {TaskState.WAITING}


def test_every_state_is_reached():
	assert reached_from(TASK_EDGES, TaskState.WAITING) == set(TaskState)
	assert reached_from(REPORT_EDGES, ReportState.DRAFT) == set(ReportState)


def test_a_returned_report_is_filed_again_and_an_adopted_one_stays():
	assert {act for source, act, _, _ in REPORT_EDGES if source == ReportState.RETURNED} == {"file"}
	assert [act for source, act, _, _ in REPORT_EDGES if source == ReportState.ADOPTED] == []


def test_a_report_is_judged_by_the_lead_unit_or_by_supervision_never_by_a_leaders_office():
	assert who_may(REPORT_EDGES, "adopt") == who_may(REPORT_EDGES, "return") == UNIT | SUPERVISION
