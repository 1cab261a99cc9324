"""Whom the browser tests are about: a task nobody has started, and the people around it."""

import json
from dataclasses import dataclass

import pytest
import requests

from qingdan_app.tests.patience import LIMIT


@dataclass(frozen=True)
class Cast:
	"""A task in 待启动, its lead unit's liaison and head, its leader's office, and a liaison who has no part in it."""

	task: str
	text: str
	liaison: dict
	head: dict
	office: dict
	outsider: dict


def cast_for(url: str, people: list[dict]) -> Cast:
	"""Choose a task that nobody has touched, so that the test can be run again on the same site."""
	liaisons = [person for person in people if person["roles"] == ["Qingdan Unit Liaison"]]
	supervision = session_of(
		url, next(person for person in people if person["roles"] == ["Qingdan Supervision Office"])
	)
	for task in untouched_tasks(url, supervision):
		units = units_of(url, supervision, task["name"])
		liaison = next((person for person in liaisons if person["unit"] == task["lead_unit"]), None)
		head = next((person for person in people if is_head(person, task["lead_unit"])), None)
		outsider = next((person for person in liaisons if is_outside(url, person, task["name"])), None)
		office = next((person for person in people if is_office(person, task["leader"])), None)
		if liaison and head and outsider and office and units:
			return Cast(task["name"], task["text"], liaison, head, office, outsider)
	pytest.fail("no untouched task with a liaison, a head, an office and an outsider is left on this site")


def session_of(url: str, person: dict) -> requests.Session:
	session = requests.Session()
	session.trust_env = False
	answer = session.post(
		f"{url}/api/method/login", data={"usr": person["user"], "pwd": person["password"]}, timeout=LIMIT
	)
	answer.raise_for_status()
	return session


def untouched_tasks(url: str, session: requests.Session, **same: str) -> list[dict]:
	"""Tasks nobody has acknowledged, led by a unit; `same` names values they share."""
	filters = [["state", "=", "待启动"], ["acknowledged_by", "is", "not set"], ["lead_unit", "is", "set"]]
	filters += [[field, "=", value] for field, value in same.items()]
	fields = ["name", "text", "lead_unit", "leader"]
	params = {
		"filters": json.dumps(filters),
		"fields": json.dumps(fields),
		"limit_page_length": 20,
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
