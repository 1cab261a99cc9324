"""A replica that lags, and one that is down: what is ours is true all the same, and nothing that was counted there is kept."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.database import get_db

from qingdan_app import primary
from qingdan_app.permissions import read_where_written
from qingdan_app.tasks import page, totals
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

TASK = "Qingdan Task"
GET, COUNT = "frappe.desk.reportview.get", "frappe.desk.reportview.get_count"
NOBODY_LISTENS = 9


class TestReplicas(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "conf", frappe.local.conf)
		self.city = City()

	def tearDown(self):
		for name in ("replica_db", "primary_db"):
			if hasattr(frappe.local, name):
				delattr(frappe.local, name)
		super().tearDown()

	def configured(self, **replica) -> None:
		"""The site has a replica; nobody listens where it should be unless a port is given."""
		where = {"read_from_replica": 1, "replica_host": "127.0.0.1", "replica_db_port": NOBODY_LISTENS}
		frappe.local.conf = frappe._dict(frappe.local.conf, **where, **replica)

	@contextmanager
	def behind(self):
		"""Read a copy that knows nothing of what this test has written: another connection sees what is committed alone."""
		frappe.local.primary_db, frappe.local.replica_db = frappe.local.db, get_db()
		frappe.local.db = frappe.local.replica_db
		try:
			yield
		finally:
			frappe.local.replica_db.close()
			frappe.local.db = frappe.local.primary_db

	def test_a_replica_that_is_down_breaks_no_list_and_no_count_of_ours(self):
		self.configured()

		rows = self.call(GET, self.city.liaison, doctype=TASK, fields='["name"]', filters="[]")
		self.configured()
		number = self.call(COUNT, self.city.liaison, doctype=TASK, filters="[]")

		self.assertIn(self.city.task.name, str(rows))
		self.assertEqual(number, 1)

	def test_a_report_of_ours_is_read_where_it_is_written(self):
		self.configured()

		said = self.call(
			"frappe.desk.query_report.run",
			self.city.supervisor,
			report_name="Qingdan Tasks by State",
			filters="{}",
		)

		self.assertTrue(said["result"])

	def test_lists_of_others_are_read_as_the_operator_has_chosen(self):
		self.configured()
		frappe.local.form_dict = frappe._dict(doctype="Language")

		read_where_written.stay()

		self.assertEqual(frappe.conf.read_from_replica, 1)

	def test_what_repeats_words_of_ours_and_what_names_no_doctype_is_read_where_it_is_written(self):
		for asked in (
			{"doctype": "Comment"},
			{"doctype": "Qingdan Task Unit"},
			{},
			{"report_name": ["a"]},
			{"doctype": ["Language"]},
			{"doctype": "Language", "report_name": "Qingdan Tasks by State"},
		):
			with self.subTest(asked=asked):
				self.configured()
				frappe.local.form_dict = frappe._dict(asked)
				read_where_written.stay()
				self.assertEqual(frappe.conf.read_from_replica, 0)

	def test_roles_are_known_before_core_turns_to_a_copy(self):
		self.configured()
		frappe.cache.hdel("roles", self.city.liaison)
		with self.as_user(self.city.liaison):
			frappe.local.form_dict = frappe._dict(doctype="Language")
			read_where_written.stay()
			with self.behind():
				self.assertIn("Qingdan Unit Liaison", frappe.get_roles())

	def test_a_total_that_was_counted_on_a_copy_is_kept_for_nobody(self):
		with patch.multiple(totals, SETTLING=-1), self.as_user(self.city.liaison):
			query = TaskQuery(state="待启动")
			for _each in range(3):  # the first makes the marks
				with (
					patch.object(primary, "reads_a_copy", return_value=True),
					patch.object(totals, "_keep") as keep,
				):
					totals.total([f"unit:{self.city.lead}"], query, lambda: 0)
				keep.assert_not_called()
			self.assertEqual(page_of_tasks(query)["total"], 1)

	def test_a_kept_total_of_nothing_hides_no_task(self):
		"""However it came to be kept: by a copy that was behind, or in a race."""
		with self.as_user(self.city.liaison), patch.object(totals, "total", return_value=0):
			found = page_of_tasks(TaskQuery())
			names = page.names_of_page(TaskQuery())

		self.assertEqual((found["total"], [row.name for row in found["tasks"]]), (1, [self.city.task.name]))
		self.assertEqual(names, [self.city.task.name])

	def test_a_kept_total_of_too_many_is_put_right_by_the_last_page(self):
		with self.as_user(self.city.liaison), patch.object(totals, "total", return_value=7):
			self.assertEqual(page_of_tasks(TaskQuery())["total"], 1)
			self.assertEqual(page_of_tasks(TaskQuery(start=20))["total"], 7)

	def test_a_connection_that_reads_a_copy_is_known_and_can_be_left_aside(self):
		self.assertFalse(primary.reads_a_copy())
		with self.behind():
			self.assertTrue(primary.reads_a_copy())
			self.assertFalse(frappe.db.exists(TASK, self.city.task.name))
			with primary.used():
				self.assertTrue(frappe.db.exists(TASK, self.city.task.name))
			self.assertTrue(primary.reads_a_copy())
		self.assertFalse(primary.reads_a_copy())
