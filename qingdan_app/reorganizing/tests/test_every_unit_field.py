"""What becomes of a unit's name wherever a document of ours keeps it: a field that nobody has thought of fails here."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app import ours
from qingdan_app.changes.issued_anew import write_key_work
from qingdan_app.handing_out import disputing, handing
from qingdan_app.handlers import handing_on
from qingdan_app.organization import people
from qingdan_app.reorganizing import foreseeing, ordering
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.reorganizing.tests.test_reorganizing import CONTACT, TASK, UNIT, Orders
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories

ITEM, MATTER, REPORT, PART = "Qingdan Key Work", "Qingdan Matter", "Qingdan Progress Report", "Qingdan Part"
FOLLOWS = {
	(TASK, "lead_unit"),
	(TASK, "watch_unit"),
	("Qingdan Task Unit", "unit"),
	(ITEM, "lead_unit"),
	(MATTER, "lead_unit"),
	("Qingdan Matter Unit", "unit"),
	(REPORT, "unit"),
	(PART, "unit"),
	(CONTACT, "unit"),
	(UNIT, "parent_unit"),
}
"""What is open goes to the unit that has taken over."""
LEADS_ON = {
	(UNIT, "merged_into"),
	("Qingdan Unit Member", "unit"),
	("Qingdan Change Request", "new_lead_unit"),
	("Qingdan Change Unit", "unit"),
	("Qingdan Refusal", "proposed_unit"),
	("Qingdan Import Unit", "unit"),
	("Qingdan Reorganized Unit", "unit"),
	("Qingdan Supervision Notice", "unit"),
	("Qingdan Instruction", "unit"),
	("Qingdan Issue", "unit"),
	("Qingdan Assessment", "unit"),
}
"""It keeps the name, and whoever acts on it finds the unit that has taken over: what a group's member has filed stays its own."""
ON_RECORD = {
	("Qingdan Task Earlier Unit", "unit"),
	("Qingdan Refusal", "unit"),
	("Qingdan Refusal", "new_unit"),
	("Qingdan Unit Score", "unit"),
	("Qingdan Score Event", "unit"),
	("Qingdan Score Event", "former"),
	(ORDER, "unit"),
	(ORDER, "new_unit"),
	("Qingdan Reminder", "unit"),
}
"""It says what was, or stands in the way until somebody has settled it."""


