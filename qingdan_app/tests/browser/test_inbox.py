"""The inbox of a leader's office: in order, found, read with its evidence, decided one by one and many at once."""

import re

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import cast_for

PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGNkYPjPwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=="
EMPTY = "about:blank"
OPINION = "请补充验收照片后再报"
SEND_TO_REVIEW = """async ([task, done, picture]) => {
	const act = "qingdan_app.api.documents.perform";
	const { state } = (await frappe.db.get_value("Qingdan Task", task, "state")).message;
	if (state === "待启动") await frappe.xcall(act, { doctype: "Qingdan Task", name: task, act: "start" });
	const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
	const upload = async (name, parts) => {
		const form = new FormData();
		form.append("file", new Blob(parts), name);
		form.append("is_private", "1");
		const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
		const answer = await fetch("/api/method/upload_file", { method: "POST", headers, body: form });
		return (await answer.json()).message.file_url;
	};
	const picture_of = await upload(`现场-${task}.png`, [bytes, task]);
	const sheet = await upload(`验收单-${task}.txt`, ["验收合格 " + task]);
	const evidence = [{ file: picture_of, caption: "现场照片" }, { file: sheet, caption: "验收单" }];
	const report = { task, kind: "Completion", done, evidence };
	return (await frappe.xcall("qingdan_app.api.reports.file_report", report)).task_state;
}"""


@pytest.fixture
def pair(url, people):
	"""A cast, and a second untouched task of the same unit and leader."""
	cast = cast_for(url, people, pair=True)
	return cast, cast.second


def filed(desk, task, done="项目已全部完成并通过验收"):
	if desk.page.url == EMPTY:
		desk.arrive()
	assert desk.page.evaluate(SEND_TO_REVIEW, [task, done, PICTURE]) == "待审核"


def row_of(desk, task):
	return desk.inbox.locator(".qd-inbox-row", has_text=task)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_head_reads_a_report_with_its_evidence_and_decides_on_the_page(pair, desk_of, phone):
	cast, _second = pair
	liaison, head = desk_of(cast.liaison), desk_of(cast.head, phone=phone)
	filed(liaison, cast.task)

	head.open_inbox()
	row = row_of(head, cast.task)
	expect(row.locator(".qd-inbox-belongs")).to_contain_text(cast.liaison["unit"])
	expect(row.locator(".qd-inbox-excerpt")).to_contain_text("通过验收")
	head.photograph(f"inbox-{'phone' if phone else 'desktop'}")
	row.locator(".qd-inbox-title").click()

	reading = head.page.locator(".qd-reading:visible")
	expect(reading.locator(".qd-words")).to_contain_text("项目已全部完成并通过验收")
	expect(reading.locator(".qd-file.picture img")).to_be_visible()
	assert (
		reading.locator(".qd-file.picture img").evaluate(
			"(image) => image.decode().then(() => image.naturalWidth)"
		)
		> 0
	)
	expect(reading.locator(".qd-file.other")).to_contain_text("验收单")
	expect(reading.locator(".qd-file.other")).to_contain_text(" B")
	head.photograph(f"reading-{'phone' if phone else 'desktop'}")
	assert head.page.evaluate("document.documentElement.scrollWidth") <= (390 if phone else 1366)

	reading.locator(".qd-reading-acts [data-verb=approve]").click()
	head.wait_for_dialog()
	head.dialog.locator("[data-phrase]").first.click()
	expect(head.dialog.locator("textarea")).not_to_have_value("")
	head.photograph(f"opinion-{'phone' if phone else 'desktop'}")
	head.page.keyboard.press("Control+Enter")
	expect(head.page.locator(".modal.show")).to_have_count(0)
	head.open_inbox()
	expect(row_of(head, cast.task)).to_have_count(0)
	assert head.errors + liaison.errors == []


