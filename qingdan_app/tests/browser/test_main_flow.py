"""The main flow as people walk it: report, completion, head, return by the office, completion again, decision."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import SITE_DAY, cast_for

PERIOD_TEXT = "完成前期调研，形成工作方案"
NEXT_STEPS = "下月完成招标"
OPINION = "佐证材料缺验收单，请补充后再报"


@pytest.fixture
def cast(url, people):
	return cast_for(url, people)


@pytest.fixture
def evidence(tmp_path):
	file = tmp_path / f"验收单-{uuid4().hex[:8]}.txt"
	file.write_text(f"验收合格 {file.stem}", encoding="utf-8")  # equal contents would be one file
	return file


def test_a_task_goes_from_waiting_to_completed_by_way_of_a_return(cast, desk_of, evidence):
	liaison, head, office = desk_of(cast.liaison), desk_of(cast.head), desk_of(cast.office)

	start(liaison, cast)
	file_period_report(liaison, percent=40)
	file_completion(liaison, evidence)
	has_no_decision(office, cast)
	approve(head, cast)
	send_back(office, cast, evidence)
	file_completion_again(liaison, cast)
	approve(head, cast)
	approve(office, cast)

	liaison.open_task(cast.task)
	expect(liaison.state).to_have_text("已完成")
	expect(liaison.primary).to_have_count(0)
	assert liaison.errors + head.errors + office.errors == []


def test_an_inbox_is_worked_through_with_the_keyboard(cast, desk_of, evidence):
	liaison, head = desk_of(cast.liaison), desk_of(cast.head)
	start(liaison, cast)
	file_completion(liaison, evidence, before="填报进展")

	head.open_inbox()
	row = head.inbox.locator(".qd-inbox-row", has_text=cast.task)
	expect(row).to_contain_text(cast.liaison["full_name"])
	head.photograph("inbox")
	while "current" not in row.get_attribute("class"):
		head.page.keyboard.press("j")
	head.page.keyboard.press("a")
	head.write("opinion", "情况属实")
	head.confirm("同意")

	expect(row).to_have_count(0)
	head.inbox.locator(".nav-link", has_text="我已审批").click()
	expect(head.inbox.locator(".qd-inbox-row", has_text=cast.task)).to_contain_text("已同意")
	assert head.errors == []


def test_an_inbox_fits_a_phone(cast, desk_of, evidence):
	liaison, head = desk_of(cast.liaison), desk_of(cast.head, phone=True)
	start(liaison, cast)
	file_completion(liaison, evidence, before="填报进展")

	head.open_inbox()
	expect(head.inbox.locator(".qd-inbox-row", has_text=cast.task)).to_be_visible()
	head.photograph("phone-inbox")
	assert head.page.evaluate("document.documentElement.scrollWidth") <= 390
	head.open_task(cast.task)
	expect(head.approval.locator(".qd-approval-acts .btn-primary")).to_have_text("同意")
	assert head.errors == []


def test_who_has_no_part_in_a_task_finds_neither_it_nor_its_evidence(cast, desk_of, evidence):
	liaison, outsider = desk_of(cast.liaison), desk_of(cast.outsider)
	start(liaison, cast)
	file_completion(liaison, evidence, before="填报进展")
	file_url = liaison.overview.locator(".qd-evidence a").first.get_attribute("href")
	assert liaison.get(file_url)[0] == 200

	assert (
		outsider.get("/api/resource/Qingdan Task", filters=f'[["name","=","{cast.task}"]]')[1]["data"] == []
	)
	assert outsider.get(f"/api/resource/Qingdan Task/{cast.task}")[0] == 403
	assert outsider.get("/api/method/qingdan_app.api.tasks.get_overview", task=cast.task)[0] == 403
	assert approval_of(outsider, cast.task)[0] == 403
	assert inbox_of(outsider, cast.task) == []
	assert links_found(outsider, cast.task) == []
	assert outsider.get(file_url)[0] == 403
	sees_nothing_in_desk(outsider, cast)


def test_a_report_is_filed_on_a_phone(cast, desk_of):
	desk = desk_of(cast.liaison, phone=True)
	start(desk, cast)

	file_period_report(desk, percent=20, shot="phone-report")

	assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
	assert desk.errors == []


def start(desk, cast):
	desk.open_task(cast.task)
	expect(desk.overview).to_contain_text(cast.text.strip()[:20])
	expect(desk.state).to_have_text("待启动")
	desk.press("签收")
	desk.press("启动")
	expect(desk.state).to_have_text("推进中")


def file_period_report(desk, percent, shot="period-report"):
	desk.press("填报进展")
	desk.write("percent", str(percent))
	desk.write("done", PERIOD_TEXT)
	desk.write("next_steps", NEXT_STEPS)
	expect(desk.dialog.locator("select[data-fieldname='period']")).to_have_value(f"{SITE_DAY:%Y-%m}")
	desk.photograph(shot)
	desk.confirm("提交")
	expect(desk.history).to_contain_text(PERIOD_TEXT)
	expect(desk.history).to_contain_text(NEXT_STEPS)
	expect(desk.overview.locator(".qd-facts")).to_contain_text(f"{percent}%")
	expect(desk.overview.locator(".qd-reported")).to_contain_text("本期已报")


def file_completion(desk, evidence, before=None):
	if before:
		expect(desk.primary).to_have_text(before)
		desk.press_other("办结送审")
	else:
		desk.press("办结送审")
	desk.write("done", "项目已全部完成并通过验收")
	desk.attach(evidence)
	desk.photograph("completion-report")
	desk.confirm("送审")
	expect(desk.state).to_have_text("待审核")
	expect(desk.overview.locator(".qd-evidence").first).to_contain_text(evidence.name)


def has_no_decision(desk, cast):
	"""Before the head has agreed it is not the office's turn: it sees where the task stands, and no dead button."""
	desk.open_task(cast.task)
	expect(desk.approval.locator(".qd-steps li.now")).to_have_text("单位负责人审核")
	expect(desk.approval.locator(".qd-holders")).to_contain_text(cast.head["full_name"])
	expect(desk.primary).to_have_count(0)
	expect(
		desk.page.locator(".page-head:visible .custom-actions button:visible", has_text="退回")
	).to_have_count(0)


