"""Whatever a task, a key work and a list store: nobody changes it in silence, or it is judged harmless with a word why."""

from collections.abc import Iterator

import frappe
from frappe.utils import add_days, add_to_date, flt, getdate

from qingdan_app.tasks.exceptions import ReasonNeeded
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

TASK, KEY_WORK, LIST = "Qingdan Task", "Qingdan Key Work", "Qingdan List"
REFUSED = (frappe.ValidationError, frappe.PermissionError)
LOOKED_UP = "where it stood in the file, to look it up; nothing is reckoned from it"
OF_THE_LIST = "a setting of the list: its versions say who changed it, and no task says anything else for it"
HARMLESS = {
	(TASK, "source_line"): LOOKED_UP,
	(KEY_WORK, "source_line"): LOOKED_UP,
	(KEY_WORK, "tags"): "words to find it by; nothing is reckoned from them",
	(LIST, "title"): "what people call the list; its code is in every number, and stays",
	(LIST, "period"): "words under its title",
	(LIST, "number"): "its place among the lists of a document",
	(LIST, "year"): OF_THE_LIST,
	(LIST, "cooperating_sign"): OF_THE_LIST,
	(LIST, "acknowledge_hours"): OF_THE_LIST,
	(LIST, "superiors_see"): OF_THE_LIST,
	(LIST, "weighted"): OF_THE_LIST,
	(LIST, "review_cycle"): OF_THE_LIST,
	(LIST, "fix_days"): OF_THE_LIST,
	(LIST, "light_rules"): OF_THE_LIST,
	(LIST, "reminder_rules"): OF_THE_LIST,
	(LIST, "reporting_rules.since"): "each has a day from which it holds; the versions of the list keep them",
	(LIST, "reporting_rules.rule"): "each has a day from which it holds; the versions of the list keep them",
}


