"""A change that is asked for: looked at before it is sent, decided on a phone, and its earlier words kept on the task."""

import uuid

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import ROADS, SITE_DAY, cast_for, session_of
from qingdan_app.tests.browser.test_matters import person_with
from qingdan_app.tests.patience import LIMIT

REQUEST = "/app/qingdan-change-request"


def ask(desk, kind: str, text: str) -> str:
	"""Fill in the dialog, look at what it would do and send it; answers the name of the request."""
	desk.wait_for_dialog()
	desk.dialog.locator("[data-fieldname='kind'] select").select_option(kind)
	desk.write("new_text", text)
	desk.write("reason", "原文漏字")
	desk.photograph(f"change-asked-{desk.page.viewport_size['width']}")
	desk.answer("预览")
	expect(desk.page.locator(".modal.show").last).to_contain_text(text)
	desk.photograph(f"change-foreseen-{desk.page.viewport_size['width']}")
	with desk.page.expect_response("**/api/method/qingdan_app.api.changes.ask") as asked:
		desk.answer("提请变更")
	return asked.value.json()["message"]["name"]


def test_supervision_asks_from_the_list_and_the_office_decides_on_a_phone(desk_of, people, url):
	cast, sign = cast_for(url, people), uuid.uuid4().hex[:6]
	text = f"{cast.text}（{sign}）"
	desk = desk_of(person_with(people, Role.SUPERVISION.value))
	desk.open_list(cast.task)
	desk.page.locator(f'.list-row-checkbox[data-name="{cast.task}"]').check()
	desk.page.locator(".page-head:visible .actions-btn-group button").click()
	desk.page.locator(".page-head:visible .actions-btn-group .dropdown-item", has_text="申请调整").click()
	request = ask(desk, "Adjustment", text)
	desk.visit(f"{REQUEST}/{request}")
	desk.photograph("change-request")

	office = desk_of(cast.office, phone=True)
	office.visit(f"{REQUEST}/{request}")
	expect(office.page.locator(".qd-changes:visible ins")).to_contain_text(sign)
	office.photograph("change-to-decide-phone")
	office.press("同意")
	office.confirm("同意")
	office.visit(f"{REQUEST}/{request}")
	expect(office.page.locator(".page-head:visible .indicator-pill")).to_contain_text("已同意变更")
	office.open_task(cast.task)
	office.page.locator(".qd-history summary").click()
	expect(office.page.locator(".qd-history del", has_text=cast.text[:20]).first).to_be_visible()
	expect(office.page.locator(".qd-text")).to_contain_text(sign)
	office.photograph("change-in-history-phone")
	assert desk.errors == [] and office.errors == []


def test_a_liaison_asks_on_a_phone_and_takes_it_back(desk_of, people, url):
	cast, sign = cast_for(url, people), uuid.uuid4().hex[:6]
	desk = desk_of(cast.liaison, phone=True)
	desk.open_task(cast.task)
	desk.page.locator(".page-head:visible .menu-btn-group > button").click()
	desk.page.locator(".page-head:visible .menu-btn-group .dropdown-item", has_text="申请调整").click()
	request = ask(desk, "Misprint", f"{cast.text}（{sign}）")
	desk.visit(f"{REQUEST}/{request}")
	expect(desk.page.locator(".page-head:visible .indicator-pill")).to_contain_text("变更审批中")
	assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
	desk.photograph("change-waits-phone")
	assert desk.errors == []


def merge_two_units(desk, session, url: str, liaison: str) -> None:
	"""An order that somebody fills in by hand, from the kind to the last question."""
	old, new = (f"{road}街道办{uuid.uuid4().hex[:6]}" for road in ROADS[:2])
	for unit in (old, new):
		words = {"unit_name": unit, "kind": "Department"}
		session.post(f"{url}/api/resource/Qingdan Unit", json=words, timeout=LIMIT).raise_for_status()
		contact = {"unit": unit, "user": liaison, "duty": "Liaison"}
		session.post(f"{url}/api/resource/Qingdan Contact", json=contact, timeout=LIMIT).raise_for_status()
	desk.visit("/app/qingdan-reorganization/new")
	desk.page.locator("[data-fieldname='kind'] select:visible").select_option("Merger of Units")
	for field, unit in (("unit", old), ("new_unit", new)):
		entry = desk.page.locator(f".form-page:visible [data-fieldname='{field}'] input:visible")
		entry.fill(unit)
		desk.page.locator(".awesomplete li:visible", has_text=unit).first.click()
	desk.page.locator(".form-page:visible [data-fieldname='reason'] textarea").fill("机构改革")
	desk.press("保存")
	expect(desk.page.locator("[data-fieldname='foreseen']:visible")).to_contain_text("1 名联络人一并转入")
	desk.page.locator(".page-head:visible .custom-actions button:visible", has_text="立即执行").click()
	desk.confirm("是")
	expect(desk.page.locator(".form-page:visible [data-fieldname='state']").first).to_contain_text("已办理")
	desk.photograph("units-merged")


def test_a_portfolio_changes_hands_after_a_look_at_what_it_would_do(desk_of, people, url):
	cast, reason = cast_for(url, people), f"市政府领导分工调整{uuid.uuid4().hex[:6]}"
	other = next(one for one in people if one["leader"] and one["leader"] != cast.office["leader"])
	supervision = person_with(people, Role.SUPERVISION.value)
	words = {
		"kind": "Portfolio",
		"leader": cast.office["leader"],
		"new_leader": other["leader"],
		"reason": reason,
	}
	chosen = {"choice": "Chosen Tasks", "tasks": [{"task": cast.task}], "effective_date": str(SITE_DAY)}
	made = session_of(url, supervision).post(
		f"{url}/api/resource/Qingdan Reorganization", json={**words, **chosen}, timeout=LIMIT
	)
	made.raise_for_status()
	desk = desk_of(supervision)
	desk.visit(f"/app/qingdan-reorganization/{made.json()['data']['name']}")
	expect(desk.page.locator("[data-fieldname='foreseen']:visible")).to_contain_text(cast.task)
	desk.photograph("reorganization-foreseen")
	desk.page.locator(".page-head:visible .custom-actions button:visible", has_text="立即执行").click()
	desk.confirm("是")
	expect(desk.page.locator("[data-fieldname='tasks_moved']:visible")).to_contain_text("1")
	desk.photograph("reorganization-done")

	merge_two_units(
		desk, session_of(url, person_with(people, Role.ADMINISTRATOR.value)), url, cast.liaison["user"]
	)

	office = desk_of(other, phone=True)
	office.open_task(cast.task)
	office.page.locator(".qd-history summary").click()
	expect(office.page.locator(".qd-history del", has_text=cast.office["leader"]).first).to_be_visible()
	office.photograph("portfolio-in-history-phone")
	assert desk.errors == [] and office.errors == []
