"""What load balancers and monitors are told, who come without an account: nothing of anybody, and not at the price of the site."""

from unittest.mock import patch

import frappe
from frappe.utils import set_request
from redis.exceptions import ConnectionError as RedisIsAway

from qingdan_app.api import health
from qingdan_app.messaging import outbox
from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import MESSAGE, due, message
from qingdan_app.tests.site import SiteTestCase
from qingdan_app.topology import servers_asked, watched_over

GET_HEALTH, GET_METRICS = "qingdan_app.api.health.get_health", "qingdan_app.api.health.get_metrics"


class TestWatchedOver(SiteTestCase):
	def setUp(self):
		super().setUp()
		watched_over._remembered.clear()
		self.addCleanup(watched_over._remembered.clear)

	def asked(self, strict: bool = False) -> tuple[dict, int]:
		"""`(answer, status)` for a visitor."""
		with self.as_user("Guest"):
			self.by_browser()
			said = health.get_health(strict)
			return said, frappe.local.response.get("http_status_code", 200)

	def by_browser(self) -> None:
		"""A request without a login."""
		set_request(method="GET", path="/")
		frappe.local.response = frappe._dict()

	def away(self, server: str):
		return patch.object(servers_asked, server, side_effect=RedisIsAway("nobody there"))

	def test_a_visitor_is_told_that_the_servers_answer_and_nothing_more(self):
		said, status = self.asked()

		self.assertEqual(status, 200)
		self.assertEqual(set(said), {"well", "database", "cache", "queue", "message_behind", "clock_behind"})
		self.assertEqual((said["database"], said["cache"], said["queue"]), (True, True, True))
		self.assertTrue(all(isinstance(value, bool | int) for value in said.values()))

	def test_without_the_queue_requests_are_answered_and_whoever_is_strict_hears_of_it(self):
		with self.away("queue"):
			self.assertEqual(self.asked()[1], 200)
			self.assertEqual(self.asked(strict=True)[1], 503)

	def test_without_the_cache_the_answer_is_503(self):
		with self.away("cache"):
			self.assertEqual(self.asked()[1], 503)

	def test_a_database_that_only_reads_takes_no_requests(self):
		with patch.object(watched_over, "_only_reads", return_value=True):
			self.assertEqual(self.asked()[1], 503)

	def test_a_message_that_lies_is_told_in_seconds_and_not_whose_it_is(self):
		told = message()
		outbox.send([factories.supervisor()], told)
		due(frappe.db.get_value(MESSAGE, {"cause": told.cause}))

		said, status = self.asked(strict=True)

		self.assertEqual(status, 503)
		self.assertGreater(said["message_behind"], 1800)
		self.assertFalse(said["well"])

	def test_who_asks_a_hundred_times_has_the_servers_asked_once(self):
		with patch.object(watched_over, "_health", wraps=watched_over._health) as looked:
			for _each in range(100):
				self.asked()
		self.assertEqual(looked.call_count, 1)

	def test_figures_are_for_whoever_runs_the_site_alone(self):
		for user in ("Guest", factories.administrator(), factories.supervisor()):
			with self.subTest(user=user), self.as_user(user):
				self.by_browser()
				self.assertRefused(frappe.PermissionError, health.get_metrics)
				self.assertRefused(frappe.PermissionError, health.get_metrics, "")
				self.assertRefused(frappe.PermissionError, health.get_metrics, "None")

	def test_a_monitor_with_the_token_reads_a_page_of_figures_that_names_nobody(self):
		self.addCleanup(setattr, frappe.local, "conf", frappe.local.conf)
		frappe.local.conf = frappe._dict(frappe.local.conf, qingdan_metrics_token="0123456789abcdef")
		City().started()

		with self.as_user("Guest"):
			self.by_browser()
			self.assertRefused(frappe.PermissionError, health.get_metrics, "0123456789abcdee")
			page = health.get_metrics("0123456789abcdef")

		text = page.get_data(as_text=True)
		self.assertTrue(page.content_type.startswith("text/plain"))
		self.assertIn("qingdan_database_up 1\n", text)
		self.assertIn('qingdan_queue_jobs{queue="short"} ', text)
		self.assertNotIn("@", text)
		for line in text.splitlines():
			self.assertTrue(line.startswith(("# ", "qingdan_")), line)

	def test_a_system_manager_reads_them_logged_in(self):
		self.by_browser()
		self.assertIn("qingdan_well", health.get_metrics().get_data(as_text=True))
