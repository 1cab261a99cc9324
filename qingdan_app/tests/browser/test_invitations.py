"""Nothing is offered that would only be refused."""

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import cast_for


@pytest.fixture
def liaison(url, people, desk_of):
	cast = cast_for(url, people)
	desk = desk_of(cast.liaison)
	desk.task = cast.task
	return desk


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
