"""A served site and the people who may log in, from the environment: QINGDAN_URL and QINGDAN_USERS.

Where several tests run at once, QINGDAN_URL names a site for each of those who run them.
"""

import json
import logging
import os
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from qingdan_app.tests.browser.desk import MILLISECONDS, Desk
from qingdan_app.tests.browser.screens import Screens

CHROMIUM = os.environ.get("QINGDAN_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
	*("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
	*("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
log = logging.getLogger(__name__)
expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="session")
def url(worker_id) -> str:
	sites = os.environ["QINGDAN_URL"].split()
	return sites[int(worker_id.removeprefix("gw")) if worker_id != "master" else 0].rstrip("/")


@pytest.fixture(scope="session")
def people() -> list[dict]:
	return json.loads(Path(os.environ["QINGDAN_USERS"]).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def screens(url, tmp_path_factory):
	"""Screens to sit down before, of one browser each."""
	with sync_playwright() as playwright:
		launch = partial(
			playwright.chromium.launch_persistent_context,
			executable_path=CHROMIUM,
			args=FLAGS,
			timeout=MILLISECONDS,
		)
		screens = Screens(launch, url, tmp_path_factory.mktemp("screens"))
		yield screens
		screens.close()


@pytest.fixture
def desk_of(screens, url):
	"""Opens Desk for a person, who is logged in already or comes in by the form; closed at the end of the test."""
	opened = []

	def open_desk(person: dict, phone: bool = False, by_form: bool = False) -> Desk:
		opened.append(Desk(screens.take(phone), url))
		(opened[-1].log_in if by_form else opened[-1].sit_down)(person)
		return opened[-1]

	yield open_desk
	for desk in opened:
		# Shown beside a test that fails.
		log.warning("%s: complaints %s, lost %s", desk.page.url, desk.errors, desk.lost)
		desk.close()
