"""The approval log is written by the flow alone and never changed or deleted, by no role."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security.side_doors import UPDATES
from qingdan_app.workflows.exceptions import LogIsFinal

LOG = "Qingdan Approval Log"


class TestApprovalLog(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.in_review()
		self.act(self.city.task, "return", self.city.office, "缺验收报告")
		about = {"reference_name": self.city.task.name, "act": "return", "opinion": ("is", "set")}
		name = frappe.get_all(LOG, about, pluck="name")[0]
		self.entry = frappe.get_doc(LOG, name)
		everything = factories.user(
			"System Manager",
			"Qingdan List Administrator",
			"Qingdan Supervision Office",
			"Qingdan Leader Office",
		)
		self.everybody = (*self.city.insiders, everything, "Administrator")

	def test_no_door_changes_an_entry(self):
		for name, door in UPDATES.items():
			for who in self.everybody:
				with (
					self.subTest(door=name, who=who),
					self.assertRaises((LogIsFinal, frappe.PermissionError)),
				):
					door(self, who, self.entry, opinion="同意", actor="Administrator")
		self.assertEqual(self.stored(LOG, self.entry.name, "opinion"), "缺验收报告")

	def test_administrator_is_told_by_name_that_an_entry_is_final(self):
		for name in (
			"by_save",
			"by_forced_save",
			"by_rest_put",
			"by_set_value",
			"by_client_save",
			"by_form_save",
		):
			with self.subTest(door=name):
				self.assertRefused(
					LogIsFinal, UPDATES[name], self, "Administrator", self.entry, opinion="同意"
				)

	def test_nobody_deletes_an_entry(self):
		doors = {
			"client": lambda who: self.call("frappe.client.delete", who, doctype=LOG, name=self.entry.name),
			"rest": lambda who: self.rest("DELETE", f"{LOG}/{self.entry.name}", who),
			"forced": lambda who: frappe.delete_doc(
				LOG, self.entry.name, force=True, ignore_permissions=True
			),
		}
		for name, door in doors.items():
			for who in self.everybody:
				with (
					self.subTest(door=name, who=who),
					self.assertRaises((LogIsFinal, frappe.PermissionError)),
				):
					door(who)
		self.assertRefused(LogIsFinal, doors["client"], "Administrator")
		self.assertTrue(frappe.db.exists(LOG, self.entry.name))

	def test_nobody_writes_an_entry_of_their_own(self):
		words = {**self.entry.as_dict(), "name": None, "act": "complete", "actor": self.city.office}
		doors = {
			"client": lambda who: self.call("frappe.client.insert", who, doc=frappe.as_json(words)),
			"rest": lambda who: self.rest("POST", LOG, who, **frappe.parse_json(frappe.as_json(words))),
			"form": lambda who: self.call(
				"frappe.desk.form.save.savedocs",
				who,
				doc=frappe.as_json({**words, "name": "new-qingdan-approval-log-1", "__islocal": 1}),
				action="Save",
			),
		}
		for name, door in doors.items():
			for who in self.everybody:
				with (
					self.subTest(door=name, who=who),
					self.assertRaises((LogIsFinal, frappe.PermissionError)),
				):
					door(who)
		with self.as_user("Administrator"):
			self.assertRefused(LogIsFinal, frappe.get_doc(words).insert, ignore_permissions=True)

	def test_the_trail_is_seen_with_the_task(self):
		about = {"reference_name": self.city.task.name}
		for who in self.city.insiders:
			self.assertEqual(len(self._listed(who, about)), 6, who)
		for who in self.city.outsiders:
			self.assertEqual(self._listed(who, {}), [], who)

	def test_a_foreign_entry_does_not_open_by_its_name(self):
		for who in self.city.outsiders:
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.client.get", who, doctype=LOG, name=self.entry.name)

	def test_supervision_sees_no_entry_of_a_doctype_it_may_not_read(self):
		foreign = {
			**self.entry.as_dict(),
			"name": frappe.generate_hash(),
			"reference_doctype": "Email Account",
			"reference_name": "x",
		}
		frappe.get_doc(foreign).db_insert()
		for who in (self.city.supervisor, self.city.administrator):
			self.assertEqual(self._listed(who, {"reference_doctype": "Email Account"}), [])

	def test_log_settings_cannot_sweep_it_away(self):
		from frappe.core.doctype.log_settings.log_settings import _supports_log_clearing

		self.assertFalse(_supports_log_clearing(LOG))

	def _listed(self, who: str, filters: dict) -> list:
		arguments = {"doctype": LOG, "fields": ["name"], "limit_page_length": 0}
		return self.call("frappe.client.get_list", who, filters=frappe.as_json(filters), **arguments)
