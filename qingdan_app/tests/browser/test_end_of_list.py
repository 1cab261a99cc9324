"""The year of a list at its administrator's: issued anew and asked for, archived with a closing report, and what goes on carried over; then two at once."""

import random
import uuid

from playwright.sync_api import expect
from requests import Session

from qingdan_app.organization.rules.standing import Role
from qingdan_app.parsing.tests.factories import document, row
from qingdan_app.tests.browser.city import ROADS, SITE_DAY, cast_for, session_of
from qingdan_app.tests.browser.test_matters import person_with
from qingdan_app.tests.patience import LIMIT

API = "/api/method/qingdan_app.api"
YEAR = SITE_DAY.year
TITLE = f"{YEAR}年重点工作责任分解具体项目清单"


def imported(url: str, session: Session, text: str) -> str:
	"""A document that was uploaded and read, whose issues were looked at; the name of its import."""
	files = {"file": (f"{TITLE}.txt", text.encode())}
	sent = session.post(f"{url}/api/method/upload_file", data={"is_private": 1}, files=files, timeout=LIMIT)
	address = sent.json()["message"]["file_url"]
	made = session.post(f"{url}/api/resource/Qingdan Import", json={"file": address}, timeout=LIMIT)
	name = made.json()["data"]["name"]
	for step in ("preview", "settle_all", "compare"):
		session.post(f"{url}{API}.imports.{step}", data={"name": name}, timeout=LIMIT).raise_for_status()
	return name


def press_in_group(desk, group: str, label: str) -> None:
	desk.wait_for_quiet()
	desk.page.locator(".page-head:visible .inner-group-button button", has_text=group).click()
	desk.page.locator(".page-head:visible .inner-group-button .dropdown-item", has_text=label).click()
	desk.wait_for_dialog()


def archive_from_the_list(desk, session: Session, url: str, sign: str) -> None:
	"""Two lists that nothing holds up are archived at once, and both say so."""
	for number in (1, 2):
		words = {"code": f"2020-{sign}{number}", "title": f"{sign}督办事项", "year": 2020}
		session.post(f"{url}/api/resource/Qingdan List", json=words, timeout=LIMIT).raise_for_status()
	desk.visit(f"/app/qingdan-list?code=%5B%22like%22%2C%22%25{sign}%25%22%5D")
	for number in (1, 2):
		desk.page.locator(f'.list-row-checkbox[data-name="2020-{sign}{number}"]:visible').check()
	desk.page.locator(".page-head:visible .actions-btn-group button").click()
	desk.page.locator(".page-head:visible .actions-btn-group .dropdown-item", has_text="归档清单").click()
	desk.wait_for_dialog()
	expect(desk.dialog.locator("tbody tr")).to_have_count(2)
	desk.photograph("archive-several-lists")
	desk.answer("归档清单")
	rows = desk.page.locator(".list-row:visible", has_text=sign)
	expect(rows.filter(has_text="已归档")).to_have_count(2)
	desk.visit(f"/app/qingdan-list/2020-{sign}1")
	press_in_group(desk, "年终", "重新打开")
	desk.write("reason", "补报材料")
	desk.photograph("list-opened-again")
	desk.confirm("重新打开")
	expect(desk.page.locator(".page-head:visible .indicator-pill")).not_to_contain_text("已归档")


def test_a_list_is_issued_anew_archived_and_carried_over(desk_of, people, url):
	sign, unit = "至".join(random.sample(ROADS, 2)), cast_for(url, people).liaison["unit"]
	title = f"    一、{sign}综合整治重点工作清单"
	session = session_of(url, person_with(people, Role.ADMINISTRATOR.value))
	rows = [row("1", f"推进{sign}综合整治。", f"1.改造{sign}道路。", "6月", unit), row(task="2.建设南路。")]
	first = imported(url, session, document(*rows, title=TITLE, list_title=title))
	session.post(f"{url}{API}.imports.confirm", data={"name": first}, timeout=LIMIT).raise_for_status()

	rows[0] = rows[0].replace(f"改造{sign}道路", f"改造{sign}道路及地下管网")
	rows[1:] = [row(task="2.打通地铁换乘通道。"), row(task="3.建设南路。")]
	again = imported(url, session, document(*rows, title=TITLE, list_title=title))
	desk = desk_of(person_with(people, Role.ADMINISTRATOR.value))
	desk.visit(f"/app/qingdan-import/{again}")
	desk.page.locator("[data-all=take]").click()
	expect(desk.page.locator(".qd-difference.taken:visible")).to_have_count(2)
	desk.photograph("revised-list")
	desk.press("确认写入")
	desk.confirm("是")
	expect(desk.page.locator(".form-message:visible")).to_contain_text("变更审批中")
	request = desk.page.locator(".form-message:visible a").inner_text()
	desk.visit(f"/app/qingdan-change-request/{request}")
	expect(desk.page.locator("[data-fieldname=additions]:visible")).to_contain_text("打通地铁换乘通道")
	desk.photograph("revised-list-request")

	supervision = session_of(url, person_with(people, Role.SUPERVISION.value))
	words = {"doctype": "Qingdan Change Request", "name": request, "act": "grant_change"}
	supervision.post(f"{url}{API}.documents.perform", data=words, timeout=LIMIT).raise_for_status()
	wanted = {"fields": '["name", "list"]', "filters": f'[["text", "like", "%{sign}道路及%"]]'}
	(task,) = session.get(f"{url}/api/resource/Qingdan Task", params=wanted, timeout=LIMIT).json()["data"]

	desk.visit(f"/app/qingdan-list/{task['list']}")
	press_in_group(desk, "年终", "归档清单")
	expect(desk.dialog).to_contain_text("3 项未办完")
	desk.photograph("archive-preview")
	desk.answer("归档清单")
	expect(desk.page.locator(".form-message:visible")).to_contain_text("已归档")
	desk.photograph("archived-list")
	desk.visit(f"/app/qingdan-closing-report/{task['list']}-GD-01")
	expect(desk.page.locator("[data-fieldname=shown] table:visible").first).to_contain_text(unit)
	desk.photograph("closing-report")

	desk.visit(f"/app/qingdan-list/{task['list']}")
	press_in_group(desk, "年终", "结转")
	expect(desk.dialog.locator("input[data-task]")).to_have_count(3)
	desk.page.evaluate("(day) => { cur_dialog.set_value('deadline', day); }", f"{YEAR + 1}-06-30")
	expect(desk.dialog.locator("input[data-task]:checked")).to_have_count(3)
	desk.photograph("carry-over")
	desk.answer("结转")
	expect(desk.page.locator(".modal.show .modal-title")).to_contain_text("交办")
	desk.dialog.locator(".modal-footer .btn", has_text="暂不交办").click()
	desk.open_task(task["name"])
	into = desk.page.locator(".qd-years:visible tr").nth(2).locator("a")
	desk.photograph("carried-task")
	into.click()
	expect(desk.page.locator(".qd-years:visible")).to_contain_text(task["name"])
	desk.page.locator("details.qd-history:visible summary", has_text=task["name"]).click()
	desk.photograph("task-over-the-years")
	desk.visit("/app/query-report/Qingdan Across Years")
	expect(desk.page.locator(".dt-row:visible", has_text=sign).first).to_be_visible()
	desk.photograph("across-years")
	archive_from_the_list(desk, session, url, uuid.uuid4().hex[:6])
	assert desk.errors == []
