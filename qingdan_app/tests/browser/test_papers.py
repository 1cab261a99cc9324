"""Paper: a task as its card, many from a list into one PDF, and a list issued anew that is chosen row by row."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import session_of, untouched_tasks
from qingdan_app.tests.patience import LIMIT

DOCUMENT = Path(__file__).parents[2] / "demo" / "hangzhou-2021.txt"
ADMINISTRATOR, SUPERVISION = "Qingdan List Administrator", "Qingdan Supervision Office"
API = "/api/method/qingdan_app.api.imports"
PRINT = "/api/method/frappe.utils.print_format"
REVISED = """{
	act: "revise", label: "", colour: "orange", person: "清单管理员", at: "2021-03-01 09:00:00", percent: null,
	revised: [{ label: "任务", was: "<b>旧", now: "新" }],
}"""
"""An entry of a task's history that a list issued anew has left."""


def person_with(people: list[dict], role: str) -> dict:
	return next(person for person in people if person["roles"] == [role])


def test_a_task_prints_as_its_card_and_many_as_one_pdf(desk_of, people, url):
	person = person_with(people, SUPERVISION)
	names = [task["name"] for task in untouched_tasks(url, session_of(url, person))[:2]]
	desk = desk_of(person)
	desk.visit(f"/app/print/Qingdan Task/{names[0]}")
	paper = desk.page.frame_locator("iframe.print-format-container")
	expect(paper.locator("h1", has_text="任务卡")).to_be_visible()
	expect(paper.locator(".qd-about")).to_contain_text(names[0])
	expect(desk.page.locator(".inner-page-message:visible")).to_have_count(0)
	desk.photograph("task-card")

	desk.visit(f"/app/qingdan-task/view/list?name={json.dumps(['in', ','.join(names)])}")
	expect(desk.page.locator(".list-row-container:visible .list-row")).to_have_count(2)
	for box in desk.page.locator(".list-row-checkbox:visible").all():
		box.check()
	desk.page.locator(".page-head:visible .actions-btn-group button").click()
	desk.page.locator(".actions-btn-group .dropdown-item:visible", has_text="打印").click()
	desk.wait_for_dialog()
	expect(desk.dialog.locator("[data-fieldname=print_sel] select")).to_have_value("任务卡")
	desk.photograph("print-many")

	about = {"doctype": "Qingdan Task", "name": json.dumps(names), "format": "任务卡"}
	status, body = desk.get(f"{PRINT}.download_multi_pdf", **about)
	assert (status, body[:4]) == (200, "%PDF")
	assert desk.errors == []


@pytest.fixture(scope="module")
def run(url, people) -> str:
	"""An import of the list as if it were issued anew with other deadlines, read and compared."""
	session = session_of(url, person_with(people, ADMINISTRATOR))
	text = DOCUMENT.read_text(encoding="utf-8").replace("\t12月\n", "\t11月\n")
	files = {"file": ("list.txt", text.encode())}
	uploaded = session.post(
		f"{url}/api/method/upload_file", data={"is_private": 1}, files=files, timeout=LIMIT
	)
	address = uploaded.json()["message"]["file_url"]
	made = session.post(f"{url}/api/resource/Qingdan Import", json={"file": address}, timeout=LIMIT)
	name = made.json()["data"]["name"]
	session.post(f"{url}{API}.preview", data={"name": name}, timeout=LIMIT).raise_for_status()
	return name


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_differences_are_chosen_row_by_row_and_stay_chosen(desk_of, people, run, phone):
	desk = desk_of(person_with(people, ADMINISTRATOR), phone)
	desk.visit(f"/app/qingdan-import/{run}")
	rows, count = desk.page.locator(".qd-difference:visible"), desk.page.locator(".qd-differences-count")
	expect(count).to_be_visible()
	total = rows.count()
	assert total > 400
	open_ones = desk.page.locator(".qd-difference input[value=take]").count()

	with desk.page.expect_response("**/api/method/qingdan_app.api.imports.choose"):
		rows.locator("label", has_text="采用文件").first.click()
	expect(count).to_have_text(f"已选采用文件 1 / {total} 处")
	desk.photograph(f"issued-anew-{'phone' if phone else 'desktop'}")
	desk.page.locator("[data-all=take]").click()
	expect(count).to_have_text(f"已选采用文件 {open_ones} / {total} 处")
	desk.visit(f"/app/qingdan-import/{run}")
	expect(count).to_have_text(f"已选采用文件 {open_ones} / {total} 处")
	desk.page.locator("[data-all=keep]").click()
	expect(count).to_have_text(f"已选采用文件 0 / {total} 处")
	assert "<del>&lt;b&gt;旧</del> → 新" in desk.page.evaluate(f"() => qingdan.timeline_html([{REVISED}])")
	inside, outside = desk.page.locator(".qd-differences").evaluate(
		"(each) => [each.scrollWidth, each.clientWidth]"
	)
	assert inside <= outside
	assert desk.errors == []
