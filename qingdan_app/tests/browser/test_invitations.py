"""Nothing is offered that would only be refused: what core offers is pressed, by each kind of person, and nobody is refused."""

import re

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import cast_for

TASK = "/app/qingdan-task"
OURS_OR_FOR_GOOD = re.compile(
	"删除|签收|启动|催办|填报|办结|刷新|重新载入|切换|打印|PDF|导出|复制|新建|重命名"
)
"""What changes a task for good, leaves the page for a window of its own, or is tried in a test of its own."""
KINDS = ("liaison", "head", "office", "supervision", "administrator")
SIDEBAR = (
	".add-assignment-btn",
	".form-tags .add-tags-btn, .form-tags .tags-placeholder",
	".form-follow",
	".liked-by",
)


@pytest.fixture
def cast(url, people):
	found = cast_for(url, people)
	by_role = {tuple(person["roles"]): person for person in people}
	found.__dict__["supervision"] = by_role[("Qingdan Supervision Office",)]
	found.__dict__["administrator"] = by_role[("Qingdan List Administrator",)]
	return found


@pytest.fixture
def liaison(cast, desk_of):
	desk = desk_of(cast.liaison)
	desk.task = cast.task
	return desk


def watched(desk) -> list[str]:
	"""What is refused from now on, with what was asked."""
	refused: list[str] = []
	desk.pressed = ""
	desk.page.on(
		"response",
		lambda answer: (
			answer.status in (403, 404, 409, 417, 500)
			and refused.append(f"{desk.pressed}: {answer.status} {answer.url}")
		),
	)
	return refused


def choose_first(desk) -> None:
	"""A row of a list is chosen: what is done with many has its menu then, until it is done."""
	box = desk.page.locator(".list-row-checkbox:visible").first
	if not box.is_checked():
		box.check()


def press_all(desk, group: str, before=lambda desk: None) -> list[str]:
	"""Press every item of a menu, and leave what it opens; answers what was pressed."""
	before(desk)
	button = desk.page.locator(f".page-head:visible {group} > button:visible").first
	if not button.count():
		return []
	button.click()
	items = desk.page.locator(f".page-head:visible {group} .dropdown-menu .dropdown-item:visible")
	labels = [words.strip().split("\n")[0] for words in items.all_inner_texts()]
	desk.page.keyboard.press("Escape")
	wanted = [label for label in labels if label and not OURS_OR_FOR_GOOD.search(label)]
	address = desk.page.url
	for label in wanted:
		desk.pressed = label
		before(desk)
		button.click()
		items.filter(has_text=label).first.click()
		leave(desk, address)
	return wanted


def leave(desk, address: str) -> None:
	desk.wait_for_quiet()
	for _ in range(2):
		if desk.page.locator(".modal.show").count():
			desk.wait_for_dialog()
			desk.page.evaluate("cur_dialog.hide()")
			expect(desk.page.locator(".modal.show")).to_have_count(0)
	if desk.page.url.split("?")[0] != address.split("?")[0]:
		desk.visit(address.removeprefix(desk.url))
		desk.wait_for_quiet()


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_core_offers_on_a_task_and_in_its_list_is_not_refused(cast, desk_of, kind):
	desk = desk_of(getattr(cast, kind))
	desk.open_task(cast.task)
	desk.wait_for_quiet()
	refused = watched(desk)
	pressed = press_all(desk, ".menu-btn-group")
	for offer in SIDEBAR:
		desk.pressed = offer
		for button in desk.page.locator(f".form-sidebar:visible :is({offer}):visible").all()[:1]:
			button.click()
			leave(desk, desk.page.url)
	desk.open_list(cast.task)
	desk.wait_for_quiet()
	pressed += press_all(desk, ".actions-btn-group", choose_first)

	assert len(pressed) > 3
	assert not refused, refused
	assert desk.errors == []


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
	expect(liaison.page.locator(".page-head:visible button", has_text="新建工作区").first).to_be_visible()
	liaison.wait_for_quiet()
	expect(liaison.page.locator(".page-head:visible button:visible", has_text="编辑")).to_have_count(0)
	assert liaison.errors == []
