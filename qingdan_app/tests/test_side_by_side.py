"""A sweep over many rows is done by two at once, and comes to what one alone comes to."""

import threading
from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate

from qingdan_app import side_by_side
from qingdan_app.supervision import owed_reports, stamping
from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.tests.concurrency import ConcurrencyTestCase

TASK, ROW = "Qingdan Task", "Qingdan Task Unit"
TODAY = getdate()


class TestSideBySide(ConcurrencyTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		others = [factories.task(self.city.lead, key_work=self.city.task.key_work) for _number in range(3)]
		for task in others:
			factories.acted(task, ("start", self.city.liaison))
		self.names = sorted([self.city.task.name, *(task.name for task in others)])
		frappe.db.commit()
		self.enterContext(patch.object(side_by_side, "LARGE", 2))

	def columns(self) -> list[list]:
		about, wanted = {"name": ("in", self.names)}, ["report_wake", "reports_missing", "late_since"]
		tasks = frappe.get_all(TASK, about, wanted, order_by="name", as_list=True)
		rows = frappe.get_all(
			ROW, {"parent": ("in", self.names)}, ["this_period", "late_since"], as_list=True
		)
		return [{*tasks}, {*rows}]

	def test_two_halves_are_written_on_two_connections_as_one_alone_writes_them(self):
		later = add_days(TODAY, 45)
		frappe.db.set_value(TASK, {"name": ("in", self.names)}, "due_date", TODAY)
		frappe.db.set_value(TASK, {"name": ("in", self.names)}, "due_order", TODAY)
		frappe.db.commit()
		self.assertEqual(self.columns()[0].pop()[2], None)
		hands, real = set(), owed_reports._follow

		def noted(names, carrying):
			hands.add(threading.get_ident())
			return real(names, carrying)

		with patch.object(owed_reports, "_follow", noted):
			self.assertGreaterEqual(owed_reports.follow(later), len(self.names))
		stamping.stamp_late(later)
		self.assertEqual(len(hands), 2)
		tasks, rows = self.columns()
		self.assertEqual((len(tasks), len(rows)), (1, 1))
		self.assertEqual((tasks.pop()[2], rows.pop()[1]), (add_days(TODAY, 1),) * 2)
		self.assertEqual((owed_reports.follow(later), stamping.stamp_late(later)), (0, 0))

	def test_a_half_that_the_database_ends_as_a_deadlocks_victim_is_done_again(self):
		asked = []

		def work(names):
			asked.append((threading.get_ident(), names))
			frappe.db.set_value(TASK, {"name": ("in", names)}, "reports_missing", 7)
			if [half for _hand, half in asked].count(names) == 1:
				raise frappe.QueryDeadlockError("by another worker")
			frappe.db.commit()
			return len(names)

		self.assertEqual(side_by_side.sweep([self.names], work), len(self.names))
		self.assertEqual((len(asked), len({hand for hand, _half in asked})), (4, 2))
		missing = frappe.get_all(TASK, {"name": ("in", self.names)}, pluck="reports_missing")
		self.assertEqual(missing, [7] * len(self.names))

	def test_what_fails_on_the_other_connection_is_raised_and_the_own_half_stands(self):
		def work(names):
			if threading.current_thread() is not threading.main_thread():
				raise frappe.ValidationError("the other half")
			frappe.db.set_value(TASK, {"name": ("in", names)}, "reports_missing", 7)
			frappe.db.commit()
			return len(names)

		with self.assertRaisesRegex(frappe.ValidationError, "the other half"):
			side_by_side.sweep([self.names], work)
		missing = frappe.get_all(TASK, {"name": ("in", self.names)}, pluck="reports_missing", order_by="name")
		self.assertEqual(missing, [7, 7, 0, 0])
