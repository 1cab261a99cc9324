from qingdan_app.tasks.rules.course import AT_REST, CLOSED, Course


def test_what_has_ended_or_was_merged_is_closed_and_what_is_suspended_only_rests():
	assert {"Terminated", "Merged"} == CLOSED
	assert {"Terminated", "Merged", "Suspended"} == AT_REST


def test_a_task_runs_its_course_unless_something_is_said():
	assert Course("") is Course.RUNNING
	assert "" not in AT_REST