def approve(desk, cast):
	desk.open_task(cast.task)
	desk.press("同意")
	desk.confirm("同意")
	desk.open_task(cast.task)
	expect(desk.approval).to_contain_text(desk.person["full_name"])
	desk.photograph(f"approved-{desk.person['roles'][0].lower().replace(' ', '-')}")


def send_back(desk, cast, evidence):
	desk.open_task(cast.task)
	expect(desk.overview.locator(".qd-evidence").first).to_contain_text(evidence.name)
	expect(desk.approval.locator(".qd-steps li.now")).to_have_text("牵头领导审定")
	expect(desk.primary).to_have_text("同意")
	desk.photograph("office-decision")
	desk.press_other("退回")
	expect(desk.dialog.locator("select[data-fieldname='target']")).to_have_value("@initiator")
	desk.write("opinion", OPINION)
	desk.photograph("office-return")
	desk.confirm("退回")
	desk.open_task(cast.task)
	expect(desk.state).to_have_text("推进中")
	expect(desk.approval).to_contain_text("退回补正")


def file_completion_again(desk, cast):
	desk.open_task(cast.task)
	expect(desk.history).to_contain_text(OPINION)
	desk.photograph("task")
	desk.press("办结送审")
	expect(desk.dialog.locator(".qd-returned")).to_contain_text(OPINION)
	expect(desk.dialog.locator(".qd-files li")).to_have_count(1)
	desk.write("done", "已补充验收单，项目全部完成")
	desk.confirm("送审")
	expect(desk.state).to_have_text("待审核")


def approval_of(desk, task) -> tuple[int, dict | str]:
	path = "/api/method/qingdan_app.api.approvals.get_request"
	return desk.get(path, doctype="Qingdan Task", name=task)


def inbox_of(desk, task) -> list[dict]:
	_status, answer = desk.get("/api/method/qingdan_app.api.approvals.get_inbox", page_length=100)
	return [row for row in answer["message"]["rows"] if row["reference_name"] == task]


def links_found(desk, task) -> list:
	_status, answer = desk.get("/api/method/frappe.desk.search.search_link", doctype="Qingdan Task", txt=task)
	return answer.get("message", answer.get("results"))


def sees_nothing_in_desk(desk, cast):
	desk.visit(f"/app/qingdan-task/view/list?name={cast.task}")
	expect(desk.page.locator(".no-result:visible").first).to_be_visible()
	expect(desk.page.locator(".list-row-container .list-row")).to_have_count(0)
	desk.visit(f"/app/qingdan-task/{cast.task}")
	expect(desk.page.locator(".msgprint:visible").first).to_be_visible()
	desk.wait_for_quiet()
	expect(desk.page.locator(".qd-overview")).to_have_count(0)
	assert cast.text.strip()[:20] not in desk.page.inner_text("body")
