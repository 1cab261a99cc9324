"""Whatever Desk offers on a page is pressed, gone through with and left again; what the server refuses meanwhile is noted."""

import re
import warnings

from playwright.sync_api import TimeoutError, expect

from qingdan_app.tests.browser.desk import Desk
from qingdan_app.tests.browser.walking import settle

OURS_OR_FOR_GOOD = re.compile("删除|签收|启动|催办|填报|办结|刷新|切换|终止|跳转|更换版本")
"""What changes a document for good is tried in tests of its own."""
REFUSALS = (403, 404, 409, 417, 500)
FILES = re.compile("download_pdf|download_multi_pdf|download_template")
TO_A_FILE = ("打印", "导出")
LATE_DIALOGS = 10
SOON = 3_000
"""Milliseconds after which a press is tried again."""


def watched(desk: Desk) -> list[str]:
	"""What is refused from now on, with what was pressed; in windows of their own too."""
	refused: list[str] = []
	desk.pressed = ""
	desk.screen.on_answer(
		lambda answer: (
			answer.status in REFUSALS and refused.append(f"{desk.pressed}: {answer.status} {answer.url}")
		)
	)
	return refused


def choose_first(desk: Desk) -> None:
	"""A row of a list is chosen: what is done with many has its menu then, until it is done."""
	box = desk.page.locator(".list-row-checkbox:visible").first
	if not box.is_checked():
		box.check()


def press_all(desk: Desk, group: str, before=lambda desk: None) -> list[str]:
	"""Press every item of a menu, and leave what it opens; answers what is offered."""
	settle(desk)
	before(desk)
	button = desk.page.locator(f".page-head:visible {group} > button:visible").first
	if not button.count():
		return []
	click(desk, button)
	items = desk.page.locator(f".page-head:visible {group} .dropdown-menu .dropdown-item:visible")
	labels = [words.strip().split("\n")[0] for words in items.all_inner_texts()]
	desk.page.keyboard.press("Escape")
	for label in labels:
		if label and not OURS_OR_FOR_GOOD.search(label):
			before(desk)
			click(desk, button)
			_press(desk, items.filter(has_text=label).first, label)
	return labels


def press_each(desk: Desk, offers: tuple[str, ...], within: str) -> list[str]:
	"""Press the first of each of these that is offered within a part of the page; answers what is offered."""
	found = []
	for offer in offers:
		for button in desk.page.locator(f"{within} :is({offer}):visible").all()[:1]:
			label = button.inner_text().strip()
			found.append(label)
			if not OURS_OR_FOR_GOOD.search(label):
				_press(desk, button, label or offer)
	return found


def click(desk: Desk, button) -> None:
	"""Press a button of the page; a dialog that came late, of what was pressed before, is closed first."""
	for _ in range(LATE_DIALOGS):
		try:
			return button.click(timeout=SOON)
		except TimeoutError:
			warnings.warn(f"after {desk.pressed}: {desk.dialog.all_inner_texts()}", stacklevel=2)
			close_dialogs(desk)
	raise AssertionError(f"{button} cannot be pressed after {desk.pressed}")


def close_dialogs(desk: Desk) -> None:
	for _ in range(LATE_DIALOGS):
		if desk.page.locator(".modal.show").count():
			desk.wait_for_dialog()
			desk.page.evaluate("cur_dialog?.hide()")
			expect(desk.page.locator(".modal.show")).to_have_count(0)


def _press(desk: Desk, button, label: str) -> None:
	desk.pressed, address = label, desk.page.url
	click(desk, button)
	settle(desk)
	_go_through(desk, label)
	leave(desk, address)


def _go_through(desk: Desk, label: str) -> None:
	"""Paper and tables come as files, from the page that shows them or from the dialog that asks how."""
	button = desk.dialog.locator(".modal-footer .btn-primary:visible")
	if "/app/print/" in desk.page.url:
		button = desk.page.locator(".page-head:visible button:visible", has_text="PDF")
	elif label not in TO_A_FILE or "/query-report/" in desk.page.url:
		return  # what a report prints and exports is drawn from its rows on the screen
	with desk.context.expect_event("response", lambda answer: FILES.search(answer.url)):
		button.first.click()
	settle(desk)


def leave(desk: Desk, address: str) -> None:
	"""Close what is open, and come back to where one was."""
	for window in desk.context.pages[1:]:
		window.close()
	close_dialogs(desk)
	if not _is_at(desk, address):
		desk.page.go_back()
		settle(desk)
	if not _is_at(desk, address):
		desk.visit(address.removeprefix(desk.url))
		settle(desk)


def _is_at(desk: Desk, address: str) -> bool:
	return desk.page.url.split("?")[0] == address.split("?")[0]
