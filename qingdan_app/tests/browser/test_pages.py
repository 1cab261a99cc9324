"""The Desk itself, whoever built it: every kind of page opens, draws what it is for, and complains of nothing."""

import os

import pytest
from playwright.sync_api import expect

TASK = "/app/qingdan-task"
PAGES = [
	("list", f"{TASK}/view/list", ".list-row"),
	("report builder", f"{TASK}/view/report", ".dt-row"),
	("kanban", "/app/qingdan-task/view/kanban/任务状态看板", ".kanban-card"),
	("calendar", f"{TASK}/view/calendar/default", ".fc-view"),
	("query report", "/app/query-report/Qingdan%20Late%20Tasks", ".page-head"),
	("workspace", "/app/qingdan-my-tasks", ".codex-editor .widget"),
	("user", "/app/user/Administrator", ".form-layout"),
	("data import", "/app/data-import/new", ".form-layout"),
	("new flow", "/app/qingdan-approval-flow/new", ".form-layout"),
	("new route", "/app/qingdan-approval-route/new", ".form-layout"),
	("new stand-in", "/app/qingdan-approval-delegation/new", ".form-layout"),
	("new import", "/app/qingdan-import/new", ".form-layout"),
	("new unit", "/app/qingdan-unit/new", ".form-layout"),
	("new task", "/app/qingdan-task/new", ".form-layout"),
	("print", "/app/print/User/Administrator", "iframe"),
	("workflow builder", "/app/workflow-builder/任务办理流程", ".vue-flow__node"),
	("permissions", "/app/permission-manager", ".page-head"),
]


@pytest.fixture
def administrator(desk_of):
	"""Desk as Administrator, who sees all of it; here a word about realtime is a complaint too."""
	desk = desk_of({"user": "Administrator", "password": os.environ["QINGDAN_ADMINISTRATOR_PASSWORD"]})
	desk.page.on("console", lambda message: message.type == "error" and desk.errors.append(message.text))
	return desk


@pytest.mark.parametrize(("address", "sign"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_kind_of_page_opens_without_a_complaint(administrator, address, sign):
	administrator.visit(address)
	expect(administrator.page.locator(f"{sign}:visible").first).to_be_visible()
	administrator.wait_for_quiet()  # what comes after the first drawing may complain too

	assert administrator.errors == []


def test_the_upload_dialog_opens(administrator):
	administrator.visit("/app/user/Administrator")
	administrator.page.locator(
		".add-attachment-btn:visible, .attachments-actions button:visible"
	).first.click()

	expect(administrator.page.locator(".file-uploader:visible")).to_be_visible()
	assert administrator.errors == []
