"""Names of units that are not known but close: asked about, never created in silence."""

import frappe

from qingdan_app.importing import writer
from qingdan_app.importing.exceptions import NotSettled
from qingdan_app.importing.tests.test_import_review import Reviewed
from qingdan_app.tests import factories


class TestUnitsProposed(Reviewed):
	def setUp(self):
		super().setUp()
		self.bureau = factories.unit("测试规划和自然资源勘测管理委员会")

	def with_units(self, *written: str):
		rows = [
			(str(at), f"推进第{at}项工作。", "完成方案。", "6月", name)
			for at, name in enumerate(written, start=1)
		]
		return self.read(*rows)

	def test_a_name_that_is_close_asks_and_one_click_takes_the_proposal(self):
		run = self.with_units("测试规划自然资源勘测管委会", "测试园艺分局")
		row = self.unit(run, "测试规划自然资源勘测管委会")
		self.assertEqual(
			(row["resolution"], [each["unit"] for each in row["proposals"]]), ("Unresolved", [self.bureau])
		)
		self.assertEqual(self.unit(run, "测试园艺分局")["resolution"], "Create")
		self.settle_all(run)
		self.assertRefused(NotSettled, writer.confirm_run, frappe.get_doc("Qingdan Import", run.name))
		self.ask(
			"choose_unit",
			run,
			written=row["written"],
			resolution="Use Existing",
			unit=self.bureau,
			seen=row["seen"],
		)
		run = self.confirmed(run)
		self.assertEqual(self.task(run, "1-01").lead_unit, self.bureau)
		self.assertFalse(frappe.db.exists("Qingdan Unit", row["written"]))

	def test_what_was_taken_is_known_in_the_next_document(self):
		run = self.with_units("测试规划自然资源勘测管委会")
		self.ask("take_proposals", run, why="writing")
		self.confirmed(run)
		row = self.unit(self.with_units("测试规划自然资源勘测管委会"), "测试规划自然资源勘测管委会")
		self.assertEqual((row["resolution"], row["unit"]), ("Use Existing", self.bureau))

	def test_all_proposals_of_one_certainty_are_taken_at_once_and_no_others(self):
		factories.unit("测试数据资源运营中心局")
		run = self.with_units("测试规划自然资源勘测管委会", "测试数据资源营运中心局", "测试数资局")
		summary = self.ask("get_summary", run)["units"]
		self.assertEqual(
			{each["why"]: each["count"] for each in summary["proposed"]},
			{"writing": 1, "slip": 1, "short": 1},
		)
		answer = self.ask("take_proposals", run, why="short")
		self.assertEqual((answer["done"], answer["summary"]["units"]["open"]), (["测试数资局"], 2))

	def test_who_has_said_that_it_is_new_is_not_asked_again(self):
		run = self.with_units("测试规划自然资源勘测管委会")
		row = self.unit(run, "测试规划自然资源勘测管委会")
		self.ask("choose_unit", run, written=row["written"], resolution="Create", seen=row["seen"])
		run = self.read_again(run)
		self.assertEqual(self.unit(run, row["written"])["resolution"], "Create")
		self.assertEqual(self.task(self.confirmed(run), "1-01").lead_unit, row["written"])

	def same(self, run, written: str, other: str):
		row = self.unit(run, written)
		more = {"resolution": "Same as Another", "unit": other, "seen": row["seen"]}
		return self.ask("choose_unit", run, written=written, **more)

	def test_two_spellings_of_a_new_unit_become_one_that_is_found_under_both(self):
		run = self.with_units("测试园艺分局", "测试绿化养护分局")
		self.same(run, "测试绿化养护分局", "测试园艺分局")
		row = self.unit(run, "测试绿化养护分局")
		self.assertEqual(
			(row["resolution"], row["same_as"], row["asks"]), ("Same as Another", "测试园艺分局", False)
		)
		run = self.confirmed(self.read_again(run))
		leads = [self.task(run, number).lead_unit for number in ("1-01", "2-01")]
		self.assertEqual(leads, ["测试园艺分局"] * 2)
		self.assertFalse(frappe.db.exists("Qingdan Unit", "测试绿化养护分局"))
		unit = frappe.get_doc("Qingdan Unit", "测试园艺分局")
		self.assertEqual([each.alias for each in unit.aliases], ["测试绿化养护分局"])

	def test_another_spelling_follows_the_name_whatever_that_comes_to_mean(self):
		run = self.with_units("测试园艺分局", "测试绿化养护分局", "测试林木分局")
		self.same(run, "测试绿化养护分局", "测试园艺分局")
		self.same(run, "测试园艺分局", "测试林木分局")
		self.assertEqual(self.unit(run, "测试绿化养护分局")["same_as"], "测试林木分局")
		more = {"resolution": "Use Existing", "unit": self.bureau}
		self.ask(
			"choose_unit", run, written="测试林木分局", seen=self.unit(run, "测试林木分局")["seen"], **more
		)
		found = [self.unit(run, name)["unit"] for name in ("测试园艺分局", "测试绿化养护分局")]
		self.assertEqual(found, [self.bureau] * 2)

	def test_a_name_that_is_not_new_or_not_there_has_no_other_spelling(self):
		run = self.with_units("测试园艺分局", "测试绿化养护分局")
		self.same(run, "测试绿化养护分局", "测试园艺分局")
		for other in ("测试园艺分局", "测试绿化养护分局", "没有的名称"):
			self.assertRefused(NotSettled, self.same, run, "测试园艺分局", other)

	def test_a_unit_that_came_into_being_meanwhile_is_used_and_not_created_twice(self):
		run = self.with_units("测试园艺分局")
		made = factories.unit("测试园艺分局")
		self.assertEqual(self.task(self.confirmed(run), "1-01").lead_unit, made)

	def test_the_name_of_a_merged_unit_means_its_successor_and_a_close_one_proposes_it_with_the_day(self):
		old = factories.unit("测试旧园林文物管理分局", merged_into=self.bureau, disabled=1)
		order = {"doctype": "Qingdan Reorganization", "kind": "Merger of Units", "unit": old, "state": "Done"}
		doc = frappe.get_doc({**order, "effective_date": "2030-03-01", "new_unit": self.bureau, "title": old})
		doc.name = factories.unique("ZJ")
		doc.db_insert()
		run = self.with_units(old, "测试旧园林和文物管理分局")
		self.assertEqual(self.unit(run, old)["unit"], self.bureau)
		(proposal,) = self.unit(run, "测试旧园林和文物管理分局")["proposals"]
		self.assertEqual(proposal["unit"], self.bureau)
		self.assertIn(frappe.utils.formatdate("2030-03-01"), proposal["reason"])

	def test_a_unit_that_has_ended_without_a_successor_is_asked_about(self):
		ended = factories.unit("测试已撤销分局", disabled=1)
		row = self.unit(self.with_units(ended), ended)
		self.assertEqual((row["resolution"], row["proposals"][0]["unit"]), ("Unresolved", ended))
		run = self.with_units(ended)
		self.assertEqual(self.ask("get_summary", run)["units"]["proposed"], [])
		self.assertEqual(self.ask("take_proposals", run, why="ended")["done"], [])

	def test_what_cannot_be_chosen_is_refused(self):
		run = self.with_units("测试园艺分局")
		row = self.unit(run, "测试园艺分局")
		for said in (
			{"resolution": "Use Existing"},
			{"resolution": "Create", "unit": self.bureau},
			{"resolution": "x"},
		):
			with self.subTest(said=said), self.assertRaises(NotSettled):
				self.ask("choose_unit", run, written=row["written"], seen=row["seen"], **said)
		with self.assertRaises(NotSettled):
			self.ask("choose_unit", run, written="没有的名称", resolution="Create")
