"""Data Import writes neither a later state nor a changed one."""

import csv
from contextlib import redirect_stdout
from io import StringIO

import frappe
from frappe.core.doctype.data_import.importer import Importer

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction

UPDATE, INSERT = "Update Existing Records", "Insert New Records"


class TestDataImport(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_an_update_of_the_state_is_refused(self):
		task = self.city.started()
		self.assertFalse(self._import(UPDATE, "Qingdan Task", {"name": task.name, "state": "已完成"}))
		self.assertEqual(self.stored("Qingdan Task", task.name, "state"), "推进中")

	def test_an_update_of_what_the_flow_owns_is_refused(self):
		task = self.city.started()
		for field, value in (
			("percent", "90"),
			("late_since", "2021-01-01"),
			("completed_by", "Administrator"),
		):
			before = self.stored("Qingdan Task", task.name, field)
			self.assertFalse(self._import(UPDATE, "Qingdan Task", {"name": task.name, field: value}), field)
			self.assertEqual(self.stored("Qingdan Task", task.name, field), before, field)

	def test_an_update_of_anything_else_goes_through(self):
		task = self.city.started()
		row = {"name": task.name, "due_date": "2021-11-30"}
		self.assertFalse(self._import(UPDATE, "Qingdan Task", row), "changed in silence")
		self.assertTrue(self._import(UPDATE, "Qingdan Task", {**row, "correction_reason": "读错"}))
		self.assertEqual(str(self.stored("Qingdan Task", task.name, "due_date")), "2021-11-30")

	def test_a_task_is_not_inserted_in_a_later_state(self):
		code = frappe.db.get_value("Qingdan Key Work", self.city.task.key_work, "list")
		row = {
			"list": code,
			"key_work": self.city.task.key_work,
			"number": "5001",
			"text": "伪造",
			"state": "已完成",
		}
		self.assertFalse(self._import(INSERT, "Qingdan Task", row))
		self.assertFalse(
			frappe.db.exists("Qingdan Task", {"key_work": self.city.task.key_work, "number": 5001})
		)

	def test_the_log_is_not_inserted_by_import(self):
		row = {"reference_doctype": "Qingdan Task", "reference_name": self.city.task.name, "act": "complete"}
		row |= {"actor": self.city.office, "acted_at": "2021-01-01 00:00:00"}
		before = frappe.db.count("Qingdan Approval Log")
		self.assertFalse(self._import(INSERT, "Qingdan Approval Log", row))
		self.assertEqual(frappe.db.count("Qingdan Approval Log"), before)

	def _import(self, kind: str, doctype: str, row: dict) -> bool:
		"""Run core's importer on one row; answers whether it went through. What core refuses it only reports."""
		run = frappe.new_doc("Data Import")
		run.update(
			{
				"reference_doctype": doctype,
				"import_type": kind,
				"import_file": self._csv(row),
				"status": "Pending",
			}
		)
		run.name = frappe.generate_hash()
		run.db_insert()
		with one_transaction(), redirect_stdout(StringIO()):
			Importer(doctype, data_import=run).import_data()
		frappe.flags.in_import = False
		outcome = frappe.get_all("Data Import Log", {"data_import": run.name}, pluck="success")
		self.assertEqual(len(outcome), 1, "the importer did not come as far as the row")
		return bool(outcome[0])

	def _csv(self, row: dict) -> str:
		text = StringIO()
		csv.writer(text).writerows([row.keys(), row.values()])
		return factories.evidence(file_name="import.csv", content=text.getvalue().encode())
