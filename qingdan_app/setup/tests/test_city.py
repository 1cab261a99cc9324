"""On a site of other apps the city's part stays away until somebody says that lists are used."""

from unittest.mock import patch

import frappe
from frappe import _

from qingdan_app import install
from qingdan_app.organization import settings
from qingdan_app.patches import say_return_in_english
from qingdan_app.setup import approval_flows, city, english, words, workflows
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.workflows.flows import resolvers

FLOW = workflows.SHIPPED[0].name


class TestCity(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_document_cache, settings.SETTINGS, settings.SETTINGS)
		self.addCleanup(frappe.cache.delete_value, "workflow")
		frappe.db.delete("Qingdan List")

	def undecided(self, *apps: str) -> str:
		frappe.db.set_single_value(settings.SETTINGS, "responsibility_lists", None)
		frappe.clear_document_cache(settings.SETTINGS, settings.SETTINGS)
		with patch.object(frappe, "get_installed_apps", return_value=["frappe", *apps, "qingdan_app"]):
			city.decide()
		return frappe.db.get_single_value(settings.SETTINGS, "responsibility_lists")

	def test_a_site_of_its_own_keeps_lists_and_a_guest_does_not(self):
		self.assertEqual(self.undecided(), settings.IN_USE)
		self.assertEqual(self.undecided("erpnext", "hrms"), settings.NOT_USED)

	def test_a_site_that_has_lists_keeps_them_whatever_other_apps_it_has(self):
		frappe.get_doc(
			{"doctype": "Qingdan List", "code": "x-1", "title": "x", "year": 2021, "number": 1}
		).insert()
		self.assertEqual(self.undecided("erpnext"), settings.IN_USE)

	def test_what_an_administrator_said_stays(self):
		for said in (settings.IN_USE, settings.NOT_USED):
			frappe.db.set_single_value(settings.SETTINGS, "responsibility_lists", said)
			city.decide()
			self.assertEqual(frappe.db.get_single_value(settings.SETTINGS, "responsibility_lists"), said)

	def test_a_guest_creates_nothing_of_the_citys_and_offers_none_of_its_rules(self):
		self.undecided("erpnext")
		frappe.db.delete("Workflow", {"name": FLOW})
		frappe.db.delete("Workflow State", {"name": "已采纳"})
		install.after_migrate()
		self.assertFalse(frappe.db.exists("Workflow", FLOW))
		self.assertFalse(frappe.db.exists("Workflow State", "已采纳"))
		offered = {option["value"] for option in resolvers.options()}
		self.assertTrue({"user", "role"} <= offered)
		self.assertTrue(offered.isdisjoint({"heads_of_lead", "office_of_leader", "role_within_unit"}))

	def test_an_english_reader_reads_states_actions_and_titles_in_english(self):
		chinese = set(english.WORDS)
		self.assertTrue({*(state.value for state in words.STYLES), *words.actions()} <= chinese)
		self.assertTrue({step["title"] for flow in approval_flows.SHIPPED for step in flow.steps} <= chinese)
		frappe.db.delete("Translation", {"language": "en"})
		city.create_missing()
		frappe.clear_cache()
		self.addCleanup(frappe.clear_cache)
		self.assertEqual((_("待审核"), _("单位负责人审核")), ("In Review", "Head of the Unit"))
		self.assertEqual(_("待审核", lang="zh"), "待审核")

	def test_an_administrators_wording_stays_and_leaving_takes_ours_away(self):
		frappe.db.set_value(
			"Translation", {"source_text": "待审核", "language": "en"}, "translated_text", "Pending"
		)
		city.create_missing()
		english.remove()
		left = frappe.get_all(
			"Translation", {"source_text": ("in", list(english.WORDS))}, ["source_text", "translated_text"]
		)
		self.assertEqual(left, [{"source_text": "待审核", "translated_text": "Pending"}])

	def test_an_act_is_called_by_one_word_and_an_administrators_word_for_it_stays(self):
		about = {"language": "en", "source_text": "退回"}
		for before, after in (("Send Back", "Return"), ("Give Back", "Give Back")):
			frappe.db.delete("Translation", about)
			english.create_missing({"退回": before})
			say_return_in_english.execute()
			self.assertEqual(frappe.db.get_value("Translation", about, "translated_text"), after)

	def test_turning_lists_on_brings_what_they_stand_on(self):
		self.undecided("erpnext")
		frappe.db.delete("Workflow", {"name": FLOW})
		frappe.get_single(settings.SETTINGS).update({"responsibility_lists": settings.IN_USE}).save()
		self.assertTrue(frappe.db.exists("Workflow", FLOW))
		self.assertIn("heads_of_lead", {option["value"] for option in resolvers.options()})
