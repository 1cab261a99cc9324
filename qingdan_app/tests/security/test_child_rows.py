"""Rows of a task or a report are written with it, never past it."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json
from qingdan_app.workflows.exceptions import StateChangeRefused


class TestChildRows(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		self.refusals = (StateChangeRefused, frappe.PermissionError, frappe.ValidationError)

	def test_a_second_lead_is_not_slipped_in_by_changing_a_row(self):
		row = self.city.task.units[1].name
		for who in (self.city.administrator, "Administrator"):
			self.assertRefused(
				StateChangeRefused, self.rest, "PUT", f"Qingdan Task Unit/{row}", who, duty="Lead"
			)
			with self.subTest(who=who), self.assertRaises(self.refusals):
				self.call(
					"frappe.client.set_value",
					who,
					doctype="Qingdan Task Unit",
					name=row,
					fieldname="duty",
					value="Lead",
				)
		self.assertEqual(
			frappe.db.count("Qingdan Task Unit", {"parent": self.city.task.name, "duty": "Lead"}), 1
		)

	def test_nobody_adds_their_unit_to_a_task_by_inserting_a_row(self):
		row = {"doctype": "Qingdan Task Unit", "unit": self.city.foreign, "duty": "Cooperating"}
		row |= {"parent": self.city.task.name, "parenttype": "Qingdan Task", "parentfield": "units"}
		for who in (self.city.outsider, self.city.liaison, self.city.office, self.city.supervisor):
			with self.subTest(who=who), self.assertRaises(self.refusals):
				self.call("frappe.client.insert", who, doc=as_json(row))
			with self.subTest(who=who, door="rest"), self.assertRaises(self.refusals):
				self.rest("POST", "Qingdan Task Unit", who, **row)
		self.assertEqual(frappe.db.count("Qingdan Task Unit", {"parent": self.city.task.name}), 2)

	def test_evidence_of_a_filed_report_is_not_changed_row_by_row(self):
		report = self.city.file_completion()
		row = report.evidence[0].name
		other = factories.evidence(self.city.liaison)
		for who in (self.city.liaison, self.city.head, self.city.office, "Administrator"):
			doors = {
				"put": lambda who: self.rest("PUT", f"Qingdan Report Evidence/{row}", who, file=other),
				"delete": lambda who: self.rest("DELETE", f"Qingdan Report Evidence/{row}", who),
				"insert": lambda who: self.call(
					"frappe.client.insert", who, doc=as_json(self._row_of(report, other))
				),
				"post": lambda who: self.rest(
					"POST", "Qingdan Report Evidence", who, **self._row_of(report, other)
				),
			}
			for name, door in doors.items():
				with self.subTest(door=name, who=who), self.assertRaises(self.refusals):
					door(who)
		rows = frappe.get_all("Qingdan Report Evidence", {"parent": report.name}, pluck="name")
		self.assertEqual(rows, [row])

	def test_a_public_file_does_not_become_evidence_row_by_row(self):
		draft = factories.report(
			self.city.task,
			self.city.lead,
			self.city.liaison,
			evidence=[{"file": factories.evidence(self.city.liaison)}],
		)
		row = draft.evidence[0].name
		with self.assertRaises(self.refusals):
			self.rest("PUT", f"Qingdan Report Evidence/{row}", self.city.liaison, file="/files/public.pdf")
		with self.assertRaises(self.refusals):
			arguments = {
				"doctype": "Qingdan Report Evidence",
				"name": row,
				"fieldname": "file",
				"value": "/files/public.pdf",
			}
			self.call("frappe.client.set_value", self.city.liaison, **arguments)
		self.assertEqual(self.stored("Qingdan Report Evidence", row, "file"), draft.evidence[0].file)

	def _row_of(self, report, url: str) -> dict:
		about = {"parent": report.name, "parenttype": report.doctype, "parentfield": "evidence"}
		return {"doctype": "Qingdan Report Evidence", "file": url, **about}
