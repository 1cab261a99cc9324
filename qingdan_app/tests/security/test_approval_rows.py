"""Requests, turns, copies, chains and seals are written by the engine alone: no role, no door, not Administrator."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.security.side_doors import UPDATES
from qingdan_app.workflows.exceptions import LogIsFinal, TurnsAreWrittenByTheFlow
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step

FORGED = {
	"Qingdan Approval Request": {"status": "Ended", "outcome": "Approved", "engine_state": "{}"},
	"Qingdan Approval Assignment": {"assignee": "Administrator", "decision": "Approved", "opinion": "同意"},
	"Qingdan Approval Copy": {"user": "Administrator", "read_at": "2021-01-01 00:00:00"},
	"Qingdan Approval Chain": {"length": 0, "head": "", "running": ""},
	"Qingdan Approval Seal": {"number": 0, "digest": "x", "faults": 0},
	"Qingdan Approval Seal Part": {"heads": "[]", "digest": "x"},
}
SHUT = (TurnsAreWrittenByTheFlow, LogIsFinal, frappe.PermissionError, frappe.ValidationError)


class TestApprovalRows(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		run = self.sent(
			step("一", self.one, copy_resolver="user", copy_parameter=self.two), step("二", self.three)
		)
		self.do(run, "approve", self.one)
		sealing.seal_heads()
		everything = factories.user(
			"System Manager", "Qingdan List Administrator", "Qingdan Supervision Office"
		)
		self.everybody = (self.one, self.two, self.buyer, everything, "Administrator")
		self.rows = {
			doctype: frappe.get_last_doc(
				doctype,
				{"reference_name": self.doc.name} if doctype not in (sealing.SEAL, sealing.PART) else {},
			)
			for doctype in FORGED
		}

	def test_no_door_changes_a_row(self):
		for doctype, row in self.rows.items():
			before = self._stored(row)
			for name, door in UPDATES.items():
				for who in self.everybody:
					with self.subTest(doctype=doctype, door=name, who=who), self.assertRaises(SHUT):
						door(self, who, row, **FORGED[doctype])
			self.assertEqual(self._stored(row), before, doctype)

	def test_administrator_is_told_by_name(self):
		for doctype, row in self.rows.items():
			for name in ("by_save", "by_forced_save", "by_rest_put", "by_client_save"):
				with self.subTest(doctype=doctype, door=name):
					self.assertRefused(
						TurnsAreWrittenByTheFlow, UPDATES[name], self, "Administrator", row, **FORGED[doctype]
					)

	def test_nobody_deletes_a_row(self):
		for row in self.rows.values():
			for name, door in self._deletions(row).items():
				for who in self.everybody:
					with self.subTest(doctype=row.doctype, door=name, who=who), self.assertRaises(SHUT):
						door(who)
			self.assertTrue(frappe.db.exists(row.doctype, row.name))

	def test_nobody_writes_a_row_of_their_own(self):
		for row in self.rows.values():
			before = frappe.db.count(row.doctype)
			for name, door in self._insertions({**row.as_dict(), "name": "forged", "number": 777}).items():
				for who in self.everybody:
					with self.subTest(doctype=row.doctype, door=name, who=who), self.assertRaises(SHUT):
						door(who)
			self.assertEqual(frappe.db.count(row.doctype), before)

	def test_nobody_renames_a_row(self):
		for doctype, row in self.rows.items():
			for who in self.everybody:
				with self.subTest(doctype=doctype, who=who), self.assertRaises(SHUT):
					self._as(who, frappe.rename_doc, doctype, row.name, "renamed", force=True)
			self.assertTrue(frappe.db.exists(doctype, row.name))

	def test_no_door_changes_what_chains_a_log_entry(self):
		entry = frappe.get_last_doc("Qingdan Approval Log", {"reference_name": self.doc.name})
		before = self._stored(entry)
		forged = {"sequence": 9, "digest": "x", "previous": "x", "event": "{}", "request": None}
		for name, door in UPDATES.items():
			for who in self.everybody:
				with self.subTest(door=name, who=who), self.assertRaises(SHUT):
					door(self, who, entry, **forged)
		self.assertEqual(self._stored(entry), before)

	def test_no_role_holds_a_right_to_write(self):
		for doctype in (*FORGED, "Qingdan Approval Log"):
			for row in frappe.get_meta(doctype).permissions:
				held = [
					right
					for right in ("write", "create", "delete", "import", "submit", "share")
					if row.get(right)
				]
				self.assertEqual(held, [], f"{doctype} {row.role}")

	def test_rows_of_others_are_neither_listed_nor_opened(self):
		outsider = factories.user("Qingdan Leader Office")
		for doctype in ("Qingdan Approval Request", "Qingdan Approval Assignment", "Qingdan Approval Copy"):
			row = self.rows[doctype]
			with self.subTest(doctype=doctype):
				found = self.call("frappe.client.get_list", outsider, doctype=doctype, fields=["name"])
				self.assertEqual(found, [])
				self.assertRefused(
					frappe.PermissionError,
					self.call,
					"frappe.client.get",
					outsider,
					doctype=doctype,
					name=row.name,
				)

	def _deletions(self, row) -> dict:
		doctype, name = row.doctype, row.name
		forced = {"force": True, "ignore_permissions": True}
		return {
			"client": lambda who: self.call("frappe.client.delete", who, doctype=doctype, name=name),
			"rest": lambda who: self.rest("DELETE", f"{doctype}/{name}", who),
			"forced": lambda who: self._as(who, frappe.delete_doc, doctype, name, **forced),
		}

	def _insertions(self, words: dict) -> dict:
		sent = frappe.as_json(words)
		doctype = words["doctype"]
		return {
			"client": lambda who: self.call("frappe.client.insert", who, doc=sent),
			"rest": lambda who: self.rest("POST", doctype, who, **frappe.parse_json(sent)),
			"forced": lambda who: self._as(who, frappe.get_doc(dict(words)).insert, ignore_permissions=True),
		}

	def _stored(self, row):
		return frappe.db.get_value(row.doctype, row.name, "*", as_dict=True)

	def _as(self, who: str, action, *arguments, **more):
		with self.as_user(who):
			return action(*arguments, **more)
