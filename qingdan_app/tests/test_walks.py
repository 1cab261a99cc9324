"""The walks of docs/walks.md are walked: each function that one names is called, and in that order."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from qingdan_app.messaging import jobs as messages
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.tests.walks import APP, Station, walks
from qingdan_app.workflows.requests import jobs
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class WalkTestCase(QingdanTestCase):
	@contextmanager
	def walked(self, title: str) -> Iterator[None]:
		"""What is called meanwhile passes every station of the walk, one after the other."""
		passed: list[Station] = []
		sys.setprofile(lambda frame, event, _value: event == "call" and passed.extend(station_of(frame)))
		try:
			yield
		finally:
			sys.setprofile(None)
		self.assertEqual(missed(walks()[title], passed), [], title)


class TestWalks(WalkTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_a_report_is_filed(self):
		self.city.started()
		rows = [{"file": factories.evidence(self.city.liaison), "caption": "验收单"}]
		words = {"done": "全部完成", "percent": 100, "evidence": rows, "kind": "Completion"}
		with self.walked("A report is filed"):
			door = "qingdan_app.api.reports.file_report"
			self.call(door, self.city.liaison, task=self.city.task.name, **words)
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "state"), "待审核")

	def test_a_task_is_completed(self):
		self.city.in_review()
		about = {"doctype": "Qingdan Task", "name": self.city.task.name}
		with self.walked("A task is completed"):
			self.call("qingdan_app.api.documents.perform", self.city.office, act="complete", **about)
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "state"), "已完成")

	def test_a_message_reaches_its_receiver(self):
		self.city.started()
		with one_transaction(), self.walked("A message reaches its receiver"):
			self.city.file_completion()
			messages.deliver()
		self.assertTrue(frappe.db.exists("Notification Log", {"for_user": self.city.head}))


class TestWalkOfAClock(ApprovalTestCase, WalkTestCase):
	def test_a_clock_ticks(self):
		run = self.sent(step("一", self.one, working_hours=8))
		later = add_to_date(now_datetime(), days=30)
		moment = patch.object(jobs, "now_datetime", lambda: later)
		with moment, one_transaction(), self.walked("A clock ticks"):
			jobs.tick()
		self.assertTrue(self.turn_of(run, self.one).late_since)


def station_of(frame) -> Iterator[Station]:
	file = frame.f_code.co_filename
	if file.startswith(f"{APP}/"):
		name = frame.f_code.co_name
		yield (
			file[len(f"{APP}/") :],
			getattr(frame.f_code, "co_qualname", name),
		)  # Python 3.10 has no whole name


def missed(stations: list[Station], passed: list[Station]) -> list[Station]:
	"""The first station that is not passed after the ones before it, and those that follow."""
	rest = iter(passed)
	for number, station in enumerate(stations):
		if not any(is_at(station, each) for each in rest):
			return stations[number:]
	return []


def is_at(station: Station, passed: Station) -> bool:
	"""Whether a call is the one that is meant: a method may be named with its class or without."""
	whole, called = f".{station[1]}", f".{passed[1]}"
	return station[0] == passed[0] and (called.endswith(whole) or whole.endswith(called))
