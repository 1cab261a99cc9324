"""docs/api.md is run as it stands: every bash block, in the order of the page, against the served site."""

import json
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from qingdan_app.tests.patience import LIMIT

ROOT = Path(__file__).parents[3]
BLOCK = re.compile(r"```bash\n(.*?)\n```", re.DOTALL)


def commands() -> list[str]:
	return BLOCK.findall((ROOT / "docs" / "api.md").read_text(encoding="utf-8"))


def log_in(url: str, person: dict) -> requests.Session:
	session = requests.Session()
	answer = session.post(
		f"{url}/api/method/login", data={"usr": person["user"], "pwd": person["password"]}, timeout=LIMIT
	)
	answer.raise_for_status()
	return session


def first_waiting_task(url: str, people: list[dict]) -> tuple[dict, dict]:
	"""A liaison and a task of their unit that nobody has started, with its leader."""
	for person in people:
		if person["roles"] != ["Qingdan Unit Liaison"]:
			continue
		filters = json.dumps([["state", "=", "待启动"], ["lead_unit", "=", person["unit"]]])
		found = log_in(url, person).get(
			f"{url}/api/resource/Qingdan%20Task",
			params={"filters": filters, "fields": '["name", "leader"]', "limit_page_length": 1},
			timeout=LIMIT,
		)
		if found.json()["data"]:
			return person, found.json()["data"][0]
	pytest.fail("no unit has a task in 待启动 left on this site")


@pytest.fixture(scope="module")
def environment(url) -> dict:
	people = json.loads(Path(os.environ["QINGDAN_USERS"]).read_text(encoding="utf-8"))
	liaison, task = first_waiting_task(url, people)
	office = next(person for person in people if person["leader"] == task["leader"])
	head = next(
		person
		for person in people
		if person["roles"] == ["Qingdan Unit Head"] and person["unit"] == liaison["unit"]
	)
	supervision = next(person for person in people if person["roles"] == ["Qingdan Supervision Office"])
	admin = next(person for person in people if person["roles"] == ["Qingdan List Administrator"])
	return {
		**os.environ,
		"URL": url,
		"PASSWORD": liaison["password"],
		"LIAISON": liaison["user"],
		"HEAD": head["user"],
		"OFFICE": office["user"],
		"SUPERVISION": supervision["user"],
		"ADMIN": admin["user"],
		"TASK": quote(task["name"]),
		"LIST_FILE": str(ROOT / "qingdan_app" / "demo" / "hangzhou-2021.txt"),
		"no_proxy": "*",
	}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
	return tmp_path_factory.mktemp("api")


@pytest.mark.parametrize("number", range(len(commands())))
def test_each_curl_line_of_the_api_page_answers_without_an_error(number, environment, folder):
	command = commands()[number]
	done = subprocess.run(
		["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=LIMIT
	)
	assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
	for line in done.stdout.splitlines() or [done.stdout]:
		for answer in re.findall(r"\{.*\}", line):
			assert "exc_type" not in answer, answer


def test_the_task_of_the_page_was_returned_to_its_unit(environment):
	session = requests.Session()
	session.post(
		f"{environment['URL']}/api/method/login",
		data={"usr": environment["OFFICE"], "pwd": environment["PASSWORD"]},
		timeout=LIMIT,
	).raise_for_status()
	task = session.get(
		f"{environment['URL']}/api/resource/Qingdan%20Task/{environment['TASK']}", timeout=LIMIT
	)
	assert task.json()["data"]["state"] == "推进中"


def test_the_page_names_every_endpoint_of_the_app():
	page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
	door = re.compile(r"@frappe\.whitelist\([^)]*\)\n(?:@\w+\n)*def (\w+)")
	for path in (ROOT / "qingdan_app" / "api").glob("*.py"):
		for name in door.findall(path.read_text(encoding="utf-8")):
			assert f"qingdan_app.api.{path.stem}.{name}" in page, name
