"""An administrator builds a report and passes it on; who gets it sees their own rows. The guide's pictures are taken here."""

import json
import random
import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import cast_for

HEADS = ["编号", "标题", "牵头单位", "牵头领导", "完成期限", "任务状态", "完成比例"]


@pytest.fixture(scope="module")
def cast(url, people):
	return cast_for(url, people)


@pytest.fixture
def administrator(desk_of, people):
	return desk_of(next(person for person in people if person["roles"] == ["Qingdan List Administrator"]))


def heads(desk):
	return desk.page.locator(".report-view:visible .dt-cell--header .dt-cell__content")


def pass_on(desk, act):
	"""Choose an act of the button 分发."""
	desk.page.locator(".page-head:visible .inner-group-button", has_text="分发").locator("button").click()
	desk.page.locator(".page-head:visible .inner-group-button .dropdown-item", has_text=act).click()
	desk.wait_for_dialog()


def tick(desk, fieldname, words):
	box = desk.dialog.locator(f"[data-fieldname='{fieldname}'] .unit-checkbox", has_text=words).locator(
		"input"
	)
	box.first.check()


def told(desk, words):
	expect(desk.page.locator(".desk-alert", has_text=words).first).to_be_visible()


def test_report_builder_begins_with_columns_that_people_read(administrator):
	administrator.visit("/app/qingdan-task/view/report")
	expect(administrator.page.locator(".dt-row:visible").first).to_be_visible()
	administrator.wait_for_quiet()
	shown = [text.strip() for text in heads(administrator).all_inner_texts() if text.strip()]
	assert shown == HEADS
	administrator.photograph("report-begins")
	assert administrator.errors == []


def test_a_count_of_a_shipped_report_opens_the_rows_it_counts(administrator):
	administrator.visit("/app/qingdan-task/view/report/各牵头单位未办结任务")
	count = administrator.page.locator(".qd-rows:visible").first
	expect(count).to_be_visible()
	administrator.wait_for_quiet()
	administrator.photograph("report-grouped")
	number = int(count.inner_text())
	count.click()
	expect(administrator.page.locator(".list-count:visible")).to_contain_text(
		re.compile(rf"\b{number}$|共 ?{number}\b| {number} ?")
	)
	administrator.wait_for_quiet()
	administrator.photograph("report-rows")
	assert administrator.errors == []


def test_a_report_is_built_shared_printed_put_on_a_workspace_and_mailed(administrator, cast, desk_of):
	whose = f"{cast.liaison['unit']}{random.choice('甲乙丙丁戊己庚辛')}组"
	name, page = f"{whose}任务", f"{whose}看板"
	administrator.visit(f"/app/qingdan-task/view/report?lead_unit={cast.liaison['unit']}")
	expect(administrator.page.locator(".dt-row:visible").first).to_be_visible()
	administrator.wait_for_quiet()
	pass_on(administrator, "共享…")
	administrator.write("name", name)
	administrator.photograph("report-saved-as")
	administrator.page.locator(".modal.show .btn-primary:visible").click()
	administrator.page.wait_for_url(lambda address: name in unquote(address))
	expect(administrator.page.locator(".page-head:visible .title-text")).to_contain_text(name)
	administrator.wait_for_quiet()

	pass_on(administrator, "共享…")
	tick(administrator, "roles", "联络员")
	administrator.photograph("report-share")
	administrator.confirm("共享")
	told(administrator, "已共享给")

	administrator.page.locator(".page-head:visible .menu-btn-group button").click()
	administrator.page.locator(".page-head:visible .menu-btn-group .dropdown-item", has_text="打印").click()
	administrator.wait_for_dialog()
	with administrator.context.expect_page() as printed:
		administrator.page.locator(".modal.show .btn-primary:visible").click()
	expect(printed.value.locator("body")).to_contain_text(name)
	printed.value.close()

	pass_on(administrator, "做成数字卡…")
	administrator.photograph("report-card")
	administrator.confirm("制作")
	administrator.page.wait_for_function("() => window.cur_dialog?.fields_dict?.workspace")
	administrator.dialog.locator("[data-fieldname='workspace'] select").select_option("")
	administrator.wait_for_quiet()
	administrator.write("title", page)
	tick(administrator, "roles", "联络员")
	administrator.photograph("report-workspace")
	administrator.answer("放上去")
	card = administrator.page.locator(".number-widget-box:visible", has_text=name)
	expect(card.locator(".number")).to_have_text(re.compile(r"^[1-9]"))
	administrator.wait_for_quiet()
	administrator.photograph("report-on-workspace")

	administrator.visit(f"/app/qingdan-task/view/report/{name}")
	expect(administrator.page.locator(".dt-row:visible").first).to_be_visible()
	administrator.wait_for_quiet()
	pass_on(administrator, "定期寄送…")
	tick(administrator, "roles", "联络员")
	administrator.photograph("report-mail")
	administrator.confirm("保存")
	told(administrator, "已设定定期寄送")
	assert administrator.errors == []

	reader = desk_of(cast.liaison)
	reader.visit(f"/app/{page}")
	shown = reader.page.locator(".number-widget-box:visible", has_text=name).locator(".number")
	expect(shown).to_have_text(re.compile(r"^[1-9]"))
	reader.visit(f"/app/qingdan-task/view/report/{name}")
	expect(reader.page.locator(".dt-row:visible").first).to_be_visible()
	expect(reader.page.locator(".page-head:visible .inner-group-button", has_text="分发")).to_have_count(0)
	assert reader.errors == []

	stranger = desk_of(cast.outsider)
	filters = json.dumps([["lead_unit", "=", cast.liaison["unit"]]])
	_status, answer = stranger.get("/api/resource/Qingdan Task", filters=filters, limit_page_length=0)
	assert cast.task not in [row["name"] for row in answer["data"]]
	stranger.visit(f"/app/{page}")
	counted = stranger.page.locator(".number-widget-box:visible", has_text=name).locator(".number")
	expect(counted).to_have_text(str(len(answer["data"])))
	stranger.visit(f"/app/qingdan-task/view/report/{name}")
	expect(stranger.page.locator(".report-view:visible, .no-result:visible").first).to_be_visible()
	stranger.wait_for_quiet()
	expect(stranger.page.locator(".dt-row:visible", has_text=cast.task)).to_have_count(0)
	assert stranger.errors == []
