"""What is written to a unit, and what a unit asks: a supervision notice, an instruction and an issue, each answered on the form."""

import io
import uuid
import zipfile

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import ROADS, cast_for, session_of
from qingdan_app.tests.browser.desk import Desk
from qingdan_app.tests.browser.test_matters import person_with
from qingdan_app.tests.patience import LIMIT

API = "qingdan_app.api"
PRINT = "/api/method/frappe.utils.print_format.download_pdf"
RUN = "/api/method/frappe.desk.query_report.run"
NOTICE, INSTRUCTION, ISSUE = "Qingdan Supervision Notice", "Qingdan Instruction", "Qingdan Issue"


def fill(desk: Desk, values: dict, label: str, method: str) -> dict | list:
	"""Fill in the dialog and send it; answers what the server says."""
	for field, value in values.items():
		desk.write(field, value)
	desk.photograph(f"{method.rpartition('.')[2]}-asked-{desk.page.viewport_size['width']}")
	with desk.page.expect_response(f"**/api/method/{API}.{method}") as sent:
		desk.answer(label)
	return sent.value.json()["message"]


def expect_state(desk: Desk, words: str) -> None:
	expect(desk.page.locator(".page-head:visible .indicator-pill")).to_contain_text(words)


def fits(desk: Desk) -> bool:
	"""Whether nothing sticks out of the page."""
	desk.wait_for_quiet()
	return desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def rows_of(answer: dict) -> list[dict]:
	"""The rows of a report, without its total."""
	return [row for row in answer["message"]["result"] if isinstance(row, dict)]


def say(desk: Desk, label: str, words: str) -> None:
	"""Press what is done beside the first choice, and say why."""
	desk.press_other(label)
	desk.wait_for_dialog()
	desk.dialog.locator("textarea").first.fill(words)
	desk.confirm(label)


def call(url: str, person: dict, method: str, words: dict) -> dict:
	answer = session_of(url, person).post(f"{url}/api/method/{API}.{method}", json=words, timeout=LIMIT)
	assert answer.status_code == 200, answer.text[:500]
	return answer.json()["message"]


def perform(url: str, person: dict, doctype: str, name: str, act: str, opinion: str = "") -> None:
	call(url, person, "documents.perform", {"doctype": doctype, "name": name, "act": act, "opinion": opinion})


def test_a_notice_is_answered_on_a_phone_sent_back_answered_again_and_accepted(desk_of, people, url):
	cast, road = cast_for(url, people), ROADS[uuid.uuid4().int % len(ROADS)]
	desk = desk_of(person_with(people, Role.SUPERVISION.value))
	desk.open_list(cast.task)
	desk.page.locator(f'.list-row-checkbox[data-name="{cast.task}"]').check()
	desk.page.locator(".page-head:visible .actions-btn-group button").click()
	desk.page.locator(".page-head:visible .actions-btn-group .dropdown-item", has_text="督办单").click()
	desk.wait_for_dialog()
	desk.dialog.locator("[data-fieldname=level] select").select_option("Red")
	(issued,) = fill(desk, {"demand": f"请倒排{road}工期，逐项明确完成时间。"}, "发出督办单", "notices.issue")
	assert issued["number"].startswith("督办〔")
	expect(desk.dialog).to_contain_text(issued["number"])
	desk.photograph("notice-issued")
	page = f"/app/qingdan-supervision-notice/{issued['name']}"

	liaison = desk_of(cast.liaison, phone=True)
	_status, waiting = liaison.get(RUN, report_name="Qingdan Waiting for Me")
	assert [NOTICE, issued["name"]] in [row.get("document") for row in rows_of(waiting)]
	liaison.visit(page)
	expect_state(liaison, "待签收")
	liaison.photograph("notice-to-sign-phone")
	liaison.press("答复督办单")
	fill(liaison, {"words": "正在推进"}, "提交答复", "notices.answer")
	expect_state(liaison, "答复审核中")
	assert fits(liaison)

	desk.visit(page)
	say(desk, "退回", f"请写明{road}各节点的完成时间。")
	expect_state(desk, "待答复")
	liaison.visit(page)
	expect(liaison.page.locator(".qd-approval:visible, .qd-timeline:visible").first).to_contain_text(
		"各节点的完成时间"
	)
	liaison.photograph("notice-sent-back-phone")
	liaison.press("答复督办单")
	fill(liaison, {"words": f"{road}已排定节点：八月开工，十一月完工。"}, "提交答复", "notices.answer")
	expect_state(liaison, "答复审核中")

	desk.visit(page)
	expect(desk.page.locator("[data-fieldname=answer]:visible")).to_contain_text("十一月完工")
	desk.photograph("notice-answered")
	desk.press("同意")
	desk.confirm("同意")
	expect_state(desk, "答复通过")
	desk.open_task(cast.task)
	expect(desk.page.locator(".qd-notices:visible", has_text=issued["number"])).to_be_visible()
	desk.photograph("notice-on-task")
	verify_on_site(desk, liaison, cast.task, road)
	read_on_paper(desk, issued["name"], road)
	assert desk.errors == [] and liaison.errors == []


