"""Nobody changes a deadline, unit, leader or text of a task in silence, by whatever way core offers."""

import frappe

from qingdan_app.tasks.exceptions import ReasonNeeded
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security import side_doors

TASK, DUE, REASON = "Qingdan Task", "2021-11-30", "原文为十一月底"
REFUSED = (frappe.ValidationError, frappe.PermissionError)
WITH_REASON = (
	side_doors.by_save,
	side_doors.by_forced_save,
	side_doors.by_rest_put,
	side_doors.by_set_value,
	side_doors.by_client_save,
	side_doors.by_form_save,
	side_doors.by_client_bulk_update,
	side_doors.by_bulk_edit,
)
"""Ways that may bring several fields at once."""


class TestCorrections(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def task(self):
		return frappe.get_doc(TASK, self.city.task.name)

	def test_no_way_leads_past_the_reason(self):
		wanted = {
			"due_date": DUE,
			"deadline_kind": "Ongoing",
			"leader": self.city.other_leader,
			"text": "另写",
			"deadline_raw": "2022年底",
		}
		for who in (self.city.administrator, "Administrator"):
			for way, door in side_doors.UPDATES.items():
				for field, value in wanted.items():
					with self.subTest(who=who, way=way, field=field):
						before = self.stored(TASK, self.city.task.name, field)
						frappe.db.savepoint("way")
						with self.assertRaises(REFUSED):
							door(self, who, self.city.task, **{field: value})
						frappe.db.rollback(save_point="way")
						self.assertEqual(self.stored(TASK, self.city.task.name, field), before)

	def test_rows_of_units_and_milestones_ask_for_it_too(self):
		for change in (
			lambda task: task.append("units", {"unit": self.city.foreign, "duty": "Cooperating"}),
			lambda task: task.append("milestones", {"date": DUE, "label": "竣工"}),
			lambda task: setattr(task, "units", task.units[:1]),
		):
			task = self.task()
			change(task)
			self.assertRefused(ReasonNeeded, task.save)

	def test_the_refusal_says_what_and_how(self):
		task = self.task()
		task.due_date = DUE
		said = str(self.assertRefused(ReasonNeeded, task.save))
		for words in ("Due Date", task.name, "Reason for the Correction"):
			self.assertIn(words, said)

	def test_with_a_reason_every_way_leaves_what_was_there_before(self):
		for number, door in enumerate(WITH_REASON, start=1):
			was, due = self.task().due_date, f"2021-11-{number:02d}"
			with self.subTest(door.__name__):
				values = {"due_date": due, "correction_reason": REASON}
				door(self, self.city.administrator, self.city.task, **values)
				task = self.task()
				entry = timeline_of(task)[-1]
				self.assertEqual((str(task.due_date), task.correction_reason), (due, None))
				self.assertEqual((entry["act"], entry["opinion"]), ("correct", REASON))
				self.assertEqual(entry["person"], frappe.utils.get_fullname(self.city.administrator))
				self.assertIn({"was": str(was), "now": due}, [_words(row) for row in entry["revised"]])

	def test_a_reason_alone_and_a_reason_of_before_change_nothing(self):
		task = self.task()
		task.correction_reason = REASON
		task.save()
		self.assertEqual([entry["act"] for entry in timeline_of(self.task())], [])
		task = self.task()
		task.due_date = DUE
		self.assertRefused(ReasonNeeded, task.save)

	def test_a_save_that_changes_none_of_it_asks_for_nothing(self):
		task = self.task()
		task.due_date, task.source_line = str(task.due_date), 7
		task.save()
		self.assertEqual(timeline_of(self.task()), [])

	def test_a_unit_that_leads_by_a_correction_has_received_nothing_and_the_earlier_one_goes_on_reading(self):
		frappe.db.set_value(
			TASK,
			self.city.task.name,
			{"acknowledged_by": self.city.liaison, "acknowledged_at": "2021-01-01 09:00:00"},
		)
		task = self.task()
		task.set("units", [{"unit": self.city.foreign, "duty": "Lead"}])
		task.correction_reason = REASON
		with self.as_user(self.city.administrator):
			task.save()
		task = self.task()
		self.assertEqual((task.lead_unit, task.acknowledged_by), (self.city.foreign, None))
		self.assertEqual([row.unit for row in task.earlier_units], [self.city.lead])

	def test_a_flag_from_outside_opens_nothing(self):
		values = {"flags": {"revised": True, "ignore_validate": True}, "text": "另写", "due_date": DUE}
		with self.assertRaises(REFUSED):
			side_doors.by_client_save(self, self.city.administrator, self.city.task, **values)
		self.assertEqual(self.task().text, self.city.task.text)

	def test_text_is_corrected_by_whoever_says_why(self):
		was = self.task().text
		task = self.task()
		task.update({"text": "另写", "correction_reason": "印错"})
		task.save()
		rows = timeline_of(self.task())[-1]["revised"]
		self.assertEqual([_words(row) for row in rows], [{"was": was, "now": "另写"}])


def _words(row: dict) -> dict:
	return {"was": row["was"], "now": row["now"]}
