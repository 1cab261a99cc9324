"""The words of a language are unpickled once a process, and no change of them is missed."""

import pickle
from unittest.mock import patch

import frappe
from frappe.translate import MERGED_TRANSLATION_KEY, get_all_translations
from frappe.utils.redis_wrapper import RedisWrapper
from redis.exceptions import ConnectionError

from qingdan_app import words_at_hand
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase


class TestWordsAtHand(QingdanTestCase):
	def setUp(self):
		super().setUp()
		before = frappe.local.lang
		self.addCleanup(setattr, frappe.local, "lang", before)
		self.addCleanup(frappe.cache.delete_value, MERGED_TRANSLATION_KEY)
		frappe.local.lang = "zh"
		words_at_hand._kept.clear()
		self._request(make=True)

	def _request(self, make: bool = False) -> dict:
		"""What the next request finds, made by core where nothing is stored."""
		frappe.local.cache = {}
		if not make:
			words_at_hand.hold()
		return get_all_translations("zh")

	def test_a_second_request_unpickles_nothing(self):
		first = self._request()
		with patch.object(pickle, "loads", side_effect=AssertionError):
			second = self._request()
		self.assertEqual(second, first)
		self.assertIn("Qingdan Task", second)

	def test_a_translation_that_is_changed_is_said_by_the_next_request(self):
		self._request()
		new = factories.unique("任务单")
		values = {"doctype": "Translation", "language": "zh", "source_text": "Qingdan Task"}
		frappe.get_doc({**values, "translated_text": new}).insert()
		self.assertEqual(self._request(make=True)["Qingdan Task"], new)  # core makes the table anew
		self.assertEqual(self._request()["Qingdan Task"], new)

	def test_what_a_request_writes_into_its_words_stays_its_own(self):
		self._request()["Qingdan Task"] = "别的"
		self.assertNotEqual(self._request()["Qingdan Task"], "别的")

	def test_each_language_has_its_own(self):
		self._request()
		frappe.local.lang = "en"
		frappe.local.cache = {}
		get_all_translations("en")
		frappe.local.cache = {}
		words_at_hand.hold()
		self.assertNotEqual(get_all_translations("en").get("Qingdan Task"), self._request()["Qingdan Task"])

	def test_without_redis_core_answers(self):
		frappe.local.cache = {}
		with patch.object(RedisWrapper.__mro__[1], "hget", side_effect=ConnectionError):
			words_at_hand.hold()
		self.assertNotIn(frappe.cache.make_key(MERGED_TRANSLATION_KEY), frappe.local.cache)

	def test_no_more_tables_are_kept_than_a_process_serves(self):
		for number in range(words_at_hand.TABLES + 3):
			words_at_hand._unpickled(("site", str(number)), pickle.dumps({"one": str(number)}))
		self.assertEqual(len(words_at_hand._kept), words_at_hand.TABLES)
