"""What people do over HTTP before a test of the browser looks."""

import json

import requests

from qingdan_app.tests.browser.city import session_of
from qingdan_app.tests.patience import LIMIT


def call(url: str, session: requests.Session, door: str, **words) -> dict:
	answer = session.post(f"{url}/api/method/qingdan_app.api.{door}", data=words, timeout=LIMIT)
	assert answer.status_code == 200, answer.text[:500]
	return answer.json()


def in_review(url: str, cast) -> str:
	"""The cast's task, sent to review by its liaison."""
	liaison = session_of(url, cast.liaison)
	call(url, liaison, "tasks.acknowledge", names=json.dumps([cast.task]))
	call(url, liaison, "documents.perform", act="start", doctype="Qingdan Task", name=cast.task)
	file = liaison.post(
		f"{url}/api/method/upload_file",
		files={"file": ("验收单.txt", f"验收 {cast.task}".encode())},
		data={"is_private": 1},
		timeout=LIMIT,
	).json()["message"]["file_url"]
	words = {"task": cast.task, "kind": "Completion", "done": "全部完成", "percent": 100}
	evidence = json.dumps([{"file": file, "caption": "验收单"}])
	call(url, liaison, "reports.file_report", evidence=evidence, **words)
	return cast.task
