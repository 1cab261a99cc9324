"""Script planted in words, opinions and names of files runs on no page, whoever opens it; a copy leads to a page that opens."""

import json

import pytest
import requests
from playwright.sync_api import expect

from qingdan_app.tests.browser import walking
from qingdan_app.tests.browser.city import Cast, cast_for, session_of
from qingdan_app.tests.patience import LIMIT

PLANTED = '"<img src=x onerror=window.planted=1>"'
FILE = '"><img src=x onerror=window.planted=1>.txt'
PAGES = (
	"qingdan-task/{task}",
	"qingdan-progress-report/{report}",
	"qingdan-task/view/list",
	"qingdan-task/view/report",
	"qingdan-progress-report/view/report",
	"qingdan-approval-log/view/report",
	"qingdan-approval-request/{request}",
	"qingdan-inbox/todo",
	"qingdan-inbox/done",
	"qingdan-inbox/copied",
	"qingdan-inbox/request/{request}",
	"query-report/Qingdan Waiting on Whom",
	"print/Qingdan Progress Report/{report}",
	"print/Qingdan Task/{task}",
)


@pytest.fixture(scope="module")
def planted(url, people) -> tuple[Cast, dict]:
	"""A task under review whose report, evidence, opinions and comments are full of script."""
	cast = cast_for(url, people)
	liaison, head = session_of(url, cast.liaison), session_of(url, cast.head)
	call(url, liaison, "documents.perform", doctype="Qingdan Task", name=cast.task, act="start")
	filed = call(
		url,
		liaison,
		"reports.file_report",
		task=cast.task,
		kind="Completion",
		percent=100,
		evidence=[{"file": upload(url, liaison), "caption": PLANTED}],
		**dict.fromkeys(("done", "figures", "problems", "next_steps"), f"完成{PLANTED}"),
	)
	request = call(url, head, "approvals.get_request", doctype="Qingdan Task", name=cast.task)["request"]
	copy = {"verb": "copy", "opinion": PLANTED, "people": [cast.outsider["user"]]}
	call(url, head, "approvals.act", request=request, **copy)
	call(url, head, "approvals.act", request=request, verb="approve", opinion=f"同意{PLANTED}")
	comment = {
		"reference_doctype": "Qingdan Task",
		"reference_name": cast.task,
		"content": PLANTED,
		"comment_email": "x",
		"comment_by": PLANTED,
	}
	post(url, head, "frappe.desk.form.utils.add_comment", comment)
	return cast, {"task": cast.task, "report": filed["name"], "request": request}


@pytest.mark.parametrize("who", ["liaison", "head", "office", "outsider", "supervision", "administrator"])
def test_no_page_runs_what_was_planted(planted, people, desk_of, who):
	cast, names = planted
	desk = desk_of(person_of(cast, people, who))
	desk.arrive()
	for page in PAGES:
		walking.go(desk, page.format(**names))
		assert not has_run(desk), page
	desk.wait_for_quiet()
	assert not has_run(desk), "on one of them"


def test_a_copy_leads_to_a_page_that_opens(planted, desk_of):
	cast, names = planted
	desk = desk_of(cast.outsider)
	desk.visit("/app/qingdan-inbox/copied")
	desk.page.locator(".qd-inbox-row:visible").first.click()

	desk.page.wait_for_url(f"**/qingdan-inbox/request/{names['request']}")
	expect(desk.page.locator(".qd-reading:visible")).to_contain_text(cast.text[:10])
	assert desk.errors == []


def has_run(desk) -> bool:
	"""On the page, or in what it shows within a frame."""
	return any(frame.evaluate("Boolean(window.planted)") for frame in desk.page.frames)


def person_of(cast: Cast, people: list[dict], who: str) -> dict:
	roles = {"supervision": "Qingdan Supervision Office", "administrator": "Qingdan List Administrator"}
	if who not in roles:
		return getattr(cast, who)
	return next(person for person in people if person["roles"] == [roles[who]])


def upload(url: str, session: requests.Session) -> str:
	files, data = {"file": (FILE, b"x", "text/plain")}, {"is_private": "1"}
	answer = session.post(f"{url}/api/method/upload_file", files=files, data=data, timeout=LIMIT)
	answer.raise_for_status()
	return answer.json()["message"]["file_url"]


def call(url: str, session: requests.Session, door: str, **words) -> dict:
	return post(url, session, f"qingdan_app.api.{door}", words)


def post(url: str, session: requests.Session, method: str, words: dict) -> dict:
	answer = session.post(f"{url}/api/method/{method}", json=words, timeout=LIMIT)
	assert answer.ok, json.dumps(answer.json(), ensure_ascii=False)[:2000]
	return answer.json().get("message")
