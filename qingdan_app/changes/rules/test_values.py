"""What a granted request writes into a task."""

from datetime import date

from qingdan_app.changes.rules.kinds import Asked, Kind
from qingdan_app.changes.rules.values import values_for

TODAY, OLD, NEW = date(2021, 6, 1), date(2021, 6, 30), date(2021, 9, 30)
UNITS = [
	{"unit": "市发改委", "duty": "Lead", "raw": "市发改委"},
	{"unit": "市财政局", "duty": "Cooperating", "raw": "财政局"},
]
TASK = {"due_date": OLD, "units": UNITS, "milestones": [{"date": OLD, "label": "竣工"}]}


def extension(day: date = NEW) -> Asked:
	return Asked(Kind.EXTENSION, {"new_due_date": day})


def test_an_extension_counts_and_keeps_the_first_deadline():
	found = values_for(extension(), TASK, TODAY)
	assert (found["due_date"], found["first_due_date"], found["extensions"]) == (NEW, OLD, 1)
	again = values_for(extension(), {**TASK, "first_due_date": TODAY, "extensions": 1}, TODAY)
	assert (again["first_due_date"], again["extensions"]) == (TODAY, 2)


def test_the_milestone_on_the_old_day_moves_with_it():
	first = {"date": TODAY, "label": "开工"}
	rows = values_for(extension(), {**TASK, "milestones": [first, *TASK["milestones"]]}, TODAY)["milestones"]
	assert [(row["date"], row["label"]) for row in rows] == [(TODAY, "开工"), (NEW, "竣工")]


def test_a_correction_is_no_extension():
	found = values_for(Asked(Kind.CORRECTION, {"new_due_date": NEW}), {**TASK, "milestones": []}, TODAY)
	assert found == {"due_date": NEW}


def test_what_had_no_due_date_is_due_like_any_other():
	undated = {**TASK, "due_date": None}
	found = values_for(Asked(Kind.ADJUSTMENT, {"new_due_date": NEW}), undated, TODAY)
	assert found == {"due_date": NEW, "deadline_kind": "Date"}


def test_new_milestones_take_the_place_of_the_old_ones_and_the_last_binds():
	rows = [{"date": OLD, "label": "一"}, {"date": NEW, "label": "二"}]
	found = values_for(Asked(Kind.ADJUSTMENT, {"milestones": rows}), TASK, TODAY)
	assert [row["label"] for row in found["milestones"]] == ["一", "二"]
	assert (found["due_date"], found["deadline_kind"]) == (NEW, "Milestones")


def test_a_new_lead_does_not_cooperate():
	asked = Asked(Kind.ADJUSTMENT, {"new_lead_unit": "市财政局", "cooperating": ["市财政局", "市发改委"]})
	found = values_for(asked, TASK, TODAY)
	assert [(row["unit"], row["duty"], row["raw"]) for row in found["units"]] == [
		("市财政局", "Lead", "财政局"),
		("市发改委", "Cooperating", "市发改委"),
	]


def test_units_that_nobody_named_stay():
	found = values_for(Asked(Kind.ADJUSTMENT, {"new_lead_unit": "市建委"}), TASK, TODAY)
	assert [row["unit"] for row in found["units"]] == ["市建委", "市财政局"]
	none = values_for(Asked(Kind.ADJUSTMENT, {"no_cooperating": 1}), TASK, TODAY)
	assert [row["unit"] for row in none["units"]] == ["市发改委"]
	assert values_for(Asked(Kind.ADJUSTMENT, {"new_text": "新"}), TASK, TODAY) == {"text": "新"}


def test_a_new_target_is_written_beside_the_text():
	asked = Asked(Kind.ADJUSTMENT, {"new_target": "新建 200 处"})
	assert values_for(asked, TASK, TODAY) == {"target": "新建 200 处"}


def test_what_it_rested_is_kept_when_it_goes_on_and_when_it_ends():
	held = {**TASK, "course_since": OLD}
	assert values_for(Asked(Kind.RESUMPTION), held, NEW)["rests"] == f"{OLD} {NEW}"
	ended = values_for(Asked(Kind.TERMINATION), {**held, "rests": f"{TODAY} {OLD}"}, NEW)
	assert ended["rests"] == f"{TODAY} {OLD}\n{OLD} {NEW}"
	assert "rests" not in values_for(Asked(Kind.SUSPENSION), TASK, TODAY)


def test_the_course_of_a_task():
	assert values_for(Asked(Kind.SUSPENSION), TASK, TODAY) == {
		"course": "Suspended",
		"course_since": TODAY,
		"merged_into": None,
	}
	assert values_for(Asked(Kind.RESUMPTION), TASK, TODAY)["course_since"] is None
	merged = values_for(Asked(Kind.MERGER, {"merged_into": "2021-4-1-01"}), TASK, TODAY)
	assert (merged["course"], merged["merged_into"]) == ("Merged", "2021-4-1-01")


def test_a_list_issued_anew_says_of_each_task_what_it_says_of_it_and_what_it_has_no_longer_ends():
	asked = Asked(Kind.REVISION, {"revision": {"tasks": {"a": {"text": "新"}}, "dropped": ["b"]}})
	assert values_for(asked, {**TASK, "name": "a"}, TODAY) == {"text": "新"}
	assert values_for(asked, {**TASK, "name": "b"}, TODAY) == {"course": "Terminated", "course_since": TODAY}
	assert values_for(asked, {**TASK, "name": "c"}, TODAY) == {}
