"""Nothing is offered that would only be refused: what core offers is pressed, by each kind of person, and nobody is refused."""

import json
import uuid

import pytest
import requests
from playwright.sync_api import expect

from qingdan_app.tests.browser.acts import in_review
from qingdan_app.tests.browser.city import cast_for, session_of
from qingdan_app.tests.browser.pressing import choose_first, leave, press_all, press_each, watched
from qingdan_app.tests.browser.walking import settle
from qingdan_app.tests.patience import LIMIT

TASK = "/app/qingdan-task"
KINDS = ("liaison", "supervision", "administrator")
"""Who has rights that others have not: a head may do what a liaison may, an office what the supervision office may."""
SIDEBAR = (
	".add-assignment-btn",
	".form-tags .add-tags-btn, .form-tags .tags-placeholder",
	".form-follow",
	".liked-by",
)


def name_of(url: str, session: requests.Session, doctype: str, field: str, value: str) -> str:
	"""The name of the newest document of a DocType whose field has a value."""
	params = {"filters": json.dumps({field: value}), "order_by": "creation desc", "limit_page_length": 1}
	answer = session.get(f"{url}/api/resource/{doctype}", params=params, timeout=LIMIT)
	return answer.json()["data"][0]["name"]


def cast_of(url: str, people: list[dict]):
	"""People around a task that nobody has touched, and those who oversee all tasks."""
	found = cast_for(url, people)
	by_role = {tuple(person["roles"]): person for person in people}
	found.__dict__["supervision"] = by_role[("Qingdan Supervision Office",)]
	found.__dict__["administrator"] = by_role[("Qingdan List Administrator",)]
	return found


@pytest.fixture
def cast(url, people):
	return cast_of(url, people)


@pytest.fixture
def liaison(cast, desk_of):
	desk = desk_of(cast.liaison)
	desk.task = cast.task
	return desk


@pytest.fixture(scope="module")
def reviewed(url, people):
	"""The people around a task in review, and its `documents`: the task, its report, its request."""
	found = cast_of(url, people)
	task = in_review(url, found)
	session = session_of(url, found.supervision)
	about = {"Qingdan Progress Report": "task", "Qingdan Approval Request": "reference_name"}
	others = {doctype: name_of(url, session, doctype, field, task) for doctype, field in about.items()}
	found.__dict__["documents"] = {"Qingdan Task": task, **others}
	return found


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_core_offers_on_a_document_and_in_its_list_is_not_refused(reviewed, desk_of, kind):
	desk = desk_of(getattr(reviewed, kind))
	refused, on_forms, in_lists = watched(desk), [], []
	for doctype, name in reviewed.documents.items():
		page = doctype.lower().replace(" ", "-")
		desk.visit(f"/app/{page}/{name}")
		on_forms += press_all(desk, ".menu-btn-group") + press_each(desk, SIDEBAR, ".form-sidebar:visible")
		desk.visit(f"/app/{page}/view/list?name={name}")
		expect(desk.page.locator(".list-row-container:visible .list-row")).to_have_count(1)
		in_lists += press_each(desk, (".primary-action",), ".page-head:visible")
		in_lists += press_all(desk, ".menu-btn-group") + press_all(desk, ".actions-btn-group", choose_first)

	assert refused == desk.errors == []
	assert {"打印", "重新载入"} <= set(on_forms)
	assert {"打印", "导出"} <= set(in_lists)
	assert ("新建 任务" in on_forms, "添加 任务" in in_lists) == (kind == "administrator",) * 2
	# a task that has reports and decisions, and a report that was filed, are kept, and called as they were
	assert not {"删除", "复制", "重命名"} & set(on_forms)


def test_what_may_be_deleted_offers_it_and_goes(cast, desk_of, url):
	desk, title = desk_of(cast.administrator), f"市民来信{uuid.uuid4().hex[:6]}"
	made = session_of(url, cast.administrator).post(
		f"{url}/api/resource/Qingdan Subject Area", json={"title": title}, timeout=LIMIT
	)
	name = made.json()["data"]["name"]
	refused = watched(desk)
	desk.visit(f"/app/qingdan-subject-area/{name}")
	desk.page.locator(".page-head:visible .menu-btn-group > button").click()
	desk.page.locator(".page-head:visible .menu-btn-group .dropdown-item:visible", has_text="删除").click()
	desk.confirm("是")
	desk.page.wait_for_url(lambda address: "subject-area/" not in address or "view/" in address)
	assert desk.get(f"/api/resource/Qingdan Subject Area/{name}")[0] == 404
	assert refused == desk.errors == []


