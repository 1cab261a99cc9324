import pytest

from qingdan_app.tasks.rules.filed import Stands, is_kept, is_open, standing


def stood_on():
	return True


def never():
	return False


@pytest.mark.parametrize("act", ["withdraw", "return"])
@pytest.mark.parametrize("state", ["待审核", "已完成", "待启动"])
def test_what_a_task_was_decided_on_with_stays(act, state):
	assert standing(False, state, "", act, never) is Stands.DECIDED


@pytest.mark.parametrize("act", ["withdraw", "return"])
@pytest.mark.parametrize(
	("course", "stays"), [("Terminated", 1), ("Merged", 1), ("Archived", 1), ("Suspended", 0)]
)
def test_what_was_reported_on_a_task_that_has_ended_stays(course, stays, act):
	assert standing(False, "推进中", course, act, never) is (Stands.DECIDED if stays else None)


def test_what_a_later_report_stands_on_is_sent_back_and_not_taken_back():
	assert standing(False, "推进中", "", "withdraw", stood_on) is Stands.BUILT_ON
	assert standing(False, "推进中", "", "return", stood_on) is None


@pytest.mark.parametrize("act", ["withdraw", "return"])
def test_the_last_report_of_a_task_under_way_is_its_units(act):
	assert standing(False, "推进中", "", act, never) is None


def test_a_completion_report_moves_with_its_task():
	assert standing(True, "待审核", "", "withdraw", stood_on) is None


@pytest.mark.parametrize(
	"state, open_", [("", 1), (None, 1), ("草稿", 1), ("已退回", 1), ("已提交", 0), ("已采纳", 0)]
)
def test_a_draft_and_what_was_returned_are_open(state, open_):
	assert is_open(state) == bool(open_)


def test_a_draft_that_was_never_filed_goes_and_one_that_was_stays():
	assert not is_kept(None, "草稿") and not is_kept("", "已退回")
	assert is_kept("somebody", "草稿") and is_kept("somebody", "已退回")
	assert is_kept(None, "已提交") and is_kept(None, "已采纳")