def test_many_are_returned_at_once_and_what_changed_is_said_in_words(pair, desk_of):
	cast, second = pair
	liaison, head = desk_of(cast.liaison), desk_of(cast.head)
	for task in (cast.task, second):
		filed(liaison, task)

	head.open_inbox()
	head.page.locator(".qd-inbox-filters input[data-fieldname=text]").fill(cast.task)
	expect(head.inbox.locator(".qd-inbox-row")).to_have_count(1)
	expect(head.inbox.locator(".qd-inbox-row")).to_have_attribute("aria-current", "true")
	head.page.locator(".qd-inbox-filters input[data-fieldname=text]").fill("")
	expect(row_of(head, second)).to_be_visible()
	for task in (cast.task, second):
		row_of(head, task).locator("input[type=checkbox]").check()
	expect(head.inbox.locator(".qd-selected")).to_have_text("已选 2 项")
	head.photograph("inbox-selected")
	head.inbox.locator(".qd-bulk-acts [data-verb=return]").click()
	head.write("opinion", OPINION)
	head.answer("退回")
	expect(head.dialog.locator(".modal-title")).to_have_text(re.compile("2"))
	expect(head.dialog.locator(".qd-red")).to_have_count(0)
	head.dialog.locator(".modal-footer .btn-primary", has_text="关闭").click()
	expect(row_of(head, second)).to_have_count(0)

	filed(liaison, cast.task, "已补充照片，项目全部完成")
	head.open_inbox()
	row_of(head, cast.task).locator(".qd-inbox-title").click()
	changes = head.page.locator(".qd-reading:visible .qd-changes")
	expect(changes).to_contain_text("已补充照片")
	assert "{" not in changes.inner_text()
	head.photograph("reading-changes")
	assert head.errors + liaison.errors == []


def test_the_inbox_stands_in_the_order_of_the_deadlines(pair, desk_of):
	cast, second = pair
	liaison, head = desk_of(cast.liaison), desk_of(cast.head)
	for task in (cast.task, second):
		filed(liaison, task)

	_status, answer = head.get("/api/method/qingdan_app.api.approvals.get_inbox", page_length=100)
	dates = [row["line"]["deadline"] or "9999" for row in answer["message"]["rows"] if row["line"]]
	assert dates == sorted(dates)
	assert len(dates) >= 2


def test_a_person_is_found_by_department_and_the_list_closes(pair, desk_of):
	cast, _second = pair
	liaison, head = desk_of(cast.liaison), desk_of(cast.head)
	filed(liaison, cast.task)

	head.open_inbox()
	row_of(head, cast.task).locator(".qd-inbox-title").click()
	head.page.locator(".qd-reading-acts .dropdown-toggle").click()
	head.page.locator(".qd-reading-acts [data-verb=ask]").click()
	head.wait_for_dialog()
	head.dialog.locator("[data-fieldname=people] input").fill(cast.liaison["unit"][:4])
	choice = head.dialog.locator(".awesomplete li", has_text=cast.liaison["full_name"])
	expect(choice).to_contain_text(cast.liaison["unit"])
	expect(choice).not_to_contain_text("@")
	head.photograph("person-picker")
	choice.click()
	expect(head.dialog.locator(".tb-selected-value")).to_contain_text(cast.liaison["full_name"])
	head.wait_for_quiet()
	expect(head.dialog.locator(".awesomplete ul:visible")).to_have_count(0)
	assert head.errors + liaison.errors == []


@pytest.mark.parametrize("address", ["qingdan-for-decision", "qingdan-my-tasks"])
def test_every_card_of_a_workspace_opens_what_it_counts(pair, desk_of, address):
	cast, _second = pair
	filed(desk_of(cast.liaison), cast.task)
	person = cast.office if address == "qingdan-for-decision" else cast.head
	desk = desk_of(person)
	desk.visit(f"/app/{address}")
	cards = desk.page.locator(".number-widget-box:visible")
	expect(cards.first.locator(".number")).to_have_text(re.compile(r"\d"))
	desk.wait_for_quiet()
	for number in range(cards.count()):
		shown = cards.nth(number).locator(".number").inner_text().strip()
		cards.nth(number).locator(".widget-body").click()
		desk.page.wait_for_url(lambda opened: not opened.rstrip("/").endswith(address))
		desk.wait_for_quiet()
		assert counted(desk) == int(shown), (number, desk.page.url)
		desk.page.go_back()
		expect(cards.nth(number).locator(".number")).to_have_text(re.compile(r"\d"))
		desk.wait_for_quiet()
	assert desk.errors == []


def counted(desk) -> int:
	"""How many rows the page at hand stands for, as it says itself."""
	if "qingdan-inbox" in desk.page.url:
		return int(desk.inbox.locator(".nav-link.active b").inner_text())
	return desk.page.evaluate(
		"""async () => {
		if (frappe.get_route()[0] === "query-report") return frappe.query_report.data.filter((row) => !row.is_total_row).length;
		const args = cur_list.get_args();
		return cur_list.get_count_str ? frappe.db.count(cur_list.doctype, { filters: args.filters }) : cur_list.data.length;
	}"""
	)