@pytest.mark.parametrize("kind", ["liaison", "administrator"])
def test_whatever_core_offers_on_a_report_is_not_refused(cast, desk_of, kind):
	desk = desk_of(getattr(cast, kind))
	desk.open_report("Qingdan Tasks by State")
	desk.wait_for_quiet()
	refused = watched(desk)
	press_all(desk, ".menu-btn-group")
	for button in desk.page.locator(".page-head:visible .custom-actions > button:visible").all():
		desk.pressed = button.inner_text()
		button.click()
		settle(desk)
		leave(desk, desk.page.url)

	assert not refused, refused


def test_a_task_offers_neither_sharing_nor_attaching_nor_mail(liaison):
	liaison.open_task(liaison.task)
	liaison.wait_for_quiet()
	for offer in (".form-shared", ".add-attachment-btn"):
		expect(liaison.page.locator(f"{offer}:visible")).to_have_count(0)
	expect(
		liaison.page.locator(".new-timeline .btn:visible, .timeline-actions .btn:visible", has_text="邮件")
	).to_have_count(0)
	liaison.photograph("task-without-dead-ends")
	assert liaison.errors == []


def test_a_report_offers_no_card_to_who_makes_none(liaison):
	liaison.visit("/app/query-report/Qingdan Tasks by State")
	expect(liaison.page.locator(".dt-row:visible").first).to_be_visible()
	liaison.wait_for_quiet()
	expect(liaison.page.locator(".page-head:visible button:visible", has_text="创建卡")).to_have_count(0)
	assert liaison.errors == []


def test_a_dragged_card_of_a_board_says_where_its_state_changes(cast, desk_of):
	desk = desk_of(cast.administrator)
	refused = watched(desk)
	desk.visit(f"{TASK}/view/kanban/任务状态看板")
	card = desk.page.locator(".kanban-card-wrapper:visible").first
	expect(card).to_be_visible()
	desk.wait_for_quiet()
	expect(desk.page.locator(".kanban-card.add-card:visible")).to_have_count(0)
	here, there = card.bounding_box(), desk.page.locator(".kanban-column:visible").nth(1).bounding_box()
	desk.page.mouse.move(here["x"] + 40, here["y"] + 20)
	desk.page.mouse.down()
	desk.page.mouse.move(there["x"] + 80, there["y"] + 120, steps=6)
	desk.page.mouse.up()
	expect(desk.page.locator(".desk-alert", has_text="状态随流程变化")).to_be_visible()
	assert refused == desk.errors == []


def test_what_is_not_theirs_is_named_in_words_with_whom_to_ask(cast, desk_of):
	desk = desk_of(cast.outsider)
	for address in (
		f"{TASK}/{cast.task}",
		"/app/qingdan-approval-flow",
		"/app/query-report/Qingdan Waiting on Whom",
		"/app/query-report/No Such Report",
	):
		desk.page.goto(address)
		said = desk.page.locator(".msgprint:visible")
		expect(said).to_contain_text("请联系")
		assert "qingdan" not in said.inner_text().lower()
		assert not any("Traceback" in error for error in desk.errors)


def test_the_search_bar_finds_a_task_by_its_words(liaison):
	title = liaison.title_of(liaison.task)
	liaison.visit(TASK)
	liaison.wait_for_quiet()
	liaison.page.locator("#navbar-search").fill(title)
	liaison.page.locator("[role=listbox]:visible li", has_text=title).first.click()
	found = liaison.page.locator(".modal.show .search-results")
	expect(found).to_contain_text(liaison.task)
	expect(found).not_to_contain_text("Qingdan")
	liaison.photograph("search-finds-a-task")
	assert liaison.errors == []


def test_a_page_of_the_app_offers_no_editing_to_who_cannot_save_it(liaison):
	liaison.visit("/app/qingdan-my-tasks")
	# in the head of the page, or on Frappe 16 at its foot and shorter
	buttons = liaison.page.locator(".page-head:visible button:visible, .workspace-footer button:visible")
	expect(buttons.filter(has_text="新建").first).to_be_visible()
	liaison.wait_for_quiet()
	expect(buttons.filter(has_text="编辑")).to_have_count(0)
	assert liaison.errors == []
