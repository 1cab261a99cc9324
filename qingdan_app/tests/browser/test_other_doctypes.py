"""A DocType made in Desk under a flow: what its signers fill in, what its end sets, and how its list sends documents in."""

import os

import pytest
import requests
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import session_of
from qingdan_app.tests.patience import LIMIT

ORDER = "Browser Order"
FIELDS = (
	{"fieldname": "subject", "fieldtype": "Data", "label": "Subject", "in_list_view": 1},
	{"fieldname": "granted", "fieldtype": "Currency", "label": "Granted"},
	{"fieldname": "paid_on", "fieldtype": "Date", "label": "Paid On"},
	{"fieldname": "standing", "fieldtype": "Data", "label": "Standing"},
	{"fieldname": "half", "fieldtype": "Currency", "label": "Half"},
)


@pytest.fixture(scope="module")
def administrator(url) -> requests.Session:
	return session_of(url, system_manager())


@pytest.fixture(scope="module")
def signer(url, people, administrator) -> dict:
	"""Who signs orders: somebody without a right on them. The DocType and its flow are made once."""
	person = next(person for person in people if person["roles"] == ["Qingdan Supervision Office"])
	if get(url, administrator, f"DocType/{ORDER}") is None:
		make_order(url, administrator)
		flow = make_flow(url, administrator, person["user"])
		call(url, administrator, "flows.publish", name=flow["name"])
	return person


def test_a_signer_fills_in_what_the_step_gives_them_and_the_end_sets_the_rest(
	url, administrator, signer, desk_of
):
	order = post(url, administrator, ORDER, subject="办公桌")
	call(url, administrator, "approvals.send", doctype=ORDER, name=order["name"])

	desk = desk_of(signer)
	desk.visit(f"/app/browser-order/{order['name']}")
	expect(desk.approval).to_be_visible()
	desk.press("同意")
	desk.wait_for_dialog()
	for field, value in (("fill_granted", 800), ("fill_paid_on", "2031-03-04")):
		# Core's fields for amounts and dates are not ours to try: they select their text a moment after one has left.
		desk.page.evaluate("([field, value]) => cur_dialog.set_value(field, value)", [field, value])
	desk.photograph("filled-in")
	desk.confirm("同意")
	# what realtime tells the page of the act, where it runs: the signer may not read the order any longer
	desk.page.evaluate("() => cur_frm.debounced_reload_doc()")
	desk.page.wait_for_url(lambda address: order["name"] not in address)
	desk.wait_for_quiet()

	stored = get(url, administrator, f"{ORDER}/{order['name']}")
	assert (stored["docstatus"], stored["granted"], stored["paid_on"]) == (1, 800, "2031-03-04")
	assert (stored["standing"], stored["half"]) == ("准予", 400)
	assert desk.errors == []


def test_a_list_sends_in_what_the_flow_guards_and_offers_no_submission(url, administrator, signer, desk_of):
	names = {post(url, administrator, ORDER, subject=f"椅子{number}")["name"] for number in range(2)}
	desk = desk_of(system_manager())
	desk.visit("/app/browser-order/view/list?docstatus=0")
	desk.wait_for_quiet()
	for name in names:
		desk.page.locator(f".list-row-checkbox[data-name='{name}']:visible").check()
	desk.page.locator(".actions-btn-group:visible > button").click()
	menu = desk.page.locator(".actions-btn-group:visible .dropdown-menu")
	expect(menu.locator(".menu-item-label", has_text="送审")).to_have_count(1)
	expect(menu.locator(".menu-item-label:text-is('提交')")).to_have_count(0)
	menu.locator(".menu-item-label", has_text="送审").click()

	expect(desk.page.locator(".desk-alert")).to_contain_text("2")
	for name in names:
		view = call(url, administrator, "approvals.get_request", doctype=ORDER, name=name)
		assert view["status"] == "Running"
	assert desk.errors == []


def system_manager() -> dict:
	return {"user": "Administrator", "password": os.environ["QINGDAN_ADMINISTRATOR_PASSWORD"]}


def make_order(url: str, session: requests.Session) -> None:
	rights = dict.fromkeys(("read", "write", "create", "submit", "cancel", "delete"), 1)
	post(
		url,
		session,
		"DocType",
		name=ORDER,
		module="Custom",
		custom=1,
		autoname="hash",
		is_submittable=1,
		fields=list(FIELDS),
		permissions=[{"role": "System Manager", **rights}],
	)


def make_flow(url: str, session: requests.Session, signer: str) -> dict:
	step = {"step_key": "one", "title": "审定", "resolver": "user", "parameter": signer, "mode": "Any"}
	return post(
		url,
		session,
		"Qingdan Approval Flow",
		flow_key="browser-order",
		title="采购",
		document_type=ORDER,
		guard="Submission",
		steps=[{**step, "fills": "granted\npaid_on"}],
		settings=[
			{"outcome": "Approved", "field": "standing", "value": "准予"},
			{"outcome": "Approved", "field": "half", "value": "eval:doc.granted / 2"},
		],
	)


def get(url: str, session: requests.Session, path: str) -> dict | None:
	answer = session.get(f"{url}/api/resource/{path}", timeout=LIMIT)
	return answer.json()["data"] if answer.ok else None


def post(url: str, session: requests.Session, doctype: str, **values) -> dict:
	answer = session.post(f"{url}/api/resource/{doctype}", json=values, timeout=LIMIT)
	assert answer.ok, answer.text[:2000]
	return answer.json()["data"]


def call(url: str, session: requests.Session, door: str, **words) -> dict:
	answer = session.post(f"{url}/api/method/qingdan_app.api.{door}", json=words, timeout=LIMIT)
	assert answer.ok, answer.text[:2000]
	return answer.json().get("message")
