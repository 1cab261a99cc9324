"""One matter in two tasks: held side by side and joined by a list administrator, reported once on a phone, parted again."""

import json
import uuid

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.acts import call
from qingdan_app.tests.browser.city import ROADS, cast_for, session_of
from qingdan_app.tests.browser.test_matters import person_with
from qingdan_app.tests.browser.test_notices import fits
from qingdan_app.tests.patience import LIMIT


def part_found(url, session, tasks) -> None:
	"""Whatever was found of these tasks among the lists of this city, which others import anew, is parted before they are chosen by hand."""
	row = "Qingdan Same Matter Task"
	filters = [[row, "task", "in", list(tasks)], [row, "state", "!=", "Parted"]]
	params = {"filters": json.dumps(filters), "limit_page_length": 0}
	found = session.get(f"{url}/api/resource/Qingdan Same Matter", params=params, timeout=LIMIT).json()[
		"data"
	]
	if found:
		names = sorted({each["name"] for each in found})
		call(url, session, "same_matters.part_many", names=json.dumps(names), reason="另行选定")


def test_a_matter_of_two_tasks_is_joined_and_reported_once_on_a_phone(desk_of, people, url):
	cast, road = cast_for(url, people, pair=True), ROADS[uuid.uuid4().int % len(ROADS)]
	liaison = session_of(url, cast.liaison)
	call(url, liaison, "tasks.acknowledge", names=json.dumps([cast.task, cast.second]))
	for name in (cast.task, cast.second):
		call(url, liaison, "documents.perform", act="start", doctype="Qingdan Task", name=name)

	administrator = person_with(people, Role.ADMINISTRATOR.value)
	part_found(url, session_of(url, administrator), (cast.task, cast.second))
	desk = desk_of(administrator)
	desk.open_task(cast.task)
	desk.page.evaluate("(tasks) => qingdan.choose_same_matter(tasks)", [cast.task, cast.second])
	beside = desk.page.locator(".qd-beside:visible")
	expect(beside.locator(".qd-member")).to_have_count(2)
	expect(beside.locator("mark").first).to_be_visible()
	desk.photograph("same-matter")
	same = desk.page.evaluate("cur_frm.doc.name")
	desk.press_other("合并")
	desk.wait_for_dialog()
	with desk.page.expect_response("**/api/method/qingdan_app.api.same_matters.join"):
		desk.answer("合并")
	expect(beside.locator(".indicator-pill", has_text="已合并")).to_have_count(2)
	desk.photograph("same-matter-joined")

	phone = desk_of(cast.liaison, phone=True)
	phone.open_task(cast.task)
	expect(phone.page.locator(".qd-same:visible")).to_contain_text(cast.second)
	phone.press("填报进展")
	phone.write("done", f"{road}已完成方案编制")
	phone.confirm("提交")
	phone.open_task(cast.second)
	expect(phone.history.first).to_contain_text("同一事项已报")
	expect(phone.history.first).to_contain_text(road)
	phone.photograph("same-matter-phone")
	assert fits(phone)

	desk.visit(f"/app/qingdan-same-matter/{same}")
	desk.press_other("分开")
	desk.wait_for_dialog()
	desk.write("reason", "并非一件事")
	with desk.page.expect_response("**/api/method/qingdan_app.api.same_matters.part"):
		desk.answer("分开")
	expect(desk.page.locator(".qd-beside:visible .indicator-pill", has_text="已分开")).to_have_count(2)
	assert desk.errors == [] and phone.errors == []
