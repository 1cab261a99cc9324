"""What a request of each kind may ask for, and for which task."""

from dataclasses import replace
from datetime import date

import pytest

from qingdan_app.changes.rules.kinds import Asked, Asker, Concerned, Kind, Why, missing, why_not

TODAY, DUE, LATER = date(2021, 6, 1), date(2021, 6, 30), date(2021, 9, 30)
TASK = Concerned("2021-4-58-04", "推进中", "", DUE, Asker.LIAISON)
EXPIRED = replace(TASK, due_date=date(2021, 5, 31))


def extension(day: date = LATER) -> Asked:
	return Asked(Kind.EXTENSION, {"new_due_date": day})


def why(asked: Asked, task: Concerned = TASK) -> Why | None:
	return why_not(asked, task, TODAY)


def test_a_deadline_ahead_is_extended_by_the_lead_unit():
	assert why(extension()) is None
	assert why(extension(DUE)) is Why.NOT_LATER
	assert why(extension(), replace(TASK, due_date=None)) is Why.NO_DEADLINE


def test_after_expiry_only_supervision_asks():
	assert why(extension(), EXPIRED) is Why.EXPIRED
	assert why(extension(), replace(EXPIRED, asker=Asker.OFFICE)) is Why.EXPIRED
	assert why(extension(), replace(EXPIRED, asker=Asker.SUPERVISION)) is None
	assert why(extension(), replace(EXPIRED, course="Suspended")) is None
	rows = [{"date": LATER}, {"date": DUE}]
	assert why(Asked(Kind.ADJUSTMENT, {"milestones": rows}), EXPIRED) is Why.EXPIRED


def test_nobody_is_given_a_deadline_that_has_passed():
	asked = extension(date(2021, 5, 31))
	late = replace(TASK, due_date=date(2021, 5, 1), asker=Asker.SUPERVISION)
	assert why(asked, late) is Why.IN_THE_PAST


def test_a_day_a_century_away_was_typed_wrongly_whatever_asks_for_it():
	assert why(extension(date(2999, 6, 30))) is Why.UNLIKELY
	rows = [{"date": date(2999, 6, 30), "label": "开工"}, {"date": None, "label": "其余"}]
	assert why(Asked(Kind.ADJUSTMENT, {"milestones": rows})) is Why.UNLIKELY
	assert why(Asked(Kind.ADJUSTMENT, {"milestones": rows, "new_due_date": None})) is Why.UNLIKELY


def test_what_has_no_due_date_is_given_one_by_an_adjustment_and_one_that_it_has_is_extended():
	asked, undated = Asked(Kind.ADJUSTMENT, {"new_due_date": LATER}), replace(TASK, due_date=None)
	assert why(asked, undated) is None
	assert why(Asked(Kind.ADJUSTMENT, {"new_due_date": date(2021, 5, 31)}), undated) is Why.IN_THE_PAST
	assert why(asked) is Why.HAS_DEADLINE


def test_whose_it_is_not_and_what_is_completed_or_ended():
	assert why(extension(), replace(TASK, asker=None)) is Why.NOT_YOURS
	assert why(extension(), replace(TASK, state="已完成")) is Why.COMPLETED
	ended = replace(TASK, course="Terminated")
	assert why(extension(), ended) is Why.CLOSED
	assert why(Asked(Kind.RESUMPTION), ended) is Why.CLOSED
	assert why(Asked(Kind.RESUMPTION), replace(ended, asker=Asker.SUPERVISION)) is None


@pytest.mark.parametrize("course", ["Archived", "Carried Over"])
def test_what_rests_with_its_list_is_not_changed_by_a_request(course):
	resting = replace(TASK, course=course, asker=Asker.SUPERVISION)
	assert why(Asked(Kind.RESUMPTION), resting) is Why.WITH_ITS_LIST
	assert why(extension(), resting) is Why.WITH_ITS_LIST


def test_suspended_once_and_resumed_with_a_day_ahead():
	held = replace(TASK, course="Suspended")
	assert why(Asked(Kind.SUSPENSION)) is None
	assert why(Asked(Kind.SUSPENSION), held) is Why.SUSPENDED_ALREADY
	assert why(Asked(Kind.SUSPENSION), replace(TASK, state="待审核")) is Why.IN_REVIEW
	assert why(Asked(Kind.RESUMPTION)) is Why.NOT_SUSPENDED
	assert why(Asked(Kind.RESUMPTION), held) is None
	passed = replace(held, due_date=date(2021, 5, 31))
	assert why(Asked(Kind.RESUMPTION), passed) is Why.DATE_NEEDED
	assert why(Asked(Kind.RESUMPTION, {"new_due_date": LATER}), passed) is None


def test_merged_into_another_that_is_open():
	assert why(Asked(Kind.MERGER, {"merged_into": TASK.name})) is Why.INTO_ITSELF
	asked = Asked(Kind.MERGER, {"merged_into": "2021-4-58-05"})
	assert why(asked) is None
	assert why(asked, replace(TASK, target_open=False)) is Why.TARGET_CLOSED


def test_nothing_new_and_nothing_twice():
	assert why(extension(), replace(TASK, changes=False)) is Why.NOTHING_NEW
	assert why(extension(), replace(TASK, asked_in="BG-2021-0001")) is Why.ASKED_ALREADY


def test_what_is_missing_is_named():
	given = {"reason": "雨季", "progress": "五成", "new_due_date": LATER}
	assert list(missing(extension(), given, 1)) == []
	assert list(missing(extension(), {}, 1)) == ["reason", "new_due_date", "progress"]
	assert list(missing(Asked(Kind.ADJUSTMENT), {"reason": "雨季"}, 1)) == ["asked"]
	text = Asked(Kind.CORRECTION, {"new_text": "新的内容"})
	assert list(missing(text, {"reason": "错字"}, 1)) == []
	assert list(missing(text, {"reason": "错字"}, 2)) == ["single:new_text"]


def test_a_kind_asks_for_nothing_but_its_own():
	asked = Asked(Kind.EXTENSION, {"new_due_date": LATER, "new_leader": "李副市长"})
	assert asked.get("new_leader") is None
	assert asked.new_due_date == LATER


def test_the_last_of_the_milestones_binds():
	assert Asked(Kind.ADJUSTMENT, {"milestones": [{"date": LATER}, {"date": DUE}]}).new_due_date == LATER
