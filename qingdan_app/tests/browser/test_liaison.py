"""A liaison's day: the list of what is theirs, one button a row, words that are not lost, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import cast_for, session_of
from qingdan_app.tests.patience import LIMIT

WORDS = "完成前期调研，写到一半被打断"


@pytest.fixture
def cast(url, people):
	return cast_for(url, people)


def row_of(desk, task):
	desk.open_list(task)
	return desk.page.locator(".list-row-container:visible .list-row", has_text=desk.title_of(task))


def next_button(row):
	return row.locator(".btn-action")


def test_the_day_begins_with_the_list_of_what_is_open(cast, desk_of):
	desk = desk_of(cast.liaison, by_form=True)
	desk.page.wait_for_url(re.compile("/app/qingdan-task/view/list"))
	rows = desk.page.locator(".list-row-container:visible .list-row")
	expect(rows.first).to_be_visible()
	desk.photograph("liaison-start")
	expect(rows.locator(".indicator-pill", has_text="待启动").first).to_be_visible()
	expect(rows.locator(".indicator-pill", has_text="已完成")).to_have_count(0)
	expect(rows.locator(".qd-duty").first).to_have_text(re.compile("牵头|配合"))
	assert desk.errors == []


def test_each_row_offers_what_comes_next_and_does_it(cast, desk_of):
	desk = desk_of(cast.liaison)
	row = row_of(desk, cast.task)
	for words in ("签收", "启动"):
		expect(next_button(row)).to_have_text(words)
		next_button(row).click()
	expect(next_button(row)).to_have_text("填报进展")
	expect(row).to_contain_text("推进中")
	expect(row.locator(".indicator-pill", has_text="本期未报")).to_be_visible()
	next_button(row).click()
	desk.write("done", "完成方案编制")
	desk.confirm("提交")
	expect(next_button(row)).to_have_text("办结送审")
	expect(row.locator(".indicator-pill", has_text="本期已报")).to_be_visible()
	assert desk.errors == []


def test_many_are_acknowledged_and_started_at_once(cast, desk_of):
	desk = desk_of(cast.liaison)
	row = row_of(desk, cast.task)
	for words, state in (("签收", "待启动"), ("启动", "推进中")):
		row.locator(".list-row-checkbox").check()
		desk.page.locator(".actions-btn-group:visible button").click()
		desk.page.locator(".actions-btn-group:visible .dropdown-item", has_text=words).click()
		expect(row.locator(".list-row-checkbox")).not_to_be_checked()
		expect(row).to_contain_text(state)
	expect(next_button(row)).to_have_text("填报进展")
	assert desk.errors == []


def set_target(url, people, task):
	administrator = next(person for person in people if person["roles"] == ["Qingdan List Administrator"])
	words = {"text": "新建绿道8公里以上。", "correction_reason": "原文更正"}
	session_of(url, administrator).put(
		f"{url}/api/resource/Qingdan Task/{task}", json=words, timeout=LIMIT
	).raise_for_status()


def test_what_is_written_survives_esc_and_is_there_on_the_phone(url, people, cast, desk_of):
	set_target(url, people, cast.task)
	desk = desk_of(cast.liaison)
	begin_report(desk, cast.task)
	desk.write("done", WORDS)
	desk.dialog.get_by_label("新建绿道").fill("2")
	desk.page.keyboard.press("Escape")
	expect(desk.dialog).to_have_count(0)
	expect(desk.page.locator(".desk-alert", has_text="存为草稿")).to_be_visible()

	desk.press("填报进展")
	expect(desk.dialog.locator("textarea[data-fieldname='done']")).to_have_value(WORDS)

	phone = desk_of(cast.liaison, phone=True)
	phone.open_task(cast.task)
	phone.press("填报进展")
	expect(phone.dialog.locator("textarea[data-fieldname='done']")).to_have_value(WORDS)
	expect(phone.dialog.get_by_label("新建绿道")).to_have_value("2")
	phone.photograph("phone-draft")
	phone.confirm("提交")
	expect(phone.history).to_contain_text(WORDS)
	expect(phone.overview.locator(".qd-targets")).to_contain_text("2公里")
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
	assert desk.errors + phone.errors == []


def test_what_is_written_survives_a_click_beside_and_a_phone_that_is_put_away(cast, desk_of):
	phone = desk_of(cast.liaison, phone=True)
	begin_report(phone, cast.task)
	with phone.page.expect_response(lambda answer: "keep_draft" in answer.url):
		phone.write("done", WORDS)
	expect(phone.dialog.locator(".qd-kept")).to_have_text("草稿已保存")
	phone.close()

	desk = desk_of(cast.liaison)
	desk.open_task(cast.task)
	desk.press("填报进展")
	expect(desk.dialog.locator("textarea[data-fieldname='done']")).to_have_value(WORDS)
	desk.write("problems", "用地手续待协调")
	desk.page.mouse.click(5, 400)
	expect(desk.dialog).to_have_count(0)
	desk.press("填报进展")
	expect(desk.dialog.locator("textarea[data-fieldname='problems']")).to_have_value("用地手续待协调")
	assert desk.errors == []


def test_an_entry_of_the_history_opens_its_report(cast, desk_of):
	desk = desk_of(cast.liaison)
	begin_report(desk, cast.task)
	desk.write("done", WORDS)
	desk.confirm("提交")
	desk.history.locator(".qd-entry-head a").first.click()
	desk.page.wait_for_url(re.compile("/app/qingdan-progress-report/"))
	assert desk.errors == []


def test_a_phone_shows_the_state_in_words_and_the_next_step(cast, desk_of):
	phone = desk_of(cast.liaison, phone=True)
	row = row_of(phone, cast.task)
	expect(row.get_by_text("待启动").locator("visible=true").first).to_be_visible()
	expect(next_button(row)).to_be_visible()
	phone.photograph("phone-list")
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
	next_button(row).click()
	expect(next_button(row)).to_have_text("启动")
	next_button(row).click()
	expect(row.locator(".indicator-pill", has_text="本期未报")).to_be_visible()
	phone.photograph("phone-list-reported")
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
	assert phone.errors == []


def begin_report(desk, task):
	desk.open_task(task)
	desk.press("签收")
	desk.press("启动")
	desk.press("填报进展")
