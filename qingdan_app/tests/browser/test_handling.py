"""A liaison hands a task to a person of the unit, who drafts its report on a phone; the liaison files it."""

import re
import uuid

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import cast_for, session_of

WORDS = "先拟本月进展"


def test_a_task_goes_to_a_person_who_drafts_and_the_liaison_files(desk_of, people, url):
	cast = cast_for(url, people)
	act = {"doctype": "Qingdan Task", "name": cast.task, "act": "start"}
	session_of(url, cast.liaison).post(f"{url}/api/method/qingdan_app.api.documents.perform", json=act)
	handler = next(one for one in people if _handles(one, cast.liaison["unit"]))

	desk = desk_of(cast.liaison)
	desk.open_task(cast.task)
	desk.press_other("交承办人")
	desk.wait_for_dialog()
	desk.page.evaluate("(user) => cur_dialog.set_value('person', user)", handler["user"])
	desk.write("words", WORDS)
	desk.photograph("hand-to-person")
	desk.answer("交办给此人")
	expect(desk.overview.locator(".qd-parts")).to_contain_text(handler["full_name"])
	expect(desk.overview.locator(".qd-parts")).to_contain_text(WORDS)
	desk.photograph("handed-to-person")
	desk.page.locator(".form-sidebar .add-assignment-btn:visible").first.click()
	desk.wait_for_dialog()
	expect(desk.dialog).to_contain_text("交办给此人")
	desk.page.keyboard.press("Escape")
	overseer = desk_of(next(one for one in people if one["roles"] == [Role.SUPERVISION.value]))
	overseer.open_task(cast.task)
	expect(overseer.overview.locator(".qd-parts")).to_contain_text(WORDS)
	expect(overseer.page.locator(".add-assignment-btn:visible")).to_have_count(0)

	phone = desk_of(handler, phone=True)
	phone.open_list(cast.task)
	rows = phone.page.locator(".list-row-container:visible .list-row")
	expect(rows).to_have_count(1)
	phone.photograph("handler-list-phone")
	phone.open_task(cast.task)
	phone.photograph("handler-task-phone")
	phone.press("起草进展报告")
	phone.write("done", "已完成方案初稿")
	phone.photograph("draft-phone")
	phone.answer("交联络员")
	expect(phone.page.locator(".desk-alert", has_text="已通知联络员")).to_be_visible()

	desk.open_task(cast.task)
	desk.press("填报进展")
	desk.wait_for_dialog()
	expect(desk.dialog.locator("[data-fieldname=done] textarea")).to_have_value("已完成方案初稿")
	desk.answer("提交")
	expect(desk.history).to_contain_text("已完成方案初稿")
	assert desk.errors == phone.errors == []


def test_the_lead_unit_puts_its_report_together_from_the_parts(desk_of, people, url):
	cast = cast_for(url, people)
	supervision = next(one for one in people if one["roles"] == [Role.SUPERVISION.value])
	lead, helper = (session_of(url, one) for one in (cast.liaison, cast.outsider))
	row = {
		"content": f"汇总{uuid.uuid4().hex[:6]}",
		"lead_unit": cast.liaison["unit"],
		"deadline_raw": "每月底",
	}
	rows = [{**row, "cooperating": [cast.outsider["unit"]]}]
	words = {"source": {"kind": "会议纪要"}, "rows": rows, "hand_out": 1}
	task = _done(session_of(url, supervision), url, "matters.take_on", words)[0]["task"]
	_done(lead, url, "documents.perform", {"doctype": "Qingdan Task", "name": task, "act": "start"})
	desk = desk_of(cast.liaison, phone=True)
	desk.open_task(task)
	desk.press("填报进展")
	desk.wait_for_dialog()
	period = desk.page.evaluate("cur_dialog.get_value('period')")
	part = {"task": task, "period": period, "percent": 20, "done": "已完成管线迁改"}
	report = _done(helper, url, "reports.file_report", part)["name"]
	_done(
		lead, url, "documents.perform", {"doctype": "Qingdan Progress Report", "name": report, "act": "adopt"}
	)

	desk.dialog.locator("[data-fieldname=compose] button").click()
	done = desk.dialog.locator("[data-fieldname=done] textarea")
	expect(done).to_have_value(f"【{cast.outsider['unit']} {cast.outsider['full_name']}】已完成管线迁改")
	desk.photograph("composed-phone")
	desk.answer("提交")
	expect(desk.history).to_contain_text(cast.outsider["full_name"])
	assert desk.errors == []