def verify_on_site(desk: Desk, phone: Desk, task: str, road: str) -> None:
	"""What was found stands beside what the unit says and what the calendar says, and is corrected by another one."""
	desk.press_other("核查")
	said = {"finding": f"{road}尚未开工", "place": road}
	choose_result(desk, "Not as Reported")
	made = fill(desk, said, "保存核查记录", "verifications.verify")
	panel = desk.page.locator(".qd-three:visible")
	expect(panel).to_contain_text("单位填报")
	expect(panel.locator(".qd-verified", has_text=f"{road}尚未开工")).to_contain_text("与填报不符")
	desk.photograph("verified-on-site")
	desk.visit(f"/app/qingdan-verification/{made['name']}")
	desk.press_other("更正核查")
	choose_result(desk, "As Reported")
	fill(desk, {"finding": f"{road}已经开工"}, "保存核查记录", "verifications.verify")
	phone.open_task(task)
	latest = phone.page.locator(".qd-three:visible .qd-verified").first
	expect(latest).to_contain_text("与填报相符")
	phone.photograph("verified-on-site-phone")
	assert fits(phone)


def choose_result(desk: Desk, result: str) -> None:
	desk.wait_for_dialog()
	desk.dialog.locator("[data-fieldname=result] select").select_option(result)


def read_on_paper(desk: Desk, name: str, words: str) -> None:
	"""The notice as it is printed and as a Word file says what was demanded."""
	desk.visit(f"/app/print/{NOTICE}/{name}")
	paper = desk.page.frame_locator("iframe.print-format-container")
	expect(paper.locator("h1", has_text="督办单")).to_be_visible()
	expect(paper.locator(".qd-notice")).to_contain_text(words)
	desk.photograph("notice-on-paper")
	status, body = desk.get(PRINT, doctype=NOTICE, name=name, format="督办单")
	assert (status, body[:4]) == (200, "%PDF")
	word = desk.context.request.get(
		f"{desk.url}/api/method/{API}.notices.get_word_file", params={"name": name}
	).body()
	assert words in zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()


def test_a_leader_writes_and_the_unit_answers_and_what_it_cannot_solve_goes_to_the_office(
	desk_of, people, url
):
	cast, road = cast_for(url, people), ROADS[uuid.uuid4().int % len(ROADS)]
	office, liaison = desk_of(cast.office), desk_of(cast.liaison, phone=True)
	office.open_task(cast.task)
	office.press_other("批示")
	given = fill(office, {"words": f"请抓紧推进{road}。"}, "作出批示", "instructions.give")
	expect(office.page.locator(".qd-notices:visible", has_text=f"抓紧推进{road}")).to_be_visible()
	liaison.visit(f"/app/qingdan-instruction/{given['name']}")
	expect_state(liaison, "待答复")
	liaison.press("答复批示")
	liaison.wait_for_dialog()
	liaison.dialog.locator("textarea").first.fill("已经开工，月底前报结果。")
	liaison.photograph("instruction-answer-phone")
	liaison.confirm("答复批示")
	expect_state(liaison, "已答复")
	assert fits(liaison)
	office.visit(f"/app/qingdan-instruction/{given['name']}")
	office.photograph("instruction-answered")
	office.press("确认落实")
	office.confirm("确认落实")
	expect_state(office, "已落实")

	call(url, cast.liaison, "tasks.acknowledge", {"names": [cast.task]})
	perform(url, cast.liaison, "Qingdan Task", cast.task, "start")
	liaison.open_task(cast.task)
	liaison.press("填报进展")
	liaison.write("done", "前期工作已经完成。")
	liaison.write("problems", f"{road}征地受阻，需市里协调。")
	asked = liaison.dialog.locator("[data-fieldname=addressee] select")
	asked.select_option("Leader's Office")
	liaison.photograph("report-asks-phone")
	with liaison.page.expect_response(f"**/api/method/{API}.issues.raise_issue") as sent:
		liaison.answer("提交")
	raised = sent.value.json()["message"]["name"]
	expect(liaison.page.locator(".qd-notices:visible", has_text="征地受阻")).to_be_visible()

	office.visit(f"/app/qingdan-issue/{raised}")
	office.press("答复协调事项")
	office.wait_for_dialog()
	office.dialog.locator("textarea").first.fill(f"周三召开{road}协调会。")
	office.confirm("答复协调事项")
	expect_state(office, "已答复")
	office.photograph("issue-answered")
	liaison.visit(f"/app/qingdan-issue/{raised}")
	liaison.press("确认解决")
	liaison.confirm("确认解决")
	expect_state(liaison, "已解决")
	assert office.errors == [] and liaison.errors == []
