"""What core's web pages say in English alone is said in the language of who reads; what a site says of itself stays."""

from unittest.mock import patch

import frappe

from qingdan_app import compat
from qingdan_app.desk import web_pages
from qingdan_app.organization import settings
from qingdan_app.tests.base import QingdanTestCase


class TestWebPages(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		self.addCleanup(frappe.clear_document_cache, settings.SETTINGS, settings.SETTINGS)

	def said(self, lists: str = settings.IN_USE, **context: str) -> dict:
		frappe.local.lang = "zh"
		frappe.db.set_single_value(settings.SETTINGS, "responsibility_lists", lists)
		frappe.clear_document_cache(settings.SETTINGS, settings.SETTINGS)
		return web_pages.in_words(context)

	def test_the_page_to_log_in_is_called_so_and_the_last_line_is_in_the_readers_language(self):
		said = self.said(title="Login")
		self.assertEqual(said["title"], "登录")
		self.assertTrue(said["footer_powered"].startswith("基于"))

	def test_a_visitor_is_spoken_to_in_the_language_they_ask_for_and_a_user_in_their_own(self):
		for user, spoken in (("Guest", "de"), ("Administrator", "zh")):
			frappe.local.lang = "zh"
			with (
				self.subTest(user=user),
				self.as_user(user),
				patch("frappe.translate.get_language", lambda: "de"),
			):
				compat.speak_to_visitors()
				self.assertEqual(frappe.local.lang, spoken)

	def test_what_the_site_says_of_itself_stays(self):
		self.assertEqual(self.said(title="市政府督查", footer_powered="市大数据局"), {})

	def test_a_guest_among_other_apps_leaves_their_last_line(self):
		self.assertNotIn("footer_powered", self.said(settings.NOT_USED, title="Login"))
