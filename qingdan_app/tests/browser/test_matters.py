"""Single matters: pasted and looked at by supervision, proposed by a leader's office on a phone, decided in the inbox."""

import uuid

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import cast_for

SUPERVISION = Role.SUPERVISION.value


def person_with(people: list[dict], role: str) -> dict:
	return next(person for person in people if person["roles"] == [role])


def test_supervision_pastes_minutes_and_takes_them_on(desk_of, people, url):
	cast, sign = cast_for(url, people), uuid.uuid4().hex[:6]
	unit = cast.liaison["unit"]
	desk = desk_of(person_with(people, SUPERVISION))
	desk.visit("/app/qingdan-matter/view/list")
	desk.page.locator(".page-head:visible .custom-actions button", has_text="批量立项").click()
	desk.wait_for_dialog()
	desk.page.evaluate("() => cur_dialog.set_value('kind', '会议纪要')")
	desk.write(
		"text",
		f"会议指出，工作有成效。\n一、由{unit}牵头，于9月底前完成{sign}整治。\n二、请{unit}10个工作日内反馈{sign}情况。",
	)
	desk.photograph("matters-pasted")
	desk.answer("拆分")
	expect(desk.page.locator(".modal.show .modal-title")).to_contain_text("读出 2 件事项")
	expect(desk.dialog.locator(".grid-row[data-idx]")).to_have_count(2)
	desk.photograph("matters-found")
	with desk.page.expect_response("**/api/method/qingdan_app.api.matters.take_on") as taken:
		desk.answer("立项")
	tasks = [each["task"] for each in taken.value.json()["message"]]
	assert len(tasks) == 2

	desk.visit(f"/app/qingdan-task/{tasks[0]}")
	expect(desk.page.locator(".page-head:visible .title-text")).to_contain_text(sign)
	desk.photograph("matter-as-task")
	desk.visit(f"/app/qingdan-key-work/{tasks[0].rpartition('-')[0]}")
	expect(desk.page.locator(".qd-roll-up:visible .qd-figures")).to_contain_text("尚未交办 1")
	desk.photograph("key-work")
	desk.visit("/app/qingdan-matter/view/list")
	title = desk.page.locator(".list-row:visible", has_text=f"{sign}整治").locator(".list-subject a.ellipsis")
	expect(title.first).to_be_visible()
	assert title.first.evaluate("(link) => link.scrollWidth <= link.clientWidth")
	assert desk.errors == []


def test_a_leaders_office_proposes_on_a_phone_and_supervision_agrees(desk_of, people, url):
	cast, sign = cast_for(url, people), uuid.uuid4().hex[:6]
	unit = cast.liaison["unit"]
	office = desk_of(cast.office, phone=True)
	office.visit("/app/qingdan-matter/new")
	values = {"kind": "领导批示", "content": f"整治{sign}", "lead_unit": unit, "deadline_raw": "9月底前"}
	office.page.wait_for_function("() => cur_frm?.doctype === 'Qingdan Matter'")
	office.page.evaluate(
		"async (values) => { await cur_frm.set_value(values); await cur_frm.save(); }", values
	)
	office.photograph("matter-proposed-phone")
	office.press("提请立项")
	expect(office.page.locator(".page-head:visible .indicator-pill")).to_contain_text("立项审批中")

	desk = desk_of(person_with(people, SUPERVISION))
	desk.visit(office.page.url)
	desk.photograph("matter-to-decide")
	assert office.errors == []