def test_a_unit_cuts_its_part_and_everybody_sees_how_far_it_is(desk_of, people, url):
	cast = cast_for(url, people)
	act = {"doctype": "Qingdan Task", "name": cast.task, "act": "start"}
	session_of(url, cast.liaison).post(f"{url}/api/method/qingdan_app.api.documents.perform", json=act)
	handler = next(one for one in people if _handles(one, cast.liaison["unit"]))
	desk = desk_of(cast.liaison)
	desk.open_task(cast.task)
	desk.press_other("分解子项")
	desk.wait_for_dialog()
	for words in ("征地", "招标"):
		desk.page.evaluate("(user) => cur_dialog.set_value('person', user)", handler["user"])
		desk.write("words", words)
		if words == "征地":
			desk.dialog.get_by_role("button", name="再加一项").click()
			expect(desk.dialog.locator(".qd-items li")).to_have_count(1)
	desk.photograph("cut-into-sub-items")
	desk.answer("交办")
	expect(desk.overview.locator(".qd-parts li")).to_have_count(2)

	phone = desk_of(handler, phone=True)
	phone.open_task(cast.task)
	phone.overview.locator(".qd-parts li", has_text="征地").get_by_role("button", name="报进度").click()
	phone.wait_for_dialog()
	phone.dialog.get_by_role("button", name="50%", exact=True).click()
	phone.photograph("how-far-phone")
	phone.answer("保存")
	expect(phone.overview.locator(".qd-parts li", has_text="征地")).to_contain_text("50%")

	desk.open_task(cast.task)
	expect(desk.overview.locator(".qd-of-unit")).to_contain_text("25%")
	desk.photograph("sub-items")
	desk.press("填报进展")
	desk.wait_for_dialog()
	expect(desk.dialog).to_contain_text("按 2 个子项汇总为 25%")

	code = cast.task.rsplit("-", 2)[0]
	supervision = desk_of(next(one for one in people if one["roles"] == [Role.SUPERVISION.value]))
	supervision.visit(f"/app/qingdan-list/{code}")
	panel = supervision.page.locator(".qd-roll-up:visible")
	expect(panel).to_contain_text("落后单位")
	supervision.photograph("list-rolled-up")
	assert any(_lists_as_many(supervision, code, "moving") for attempt in range(3))
	supervision.visit(f"/app/qingdan-list/{code}")
	panel.locator(".qd-behind .qd-figure[data-figure=behind]").first.click()
	expect(supervision.page.locator(".dt-row-0:visible")).to_contain_text(code)
	supervision.photograph("behind-schedule")
	phone.visit(f"/app/qingdan-key-work/{cast.task.rsplit('-', 1)[0]}")
	expect(phone.page.locator(".qd-roll-up:visible")).to_contain_text("仅按您可见的任务计算")
	phone.photograph("key-work-rolled-up-phone")
	assert desk.errors == phone.errors == supervision.errors == []


def _lists_as_many(desk, code: str, figure: str) -> bool:
	"""Whether the list behind a figure holds as many tasks as the figure says: not where somebody started one in between."""
	desk.visit(f"/app/qingdan-list/{code}")
	panel = desk.page.locator(f".qd-roll-up:visible .qd-figure[data-figure={figure}]")
	expect(panel).to_have_text(re.compile(r"\d\s*$"))
	said = panel.inner_text().split()[-1]
	panel.click()
	counted = desk.page.locator(".list-count:visible")
	expect(counted).to_have_text(re.compile(r"^\s*\d"))
	return counted.inner_text().split()[0] == said


def _done(session, url: str, door: str, words: dict):
	answer = session.post(f"{url}/api/method/qingdan_app.api.{door}", json=words)
	answer.raise_for_status()
	return answer.json()["message"]


def _handles(person: dict, unit: str) -> bool:
	return person["roles"] == [Role.HANDLER.value] and person["unit"] == unit
