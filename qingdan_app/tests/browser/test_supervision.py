"""Supervision urges from wherever it sees that something lies still."""

import json

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.acts import call
from qingdan_app.tests.browser.city import cast_for, session_of, untouched_tasks

WORDS = "请本周五前报送"


@pytest.fixture
def person(people):
	return next(person for person in people if person["roles"] == ["Qingdan Supervision Office"])


@pytest.fixture
def tasks(url, people, person):
	"""Tasks nobody has touched, whose lead unit has somebody to urge; each is urged on by one test, for it is not done
	twice within the hour."""
	units = {one["unit"] for one in people if one["unit"]}
	found = untouched_tasks(url, session_of(url, person))
	return [task["name"] for task in found if task["lead_unit"] in units][::-1]


@pytest.fixture
def under_way(url, people):
	"""A task that its unit has started and reported nothing about."""
	cast = cast_for(url, people)
	about = {"doctype": "Qingdan Task", "name": cast.task}
	call(url, session_of(url, cast.liaison), "documents.perform", act="start", **about)


@pytest.fixture
def supervision(person, desk_of):
	return desk_of(person)


def urge(desk):
	desk.write("opinion", WORDS)
	desk.answer("催办")
	expect(desk.page.locator(".desk-alert", has_text="已催办 1 项")).to_be_visible()


def test_it_urges_on_a_task_and_the_record_says_so(tasks, supervision):
	supervision.open_task(tasks[0])
	supervision.press_other("催办")
	urge(supervision)
	expect(supervision.history).to_contain_text(WORDS)
	expect(
		supervision.page.locator(".page-head:visible .custom-actions button:visible", has_text="催办")
	).to_have_count(0)
	supervision.photograph("urged-task")
	assert supervision.errors == []


def test_what_it_was_saying_is_there_again_after_esc(tasks, supervision):
	supervision.open_task(tasks[2])
	supervision.press_other("催办")
	supervision.write("opinion", WORDS)
	supervision.page.keyboard.press("Escape")
	expect(supervision.dialog).to_have_count(0)
	supervision.press_other("催办")
	supervision.wait_for_dialog()
	expect(supervision.dialog.locator("textarea[data-fieldname='opinion']")).to_have_value(WORDS)
	supervision.answer("催办")
	expect(supervision.history).to_contain_text(WORDS)
	assert supervision.errors == []


def test_it_urges_on_ticked_rows_of_the_list(tasks, supervision):
	supervision.open_list(tasks[1])
	row = supervision.page.locator(".list-row-container:visible .list-row").first
	row.locator(".list-row-checkbox").check()
	supervision.page.locator(".actions-btn-group:visible button").click()
	supervision.page.locator(".actions-btn-group:visible .dropdown-item", has_text="催办").click()
	urge(supervision)
	assert supervision.errors == []


@pytest.mark.parametrize(
	"report", ["Qingdan Late Tasks", "Qingdan Missing Reports", "Qingdan Not Acknowledged"]
)
def test_it_urges_in_the_row_of_a_report(under_way, supervision, report):
	supervision.open_report(report)
	button = supervision.page.locator(".qd-urge:visible").first
	expect(button).to_have_text("催办")
	supervision.photograph(report.lower().replace(" ", "-"))
	button.click()
	supervision.write("opinion", WORDS)
	supervision.answer("催办")
	expect(supervision.page.locator(".desk-alert, .msgprint").first).to_be_visible()
	assert supervision.errors == []


def test_it_urges_on_all_ticked_rows_of_a_report(supervision):
	supervision.open_report("Qingdan Late Tasks")
	expect(supervision.page.locator(".qd-urge:visible").first).to_be_visible()
	for number in (2, 3):
		supervision.page.locator(f".dt-row[data-row-index='{number}'] input[type=checkbox]").check()
	supervision.page.locator(".page-head:visible .custom-actions button:visible", has_text="催办所选").click()
	expect(supervision.dialog.locator(".modal-title")).to_have_text("催办 2 项")
	supervision.write("opinion", WORDS)
	supervision.answer("催办 2 项")
	expect(supervision.page.locator(".desk-alert, .msgprint").first).to_contain_text("催办")
	assert supervision.errors == []


def test_who_was_urged_answers_on_a_phone_and_who_urged_reads_it(url, people, desk_of):
	cast = cast_for(url, people)
	task = taken_on(url, people, cast)
	document = [{"doctype": "Qingdan Task", "name": task}]
	urged = call(
		url, session_of(url, cast.office), "documents.urge", documents=json.dumps(document), opinion=WORDS
	)
	assert urged["message"][0]["ok"], urged

	liaison = desk_of(cast.liaison, phone=True)
	liaison.open_task(task)
	expect(liaison.page.locator(".qd-urged:visible")).to_contain_text(WORDS)
	liaison.photograph("urged-phone")
	liaison.page.locator(".qd-answer-urge:visible").click()
	liaison.write("opinion", "周四前报送")
	liaison.answer("回复催办")
	expect(liaison.history).to_contain_text("周四前报送")
	expect(liaison.page.locator(".qd-urged:visible")).to_have_count(0)

	office = desk_of(cast.office)
	office.open_task(task)
	expect(office.history).to_contain_text("周四前报送")
	assert liaison.errors + office.errors == []


def taken_on(url, people, cast) -> str:
	"""A new task of the cast's unit and leader, which no other test has urged on."""
	row = {"content": "清理河道", "lead_unit": cast.liaison["unit"], "leader": cast.office["leader"]}
	words = {"source": {"kind": "会议纪要"}, "rows": [{**row, "deadline_raw": "每月底"}], "hand_out": 1}
	supervision = next(one for one in people if one["roles"] == ["Qingdan Supervision Office"])
	words = {name: value if name == "hand_out" else json.dumps(value) for name, value in words.items()}
	return call(url, session_of(url, supervision), "matters.take_on", **words)["message"][0]["task"]
