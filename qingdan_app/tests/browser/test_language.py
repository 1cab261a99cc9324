"""Who reads Chinese reads no English, and the other way round, on any page; and nobody is shown by an address."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import pytest
import requests

from qingdan_app.tests.browser import language, walking
from qingdan_app.tests.browser.acts import in_review
from qingdan_app.tests.browser.city import cast_for, session_of, untouched_tasks
from qingdan_app.tests.browser.desk import Desk
from qingdan_app.tests.patience import LIMIT

USUAL = "zh"
"""What everybody on the site speaks."""
LOCALES = {"zh": "zh-CN", "en": "en-US"}
ROLES = ("Qingdan List Administrator", "Qingdan Supervision Office", "System Manager")
ALWAYS = ("qingdan-task/", "qingdan-inbox", "qingdan-progress-report/")
"""Pages that look otherwise for everybody."""
OUTSIDE = ("/me", "/nothing-here")
CLOSED = ("qingdan-approval-flow", "query-report/404")
"""Pages that are refused to who reports for a unit, or are not there."""
ADDRESS = re.compile(r"[\w.-]+@qingdan\.example")
AT_ONCE = ("签收", "启动", "Acknowledge", "Start Task", "催办", "Urge")


class Walk:
	"""What several people read of the same city, in one language."""

	def __init__(self, screens, url, administrator, chosen):
		self.screens, self.url, self.administrator, self.language = screens, url, administrator, chosen
		self.said: list[walking.Said] = []
		self.walked: dict[str, set[str]] = {"desk": set(), "phone": set()}
		self.desk: Desk | None = None

	@contextmanager
	def desk_of(self, person: dict) -> Iterator[Desk]:
		"""Desk in the language of the walk; all sit down before one screen, so that its scripts are loaded once."""
		if self.language != USUAL:
			self.speak(person, self.language)
		try:
			self.desk = self.desk or Desk(self.screens.take(locale=LOCALES[self.language]), self.url)
			self.desk.change_places(person)
			yield self.desk
		finally:
			if self.language != USUAL:
				self.speak(person, USUAL)

	def close(self) -> None:
		if self.desk:
			self.desk.close()

	def by(self, person: dict, *tasks: str, phone: bool = False, closed: Iterable[str] = ()) -> None:
		"""Walk all that nobody of these has walked yet, and the pages that are this person's own; on a phone too."""
		with self.desk_of(person) as desk:
			pages = walking.pages_of(desk)
			self.pages(desk, pages, "desk")
			for task in tasks:
				self.read(desk, f"qingdan-task/{task}")
				self.said += walking.read_dialogs(desk, f"{person['full_name']}: {task}", but=AT_ONCE)
			for page in closed:
				self.said += walking.read_refusal(desk, page)
			for page in OUTSIDE if tasks else ():
				desk.page.goto(page, wait_until="networkidle")
				self.said += walking.read(desk, page)
			if phone:
				walking.take_a_phone(desk)
				self.pages(desk, pages, "phone")

	def pages(self, desk: Desk, pages: list[str], screen: str) -> None:
		for page in pages:
			if walking.kind_of(page) not in self.walked[screen] or page.startswith(ALWAYS):
				self.walked[screen].add(walking.kind_of(page))
				self.read(desk, page)

	def read(self, desk: Desk, page: str) -> None:
		walking.go(desk, page)
		self.said += walking.read(desk, page)

	def as_guest(self) -> None:
		with closing(self.screens.take(locale=LOCALES[self.language])) as screen:
			screen.page.goto("/login")
			self.said += [walking.Said("/login", *each) for each in screen.page.evaluate(walking.READ)]

	def speak(self, person: dict, chosen: str) -> None:
		answer = self.administrator.put(
			f"{self.url}/api/resource/User/{person['user']}", json={"language": chosen}, timeout=LIMIT
		)
		answer.raise_for_status()


@pytest.fixture
def administrator(url) -> requests.Session:
	password = os.environ["QINGDAN_ADMINISTRATOR_PASSWORD"]
	return session_of(url, {"user": "Administrator", "password": password})


@pytest.mark.parametrize("chosen", ["zh", "en"])
def test_every_page_speaks_the_language_of_who_reads_and_names_people(
	screens, url, people, administrator, chosen
):
	cast = cast_for(url, people)
	reviewed = in_review(url, cast)
	with closing(Walk(screens, url, administrator, chosen)) as walk:
		walk.as_guest()
		for role in ROLES:
			walk.by(next(person for person in people if person["roles"] == [role]))
		refused = (closed_to(url, cast.liaison, administrator), *CLOSED)
		walk.by(cast.liaison, reviewed, phone=True, closed=refused)
		walk.by(cast.head, reviewed, phone=True)
		walk.by(cast.office, reviewed)

	data = language.Data(values_of(url, administrator))
	foreign = sorted(language.foreign(walk.said, chosen, data))
	assert foreign == [], "\n".join(foreign)
	assert sorted({str(each) for each in walk.said if ADDRESS.search(each.words)}) == []


def closed_to(url: str, person: dict, everybody: requests.Session) -> str:
	"""The page of a task that this person does not see."""
	seen, every = (
		{task["name"] for task in untouched_tasks(url, each)} for each in (session_of(url, person), everybody)
	)
	return f"qingdan-task/{min(every - seen)}"


def values_of(url: str, session: requests.Session):
	"""What stands in the fields of `language.DATA`, and of `language.KEPT_AS_JSON`."""
	for doctype, fields in language.DATA.items():
		params = {
			"fields": json.dumps(list(fields)),
			"filters": json.dumps(language.ONLY.get(doctype, [])),
			"limit_page_length": 0,
			"parent": language.ROWS_OF.get(doctype),
		}
		answer = session.get(f"{url}/api/resource/{doctype}", params=params, timeout=LIMIT)
		yield from (str(value) for row in answer.json()["data"] for value in row.values() if value)
	for doctype, field in language.KEPT_AS_JSON.items():
		params = {"fields": json.dumps([field]), "limit_page_length": 0}
		answer = session.get(f"{url}/api/resource/{doctype}", params=params, timeout=LIMIT)
		kept = (json.loads(row[field]) for row in answer.json()["data"] if row[field])
		yield from (text for each in kept for text in language.long_texts(each))
