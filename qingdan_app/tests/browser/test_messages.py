"""What people see of messages: that one was returned and why, whether it arrived, and what they do not want."""

import os
from contextlib import closing, contextmanager

import pytest
import requests
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import cast_for, session_of
from qingdan_app.tests.browser.test_office import SEND_TO_REVIEW
from qingdan_app.tests.patience import LIMIT
from qingdan_app.tests.stand_in import AGENT, KEY, SECRET, StandIn

SETTINGS = "/api/resource/Qingdan Channel Settings/Qingdan Channel Settings"

RETURN = """(task) => frappe.xcall("qingdan_app.api.documents.perform",
	{ doctype: "Qingdan Task", name: task, act: "return", opinion: "缺少验收照片" })"""
UNDER_WAY = ("待发送", "发送中")
LOOKS = 60


@pytest.fixture
def cast(url, people):
	return cast_for(url, people)


@pytest.fixture
def administrator(desk_of, people):
	return desk_of(next(person for person in people if person["roles"] == ["Qingdan List Administrator"]))


def test_a_return_is_told_with_its_reason_and_the_page_shows_that_it_arrived(cast, desk_of, administrator):
	liaison, head = desk_of(cast.liaison), desk_of(cast.head)
	liaison.arrive()
	head.arrive()
	assert liaison.page.evaluate(SEND_TO_REVIEW, cast.task) == "待审核"
	head.page.evaluate(RETURN, cast.task)

	told = f"reference_name={cast.task}&kind=Returned&channel=Desk&receiver={cast.liaison['user']}"
	assert state_of_first(administrator, f"/app/qingdan-message?{told}") == "已送达"
	row = administrator.page.locator(".list-row:visible", has_text=f"重新送审：{cast.task}").first
	expect(row).to_be_visible()
	administrator.photograph("messages")

	# somebody who comes to Desk now: Frappe 16 lets a browser keep for a minute what the bell said last
	liaison = desk_of(cast.liaison)
	liaison.arrive()
	liaison.page.locator(".dropdown-notifications .notifications-icon").click()
	note = liaison.page.locator(".notification-item:visible", has_text=cast.task).first
	expect(note).to_contain_text("缺少验收照片")
	assert administrator.errors + liaison.errors + head.errors == []


def test_a_person_mutes_a_kind_on_one_channel(cast, desk_of):
	liaison = desk_of(cast.liaison)
	liaison.visit("/app/qingdan-message-preference/new-qingdan-message-preference-1")
	liaison.wait_for_quiet()
	liaison.page.evaluate("() => cur_frm.set_value({ kind: 'Reminder', channel: 'Email' })")
	liaison.press("保存")

	# where there is nothing to say, Frappe 16 hides the mark with its words
	expect(
		liaison.page.locator(".page-head:visible .indicator-pill:visible", has_text="未保存")
	).to_have_count(0)
	liaison.wait_for_quiet()
	kept = liaison.page.evaluate("() => cur_frm.doc.user")
	assert kept == cast.liaison["user"]
	assert liaison.errors == []


def test_a_message_in_a_messenger_opens_its_page_already_logged_in(cast, screens, url):
	with StandIn() as server, logging_in_by_wecom(url, server, cast.liaison["user"], "zhang"):
		address = f"/api/method/qingdan_app.api.signing_in.get_page?service=WeCom&page=/app/qingdan-task/{cast.task}"
		for holder, lets_in in (("li", False), ("zhang", True)):
			server.holder = holder
			with closing(screens.take(phone=True)) as phone:
				page = phone.page
				page.goto(address)
				if not lets_in:
					expect(page.locator("body")).to_contain_text("没有登记")
					expect(page.locator("body")).to_contain_text("也可以用密码登录")
					continue
				expect(page.locator(".qd-overview:visible")).to_contain_text(cast.text[:8])
				assert page.evaluate("frappe.session.user") == cast.liaison["user"]
				assert "code" not in page.url


@contextmanager
def logging_in_by_wecom(url: str, server: StandIn, user: str, person: str):
	"""The site lets people in by WeCom, and this user is called so there."""
	password = os.environ["QINGDAN_ADMINISTRATOR_PASSWORD"]
	administrator = session_of(url, {"user": "Administrator", "password": password})
	page = f"{server.address}/connect/oauth2/authorize"
	values = {"wecom": 1, "wecom_sign_in": 1, "wecom_server": server.address, "wecom_sign_in_page": page}
	values |= {"wecom_agent": AGENT, "wecom_key": KEY, "wecom_secret": SECRET}
	set_up(administrator.put, url + SETTINGS, values)
	account = set_up(
		administrator.post,
		f"{url}/api/resource/Qingdan Messenger Account",
		{"user": user, "wecom_id": person},
	)
	try:
		yield
	finally:
		set_up(administrator.put, url + SETTINGS, {"wecom": 0, "wecom_sign_in": 0})
		administrator.delete(f"{url}/api/resource/Qingdan Messenger Account/{account['name']}", timeout=LIMIT)


def set_up(verb, address: str, values: dict) -> dict:
	answer: requests.Response = verb(address, json=values, timeout=LIMIT)
	assert answer.ok, answer.text[:2000]
	return answer.json()["data"]


def state_of_first(desk, address: str) -> str:
	"""What the first row of a list says once workers are done with it: a list does not follow what they write meanwhile."""
	said = ""
	for _look in range(LOOKS):
		desk.visit(address)
		pill = desk.page.locator(".list-row .indicator-pill:visible").first
		said = pill.inner_text().strip()
		if said not in UNDER_WAY:
			break
	return said