class TestEveryUnitField(Orders):
	def merge(self, old: str | None = None, new: str | None = None, kind: str = "Merger of Units"):
		return self.give(kind, unit=old or self.city.lead, new_unit=new or self.city.foreign)

	def test_each_field_that_names_a_unit_is_thought_of(self):
		doctypes = frappe.get_all("DocType", {"module": ("in", ours.modules())}, pluck="name")
		fields = {
			(doctype, field.fieldname)
			for doctype in doctypes
			for field in frappe.get_meta(doctype).get("fields", {"fieldtype": "Link", "options": UNIT})
		}
		self.assertEqual(fields, FOLLOWS | LEADS_ON | ON_RECORD)

	def test_what_is_open_follows(self):
		named = self.everywhere()
		self.assertEqual(set(named), FOLLOWS)
		self.merge()
		for (doctype, field), name in named.items():
			with self.subTest(doctype=doctype, field=field):
				if frappe.get_meta(doctype).istable:
					found = frappe.get_all(doctype, {"parent": name}, pluck=field)
					self.assertIn(self.city.foreign, found)
					self.assertNotIn(self.city.lead, found)
				else:
					self.assertEqual(frappe.db.get_value(doctype, name, field), self.city.foreign)

	def everywhere(self) -> dict[tuple[str, str], str]:
		"""A document that names the lead unit in each of these fields."""
		lead, task = self.city.lead, self.city.started()
		frappe.db.set_value(TASK, task.name, "watch_unit", lead)
		handler = factories.contact(lead, "Handler")
		with self.as_user(self.city.liaison):
			handing_on.hand_on(task.name, handing_on.Errand(handler, "先拟报告"))
		words = {"kind": factories.matter_kind(), "document_number": "府办〔2021〕1号", "content": "整治河道"}
		matters = [{"lead_unit": lead}, {"lead_unit": self.city.cooperating, "cooperating": [{"unit": lead}]}]
		with self.as_user(self.city.supervisor):
			led, helped = (
				frappe.get_doc({"doctype": MATTER, **words, **units}).insert().name for units in matters
			)
		going_on = {"user": self.city.liaison, "until_date": ("is", "not set")}
		draft = self.city.draft(period=getdate().strftime("%Y-%m"))
		item = factories.key_work(task.list, 99, lead_unit=lead)
		child = factories.unit(parent_unit=lead)
		return {
			(TASK, "lead_unit"): task.name,
			(TASK, "watch_unit"): task.name,
			("Qingdan Task Unit", "unit"): task.name,
			(ITEM, "lead_unit"): item,
			(MATTER, "lead_unit"): led,
			("Qingdan Matter Unit", "unit"): helped,
			(REPORT, "unit"): draft.name,
			(PART, "unit"): frappe.db.get_value(PART, {"task": task.name, "handler": handler}),
			(CONTACT, "unit"): going_on,
			(UNIT, "parent_unit"): child,
		}

	def test_a_key_work_follows_with_its_tasks_and_says_so_in_their_history(self):
		item = self.task().key_work
		write_key_work(item, {"lead_unit": self.city.lead, "leader": self.city.leader})
		order = self.order("Merger of Units", unit=self.city.lead, new_unit=self.city.foreign)
		self.assertEqual(foreseeing.foresee(order)["key_works"], 1)
		self.merge()
		self.portfolio()
		after = frappe.db.get_value(ITEM, item, ["lead_unit", "leader"])
		self.assertEqual(after, (self.city.foreign, self.city.other_leader))
		said = {each["now"] for entry in timeline_of(self.task()) for each in entry["revised"] or ()}
		self.assertLessEqual({self.city.foreign, self.city.other_leader}, said)

	def test_a_key_work_stays_where_a_task_of_it_does_and_where_all_are_closed(self):
		item = self.task().key_work
		write_key_work(item, {"lead_unit": self.city.lead})
		chosen = self.second(key_work=item)
		self.give(
			"Transfer of Duties",
			unit=self.city.lead,
			new_unit=self.city.foreign,
			choice="Chosen Tasks",
			tasks=[{"task": chosen.name}],
		)
		self.assertEqual(frappe.db.get_value(ITEM, item, "lead_unit"), self.city.lead)
		self.city.completed()
		frappe.db.set_value(TASK, chosen.name, "state", "已完成")
		self.merge()
		self.assertEqual(frappe.db.get_value(ITEM, item, "lead_unit"), self.city.lead)

	def test_one_of_an_archived_list_is_only_read(self):
		item = factories.key_work(lead_unit=self.city.lead)
		list_ = frappe.db.get_value(ITEM, item, "list")
		frappe.db.set_value("Qingdan List", list_, "archived_at", getdate())
		self.merge()
		self.assertEqual(frappe.db.get_value(ITEM, item, "lead_unit"), self.city.lead)

	def test_a_refusal_that_proposes_a_unit_gives_the_task_to_the_one_that_has_taken_over(self):
		right = factories.unit()
		factories.contact(right)
		frappe.db.set_value(TASK, self.city.task.name, "drafted", 1)
		with self.as_user(self.city.supervisor):
			handing.hand_out([self.city.task.name])
		with self.as_user(self.city.liaison):
			disputing.refuse(self.city.task.name, "职责在别处", right)
		self.merge(right)
		with self.as_user(self.city.supervisor):
			disputing.settle(self.city.task.name, "reassign", "同意改派")
		self.assertEqual(self.task().lead_unit, self.city.foreign)

	def test_a_portfolio_of_chosen_units_that_waits_for_its_day_finds_their_successor(self):
		words = {"leader": self.city.leader, "new_leader": self.city.other_leader}
		words |= {"choice": "Tasks of Chosen Units", "units": [{"unit": self.city.lead}]}
		order = self.order("Portfolio", effective_date=add_days(getdate(), 3), **words)
		with self.as_user(self.city.supervisor):
			ordering.give(order.name)
		self.merge()
		frappe.db.set_value(ORDER, order.name, "effective_date", getdate())
		self.come_to_midnight()
		self.assertEqual(self.task().leader, self.city.other_leader)

	def test_a_member_of_a_group_leads_to_its_successor(self):
		group = factories.group(self.city.lead)
		self.merge()
		self.assertIn(self.city.liaison, people.contacts_of([group]))

	def test_a_unit_that_only_watches_a_task_hands_that_over_with_the_words_in_its_history(self):
		watching = factories.unit()
		factories.contact(watching)
		frappe.db.set_value(TASK, self.city.task.name, "watch_unit", watching)
		self.merge(watching)
		self.assertEqual(self.task().watch_unit, self.city.foreign)
		self.assertIn(self.city.foreign, [each["now"] for each in timeline_of(self.task())[-1]["revised"]])
		self.assertEqual(self.units()[0], (self.city.lead, "Lead"))
