"""A leader's office decides in order: after one task the next that waits opens by itself."""

import re

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import cast_for

SEND_TO_REVIEW = """async (task) => {
	await frappe.xcall("qingdan_app.api.documents.perform", { doctype: "Qingdan Task", name: task, act: "start" });
	const form = new FormData();
	form.append("file", new Blob(["验收合格 " + task]), `验收单-${task}.txt`);
	form.append("is_private", "1");
	const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
	const answer = await fetch("/api/method/upload_file", { method: "POST", headers, body: form });
	const { message } = await answer.json();
	const evidence = [{ file: message.file_url, caption: "验收单" }];
	const report = { task, kind: "Completion", done: "全部完成", evidence };
	return (await frappe.xcall("qingdan_app.api.reports.file_report", report)).task_state;
}"""


AGREE = """(task) => frappe.xcall("qingdan_app.api.documents.perform",
	{ doctype: "Qingdan Task", name: task, act: "complete" })"""


@pytest.fixture
def pair(url, people):
	"""A cast, and a second untouched task of the same unit and leader."""
	cast = cast_for(url, people, pair=True)
	return cast, cast.second


def test_after_a_decision_the_next_task_that_waits_opens(pair, desk_of):
	cast, second = pair
	liaison, head, office = desk_of(cast.liaison), desk_of(cast.head), desk_of(cast.office)
	liaison.arrive()
	head.arrive()
	for task in (cast.task, second):
		assert liaison.page.evaluate(SEND_TO_REVIEW, task) == "待审核"
		head.page.evaluate(AGREE, task)

	office.open_task(cast.task)
	office.press("同意")
	office.confirm("同意")

	office.page.wait_for_url(lambda address: cast.task not in address)
	expect(office.state).to_have_text("待审核")
	expect(office.primary).to_have_text("同意")
	assert office.errors + head.errors + liaison.errors == []


def test_the_workspace_of_the_office_counts_what_waits_and_leads_to_it(pair, desk_of):
	cast, _second = pair
	liaison, office = desk_of(cast.liaison), desk_of(cast.office)
	liaison.arrive()
	assert liaison.page.evaluate(SEND_TO_REVIEW, cast.task) == "待审核"

	office.visit("/app/qingdan-for-decision")
	card = office.page.locator(".number-widget-box:visible", has_text="待审核任务")
	expect(card.locator(".number")).to_have_text(re.compile("[1-9]"))
	office.photograph("office-workspace")
	card.locator(".widget-body").click()

	office.page.wait_for_url("**/app/qingdan-task**")
	expect(office.page.locator(".list-row-container .list-row").first).to_contain_text("待审核")
	assert office.errors == []
