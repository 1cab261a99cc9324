"""Whom the browser tests are about: a task nobody has started, and the people around it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import pytest
import requests

from qingdan_app.tests.patience import LIMIT

SITE_DAY = datetime.now(timezone(timedelta(hours=8))).date()
"""The day by which the site in China reckons, wherever the tests run."""
ROADS = (
	"文晖路",
	"秋涛路",
	"莫干山路",
	"天目山路",
	"望江路",
	"复兴路",
	"闻涛路",
	"湖墅路",
	"凤起路",
	"古墩路",
	"丰潭路",
	"中河路",
)
"""Words for what a test writes: it may stand in a picture of the guide."""


@dataclass(frozen=True)
class Cast:
	"""A task in 待启动, its lead unit's liaison and head, its leader's office, and a liaison who has no part in it;
	`second` is another such task of the same unit and leader, empty where none was asked for."""

	task: str
	text: str
	liaison: dict
	head: dict
	office: dict
	outsider: dict
	second: str = ""


def cast_for(url: str, people: list[dict], pair: bool = False) -> Cast:
	"""Choose a task that nobody has touched, so that the test can be run again on the same site; or a pair of them."""
	liaisons = [person for person in people if person["roles"] == ["Qingdan Unit Liaison"]]
	supervision = session_of(
		url, next(person for person in people if person["roles"] == ["Qingdan Supervision Office"])
	)
	untouched = untouched_tasks(url, supervision)
	for task in untouched:
		second = _another(task, untouched) if pair else ""
		if pair and not second:
			continue
		units = units_of(url, supervision, task["name"])
		liaison = next((person for person in liaisons if person["unit"] == task["lead_unit"]), None)
		head = next((person for person in people if is_head(person, task["lead_unit"])), None)
		outsider = next((person for person in liaisons if is_outside(url, person, task["name"])), None)
		office = next((person for person in people if is_office(person, task["leader"])), None)
		if liaison and head and outsider and office and units:
			return Cast(task["name"], task["text"], liaison, head, office, outsider, second)
	pytest.fail("no untouched task with a liaison, a head, an office and an outsider is left on this site")


def _another(task: dict, tasks: list[dict]) -> str:
	same = ("lead_unit", "leader")
	others = (one for one in tasks if all(one[field] == task[field] for field in same))
	return next((one["name"] for one in others if one["name"] != task["name"]), "")


def session_of(url: str, person: dict) -> requests.Session:
	session = requests.Session()
	session.trust_env = False
	answer = session.post(
		f"{url}/api/method/login", data={"usr": person["user"], "pwd": person["password"]}, timeout=LIMIT
	)
	answer.raise_for_status()
	return session


def untouched_tasks(url: str, session: requests.Session) -> list[dict]:
	"""Tasks nobody has acknowledged, handed out to a unit that has not refused them, and not at rest."""
	filters = [["state", "=", "待启动"], ["acknowledged_by", "is", "not set"], ["lead_unit", "is", "set"]]
	filters += [["drafted", "=", 0], ["open_refusal", "is", "not set"], ["course", "is", "not set"]]
	fields = ["name", "text", "lead_unit", "leader"]
	params = {
		"filters": json.dumps(filters),
		"fields": json.dumps(fields),
		"limit_page_length": 0,
		"order_by": "name",
	}
	return session.get(f"{url}/api/resource/Qingdan Task", params=params, timeout=LIMIT).json()["data"]


def units_of(url: str, session: requests.Session, task: str) -> list[str]:
	rows = session.get(f"{url}/api/resource/Qingdan Task/{task}", timeout=LIMIT).json()["data"]["units"]
	return [row["unit"] for row in rows]


def is_outside(url: str, person: dict, task: str) -> bool:
	"""By what the server counts, not by what the form shows: this is only the choice, the test proves it."""
	params = {"filters": json.dumps([["name", "=", task]])}
	return (
		not session_of(url, person)
		.get(f"{url}/api/resource/Qingdan Task", params=params, timeout=LIMIT)
		.json()["data"]
	)


def is_office(person: dict, leader: str) -> bool:
	return person["leader"] == leader and "office" in person["user"]


def is_head(person: dict, unit: str) -> bool:
	return person["roles"] == ["Qingdan Unit Head"] and person["unit"] == unit