class TestSilentChanges(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		rule = frappe.get_all("Qingdan Reporting Rule", pluck="name")[0]
		self.row = {"since": "2021-01-01", "rule": rule}
		task = self.city.task
		task.append("reporting_rules", self.row)
		task.append("milestones", {"date": "2021-06-30", "label": "开工", "precision": "Month"})
		task.update({"deadline_kind": "Milestones", "correction_reason": "补充", "weight": 2})
		task.save()
		self.item, self.list = task.key_work, task.list
		self.others = {
			"User": self.city.outsider,
			"Qingdan Unit": self.city.foreign,
			"Qingdan Leader": self.city.other_leader,
			TASK: factories.task().name,
			KEY_WORK: factories.key_work(),
			"Qingdan Light Rule Set": frappe.get_all("Qingdan Light Rule Set", pluck="name")[0],
			"Qingdan Reminder Rule Set": frappe.get_all("Qingdan Reminder Rule Set", pluck="name")[0],
			"Qingdan Matter": frappe.get_doc(
				{"doctype": "Qingdan Matter", "kind": factories.matter_kind(), "content": "另一件事"}
			)
			.insert()
			.name,
			"Qingdan Reporting Rule": frappe.copy_doc(frappe.get_doc("Qingdan Reporting Rule", rule))
			.update({"title": factories.unique("规则")})
			.insert()
			.name,
		}

	def test_every_stored_field_has_a_reason_or_stays_or_is_judged(self):
		silent = set()
		for doctype, name in ((TASK, self.city.task.name), (KEY_WORK, self.item), (LIST, self.list)):
			frappe.get_doc(LIST, self.list).update({"reporting_rules": [self.row]}).save()
			silent |= {(doctype, path) for path in self.changed_in_silence(doctype, name)}
		self.assertEqual(silent, set(HARMLESS))

	def changed_in_silence(self, doctype: str, name: str) -> Iterator[str]:
		for field in stored_fields(doctype):
			if self.is_silent(doctype, name, field):
				yield field.fieldname
		for table in frappe.get_meta(doctype).get_table_fields():
			for column in stored_fields(table.options):
				if self.is_silent(doctype, name, column, table.fieldname):
					yield f"{table.fieldname}.{column.fieldname}"

	def is_silent(self, doctype: str, name: str, field, table: str = "") -> bool:
		"""Whether the administrator of the list gets another value into a field with a plain save."""

		def stored() -> list:
			doc = frappe.get_doc(doctype, name)
			return [row.get(field.fieldname) for row in (doc.get(table) if table else [doc])]

		before = stored()
		frappe.db.savepoint("silent")
		try:
			with self.as_user(self.city.administrator):
				doc = frappe.get_doc(doctype, name)
				if table and not doc.get(table):
					doc.append(table, {})
				self.other_value(doc.get(table)[0] if table else doc, field)
				doc.save()
			return stored() != before
		except REFUSED:
			return False
		finally:
			frappe.db.rollback(save_point="silent")
			frappe.clear_messages()

	def other_value(self, doc, field) -> None:
		now, kind = doc.get(field.fieldname), field.fieldtype
		values = {
			"Check": lambda: not now,
			"Date": lambda: add_days(getdate(now or "2021-05-01"), -3),
			"Datetime": lambda: add_to_date(now or "2021-05-01 09:00:00", days=-3),
			"Link": lambda: self.others.get(field.options),
			"Select": lambda: next(o for o in (field.options or "").split("\n") if o and o != now),
		}
		number = kind in ("Int", "Float", "Percent")
		doc.set(field.fieldname, flt(now) + 1 if number else values.get(kind, lambda: f"另{now or '写'}")())

	def test_a_unit_that_leads_no_longer_needs_a_reason(self):
		task = self.city.task
		task.reload()
		task.units[0].duty = "Cooperating"
		self.assertRefused(ReasonNeeded, task.save)

	def test_a_start_and_a_weight_stand_in_the_history(self):
		task = self.city.task
		task.reload()
		task.update({"starts_on": "2021-03-01", "weight": 5, "correction_reason": "原文为三月起"})
		task.save()
		said = [(row["was"], row["now"]) for row in timeline_of(task)[-1]["revised"]]
		self.assertCountEqual(said, [("", "2021-03-01"), ("2", "5")])

	def test_what_comes_of_a_form_as_text_is_no_change(self):
		task = self.city.task
		task.reload()
		task.update({"weight": "2.00", "starts_on": ""})
		task.save()

	def test_a_change_of_a_key_work_stands_in_the_history_of_its_tasks(self):
		drafted = factories.task(key_work=self.item, drafted=0)
		frappe.db.set_value(TASK, drafted.name, "drafted", 1)
		item = frappe.get_doc(KEY_WORK, self.item)
		item.update({"leader": self.city.other_leader, "weight": 3})
		said = str(self.assertRefused(ReasonNeeded, item.save))
		self.assertIn("Leader", said)
		item.reload()
		item.update(
			{"leader": self.city.other_leader, "weight": 3, "starred": 1, "correction_reason": "分工调整"}
		)
		item.save()
		entry = timeline_of(frappe.get_doc(TASK, self.city.task.name))[-1]
		self.assertEqual((entry["act"], entry["opinion"]), ("correct", "分工调整"))
		words = [(row["label"], row["was"], row["now"]) for row in entry["revised"]]
		self.assertCountEqual(
			words,
			[
				("Key Work · Leader", "", self.city.other_leader),
				("Key Work · Weight", "1", "3"),
				("Key Work · Starred", "No", "Yes"),
			],
		)
		self.assertIsNone(self.stored(KEY_WORK, self.item, "correction_reason"))
		self.assertEqual([row["act"] for row in timeline_of(frappe.get_doc(TASK, drafted.name))], [])

	def test_a_key_work_of_drafted_tasks_is_still_written(self):
		frappe.db.set_value(TASK, self.city.task.name, "drafted", 1)
		frappe.get_doc(KEY_WORK, self.item).update({"weight": 3}).save()
		self.assertEqual(self.stored(KEY_WORK, self.item, "weight"), 3)

	def test_rows_of_periods_are_not_written_by_hand(self):
		task = factories.task(deadline_kind="Recurring", deadline_raw="每月底", due_date=None)
		made = [(str(row.date), row.instance) for row in task.milestones]
		self.assertTrue(made)
		task.milestones[0].date = "2031-01-01"
		task.milestones = task.milestones[:1]
		task.save()
		self.assertEqual(
			[(str(row.date), row.instance) for row in frappe.get_doc(TASK, task.name).milestones], made
		)


def stored_fields(doctype: str) -> list:
	"""Those of a DocType that hold a value of their own; the reason of a correction is not kept there."""
	fields = (
		each for each in frappe.get_meta(doctype).fields if each.fieldtype not in frappe.model.no_value_fields
	)
	return [each for each in fields if each.fieldname != "correction_reason"]
