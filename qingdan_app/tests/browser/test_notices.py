"""What is written to a unit, and what a unit asks: a supervision notice, an instruction and an issue, each answered on the form."""

import uuid

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import cast_for, session_of
from qingdan_app.tests.browser.test_matters import person_with
from qingdan_app.tests.patience import LIMIT

API = "qingdan_app.api"


def fill(desk, values: dict, label: str, method: str) -> dict | list:
	"""Fill in the dialog and send it; answers what the server says."""
	desk.wait_for_dialog()
	desk.page.evaluate("(values) => cur_dialog.set_values(values)", values)
	desk.photograph(f"{method.rpartition('.')[2]}-asked-{desk.page.viewport_size['width']}")
	with desk.page.expect_response(f"**/api/method/{API}.{method}") as sent:
		desk.answer(label)
	return sent.value.json()["message"]


def expect_state(desk, words: str) -> None:
	expect(desk.page.locator(".page-head:visible .indicator-pill")).to_contain_text(words)


def test_a_notice_goes_out_from_the_list_is_answered_on_a_phone_and_accepted(desk_of, people, url):
	cast, sign = cast_for(url, people), uuid.uuid4().hex[:6]
	desk = desk_of(person_with(people, Role.SUPERVISION.value))
	desk.open_list(cast.task)
	desk.page.locator(f'.list-row-checkbox[data-name="{cast.task}"]').check()
	desk.page.locator(".page-head:visible .actions-btn-group button").click()
	desk.page.locator(".page-head:visible .actions-btn-group .dropdown-item", has_text="督办单").click()
	(issued,) = fill(desk, {"level": "Red", "demand": f"限期推进{sign}"}, "发出督办单", "notices.issue")
	assert issued["number"].startswith("督办〔")
	page = f"/app/qingdan-supervision-notice/{issued['name']}"

	liaison = desk_of(cast.liaison, phone=True)
	liaison.visit(page)
	expect_state(liaison, "待签收")
	liaison.press("答复督办单")
	fill(liaison, {"words": f"已排出计划{sign}"}, "提交答复", "notices.answer")
	expect_state(liaison, "答复审核中")
	assert liaison.page.evaluate("document.documentElement.scrollWidth") <= 390

	desk.visit(page)
	desk.press("同意")
	desk.confirm("同意")
	expect_state(desk, "答复通过")
	desk.photograph("notice-settled")
	desk.open_task(cast.task)
	expect(desk.page.locator(".qd-notices:visible")).to_contain_text(sign)
	desk.photograph("notice-on-task")
	status, _file = desk.get(f"/api/method/{API}.notices.get_word_file", name=issued["name"])
	assert status == 200
	assert desk.errors == [] and liaison.errors == []


def test_an_instruction_and_an_issue_are_answered_from_both_sides(desk_of, people, url):
	cast, sign = cast_for(url, people), uuid.uuid4().hex[:6]
	office, liaison = desk_of(cast.office), desk_of(cast.liaison)
	office.open_task(cast.task)
	office.press_other("批示")
	given = fill(office, {"words": f"抓紧推进{sign}"}, "作出批示", "instructions.give")
	liaison.open_task(cast.task)
	expect(liaison.page.locator(".qd-notices:visible")).to_contain_text(f"抓紧推进{sign}")
	liaison.press_other("提请协调")
	raised = fill(liaison, {"problem": f"征地受阻{sign}"}, "提请协调", "issues.raise_issue")

	session = session_of(url, cast.liaison)
	words = {
		"doctype": "Qingdan Instruction",
		"name": given["name"],
		"act": "answer_instruction",
		"opinion": "已开工",
	}
	session.post(f"{url}/api/method/{API}.documents.perform", json=words, timeout=LIMIT).raise_for_status()
	office.visit(f"/app/qingdan-instruction/{given['name']}")
	office.press("确认落实")
	office.confirm("确认落实")
	expect_state(office, "已落实")
	office.visit(f"/app/qingdan-issue/{raised['name']}")
	office.press("答复协调事项")
	office.wait_for_dialog()
	office.dialog.locator("textarea").first.fill(f"周三开会{sign}")
	office.answer("答复协调事项")
	expect_state(office, "已答复")
	office.photograph("issue-answered")
	words = {"doctype": "Qingdan Issue", "name": raised["name"], "act": "find_solved"}
	session.post(f"{url}/api/method/{API}.documents.perform", json=words, timeout=LIMIT).raise_for_status()
	assert office.errors == [] and liaison.errors == []
