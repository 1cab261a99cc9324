"""How a list comes in: pasted from Word on a desktop and on a phone, its columns named by somebody, the year and the units said."""

import random

import pytest
from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import ROADS
from qingdan_app.tests.browser.test_matters import person_with

HEADER = ("号头", "干什么", "啥时候", "怎么样了")
PASTE = """([html, text]) => {
	const data = new DataTransfer();
	data.setData("text/html", html);
	data.setData("text/plain", text);
	const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
	document.querySelector(".qd-paste:not([hidden])").dispatchEvent(paste);
}"""


@pytest.fixture
def page_to_paste() -> str:
	"""A table under a header that nobody knows, and a title that names no year."""
	sign = "".join(random.sample(ROADS, 2))
	rows = (HEADER, ("1", f"改造{sign}道路。", "6月", "已开工"), ("2", f"新建{sign}公园。", "", ""))
	cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
	return f"<p>{sign}综合整治工作</p><table>{cells}</table>"


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_list_is_pasted_its_columns_are_named_and_what_it_does_not_say_is_said(
	desk_of, people, page_to_paste, phone
):
	desk = desk_of(person_with(people, Role.ADMINISTRATOR.value), phone)
	shot = "-phone" if phone else ""
	page = desk.page
	desk.visit("/app/qingdan-import/new")
	expect(page.locator(".qd-paste:visible")).to_be_visible()
	desk.photograph(f"paste-box{shot}")
	page.evaluate(PASTE, [page_to_paste, ""])
	expect(page.locator(".form-message:visible")).to_be_visible()

	page.locator("[data-do=look]:visible").click()
	rows = page.locator(".qd-first-rows:visible tr")
	expect(rows.first).to_contain_text(HEADER[1])
	rows.first.locator("input[type=radio]").check()
	selects = page.locator(".qd-chosen select:visible")
	expect(selects).to_have_count(len(HEADER))
	for at, choice in enumerate(("Number", "Task", "Deadline", "Progress")):
		selects.nth(at).select_option(choice)
	desk.photograph(f"columns-named{shot}")
	page.evaluate(
		"() => cur_frm.set_value({ year_said: 2031, units_said: '市测试局', deadline_said: '年底前' })"
	)
	page.locator("[data-do=say_chosen]:visible").click()
	expect(page.locator(".qd-count:visible").first).to_be_visible()
	desk.wait_for_quiet()

	page.locator(".qd-columns:visible summary").click()
	expect(page.locator(".qd-remembered:visible")).to_be_visible()
	desk.photograph(f"columns-remembered{shot}")
	assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
	page.locator("[data-do=undo]:visible").click()
	expect(page.locator(".form-message:visible")).to_be_visible()
	expect(page.locator("[data-do=look]:visible")).to_be_visible()
	assert desk.errors == []
