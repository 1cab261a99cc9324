"""A list's and a key work's figures are those of the tasks that the reader may list, each by the rules for one task."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.desk.query_report import run as run_report
from frappe.utils import flt, getdate

from qingdan_app.api import progress
from qingdan_app.arguments import WrongArgument
from qingdan_app.handing_out import handing
from qingdan_app.lights import all_tasks
from qingdan_app.supervision import stamping
from qingdan_app.tasks import figures_shown, jobs, pacing, roll_up, sums_kept, totals
from qingdan_app.tasks.rules.rolling_up import LIGHTS
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security.people_around import PeopleAround
from qingdan_app.tests.shared import SharedWorldTestCase
from qingdan_app.workflows.moves import guard

TASK, LIST, ITEM = "Qingdan Task", "Qingdan List", "Qingdan Key Work"


class TestRollUp(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.today = getdate()
		self.list = factories.list_(year=self.today.year)
		self.items = [factories.key_work(self.list, serial) for serial in (1, 2)]
		self.units = [factories.unit() for _ in range(2)]

	def task(self, item: int = 0, unit: int = 0, leader: str | None = None, milestones: tuple = (), **stored):
		"""A task from ten days ago to ten days ahead; `stored` is written past the flow."""
		days = {"starts_on": self.day(-10), "due_date": self.day(10)}
		rows = [{"date": self.day(day), "label": str(day)} for day in milestones]
		kind = "Milestones" if rows else "Date"
		words = {
			"key_work": self.items[item],
			"leader": leader,
			"milestones": rows,
			"deadline_kind": kind,
			**days,
		}
		task = factories.task(self.units[unit], **words)
		if stored:
			frappe.db.set_value(TASK, task.name, stored)
		return frappe.get_doc(TASK, task.name)

	def day(self, away: int):
		return self.today + timedelta(days=away)

	def figures(self, doctype: str = LIST, name: str | None = None) -> dict:
		return progress.get_roll_up(doctype, name or self.list)

	def test_the_schedule_of_each_task_is_what_its_own_form_says(self):
		cases = {
			"even": {},
			"milestones": {"milestones": (-4, -4, 3, 6)},
			"none passed": {"milestones": (2, 5)},
			"all passed": {"milestones": (-8, -2)},
			"outside": {"milestones": (-20, 4)},
			"over": {"due_date": self.day(0)},
			"not begun": {"starts_on": self.day(3)},
			"of its list's year": {"starts_on": None},
			"not dated": {"due_date": None},
			"tentative": {"deadline_kind": "Tentative"},
		}
		said, whole = self.figures(), 0.0
		for label, case in cases.items():
			task = self.task(**case)
			task.append("milestones", {"instance": "S2021", "date": self.day(1), "label": "阶段"}).db_insert()
			expected = pacing.schedule_of(task, self.today)
			before, said, summed = said, self.figures(), self.summed()
			with self.subTest(label):
				self.assertEqual(said["paced"] - before["paced"], int(bool(expected)))
				self.assertAlmostEqual(summed - whole, expected["expected"] if expected else 0, places=3)
			whole = summed
		self.assertEqual(
			set(self.behind()), {name for name, missing in self.behind_by_form().items() if missing}
		)

	def summed(self) -> float:
		rows = roll_up.grouped(frappe.get_doc(LIST, self.list), "lead_unit", self.today)
		return sum(flt(row["expected"]) for row in rows)

	def behind(self, unit: str | None = None) -> list[str]:
		return progress.get_behind(LIST, self.list, unit)

	def behind_by_form(self) -> dict[str, float]:
		tasks = [
			frappe.get_doc(TASK, name) for name in frappe.get_all(TASK, {"list": self.list}, pluck="name")
		]
		said = {task.name: pacing.schedule_of(task, self.today) for task in tasks}
		return {name: schedule["behind"] if schedule else 0 for name, schedule in said.items()}

	def test_what_rests_has_ended_or_is_not_handed_out_is_told_apart(self):
		self.task(percent=40)
		for course in ("Suspended", "Terminated", "Merged"):
			self.task(course=course, late_since=self.day(-1))
		self.task(drafted=1)
		said = self.figures()
		self.assertEqual([said[each] for each in ("tasks", "suspended", "ended", "drafted")], [1, 1, 2, 1])
		self.assertEqual((said["percent"], said["late"], said["behind"]), (40, 0, 1))

	def test_what_rests_with_its_list_counts_as_it_stood_and_owes_nothing(self):
		for course in ("Archived", "Carried Over"):
			self.task(course=course, percent=20, late_since=self.day(-1))
		said = self.figures()
		self.assertEqual(
			[said[each] for each in ("tasks", "percent", "behind", "late", "ended")], [2, 20, 0, 0, 0]
		)

	def test_each_figure_opens_the_tasks_that_it_counts(self):
		for course in (None, "Suspended", "Terminated", "Merged", "Archived"):
			for drafted in (0, 1):
				self.task(course=course, drafted=drafted, late_since=self.day(-1))
		self.task(state="已完成")
		for light in (*LIGHTS.values(), "Red"):
			self.task(unit=1, light=light)
		self.task(unit=1, light="Red", course="Suspended")
		shown = {one["figure"]: one for one in self.figures()["shown"]}
		self.assertEqual(set(shown), set(figures_shown.FILTERS))
		for figure, one in shown.items():
			filters = one["filters"] or {"name": ("in", self.behind())}
			with self.subTest(figure):
				self.assertEqual(len(frappe.get_list(TASK, {"list": self.list, **filters})), one["count"])
		self.assertEqual([shown[figure]["count"] for figure in LIGHTS], [3, 1, 1, 1])

	def test_the_lights_of_each_unit_are_told_and_who_has_red_is_among_those_behind(self):
		for light in ("Red", "Red", "Yellow"):
			self.task(unit=0, light=light, percent=60)
		self.task(unit=1, light="Green", percent=60)
		[unit] = self.figures()["units"]
		self.assertEqual(
			(unit["group"], unit["red"], unit["yellow"], unit["green"]), (self.units[0], 2, 1, 0)
		)
		of_units = run_report("Qingdan Rolled Up", {"list": self.list, "group_by": "lead_unit"})["result"]
		rows = {row["group"]: row for row in of_units if isinstance(row, dict)}
		self.assertEqual([rows[self.units[0]][figure] for figure in LIGHTS], [2, 1, 0, 0])
		scope = rows[self.units[0]]["scope"]
		self.assertEqual(len(frappe.get_list(TASK, {**scope, "light": "Red"})), 2)

	def test_what_a_list_is_made_up_of_is_asked_of_one_list(self):
		self.task(unit=0)
		several = run_report("Qingdan Rolled Up", {"group_by": "lead_unit"})
		self.assertEqual(several["columns"][0]["options"], "Qingdan List")
		self.assertTrue(several["message"])
		one = run_report("Qingdan Rolled Up", {"list": self.list, "group_by": "lead_unit"})
		self.assertEqual((one["columns"][0]["options"], one["message"]), ("Qingdan Unit", None))

	def test_completed_is_whole_and_owes_nothing_and_what_was_sent_in_is_not_behind(self):
		self.task(state="已完成", percent=30, late_since=None)
		self.task(state="待审核", percent=10)
		said = self.figures()
		self.assertEqual((said["percent"], said["expected"], said["behind"]), (55, 50, 0))
		self.assertEqual(
			[said[each] for each in ("waiting", "moving", "in_review", "completed")], [0, 0, 1, 1]
		)

	def test_who_is_behind_comes_worst_first_and_opens_its_tasks(self):
		first, second = self.units
		slow = self.task(unit=0, percent=10).name
		self.task(unit=0, percent=80)
		self.task(unit=1, percent=45, late_since=self.day(-1))
		said = self.figures()
		self.assertEqual([unit["group"] for unit in said["units"]], [second, first])
		self.assertEqual(
			[(unit["late"], unit["behind"], unit["points"]) for unit in said["units"]],
			[(1, 1, 5), (0, 1, 40)],
		)
		self.assertEqual(self.behind(first), [slow])
		self.assertEqual(len(self.behind()), 2)

	def test_after_an_act_its_unit_alone_is_counted_and_the_sums_are_those_of_a_whole_count(self):
		"""What is kept of a list is right after whatever is saved of it, plain and by weight."""
		tasks = [
			self.task(item, unit, percent=20, milestones=(3,) * item) for item in (0, 1) for unit in (0, 1)
		]
		for weighted in (0, 1):
			frappe.get_doc(LIST, self.list).update({"weighted": weighted}).save()
			for changed in self.changes(tasks):
				for _again in range(3):  # marks are made, sums are kept, sums are read
					with self.subTest(changed, weighted=weighted), self.kept():
						self.assertEqual(self.figures(), self.counted())

	def changes(self, tasks: list):
		"""Change something of the tasks, one thing after the other."""
		for number, fields in enumerate(
			({"percent": 60}, {"due_date": self.day(3)}, {"weight": 5}, {"starts_on": self.day(-2)})
		):
			doc = frappe.get_doc(TASK, tasks[number % 4].name)
			doc.update({**fields, "correction_reason": "更正"})
			with guard.permit(doc):
				doc.save()
			yield str(fields)
		doc = frappe.get_doc(TASK, tasks[0].name)
		doc.update({"correction_reason": "更正", "units": [{"unit": self.units[1], "duty": "Lead"}]})
		doc.save()
		yield "another unit"
		item = frappe.get_doc(ITEM, self.items[0])
		item.update({"weight": 9, "correction_reason": "更正"}).save()
		yield "an item"
		self.task(percent=10)
		yield "one more"
		frappe.get_doc(TASK, self.task().name).delete()
		yield "one less"
		frappe.db.set_value(TASK, tasks[3].name, "drafted", 1)
		with self.as_user(frappe.session.user):
			handing.hand_out([tasks[3].name])
		yield "handed out"

	@contextmanager
	def kept(self):
		"""Everything that is counted is kept at once, though the test commits nothing."""
		with patch.object(totals, "SETTLING", -1), patch.object(totals, "may_be_undone", return_value=False):
			yield

	def counted(self) -> dict:
		whole = {"side_effect": lambda _list, _asked, count: count(None)}
		told = {"side_effect": lambda _list, _asked, tell: tell()}
		with patch.object(totals, "told_of_list", **told), patch.object(sums_kept, "of_list", **whole):
			return self.figures()

	def test_of_two_units_only_the_one_that_has_acted_is_counted_anew(self):
		first, real, asked = self.task(unit=0, percent=20), roll_up.grouped, []
		self.task(unit=1, percent=20)
		with (
			self.kept(),
			patch.object(
				roll_up, "grouped", side_effect=lambda *words: asked.append(words[3:]) or real(*words)
			),
		):
			for _again in range(3):
				self.figures()
			doc = frappe.get_doc(TASK, first.name)
			doc.percent = 70
			with guard.permit(doc):
				doc.save()
			del asked[:]
			self.figures()
			self.task(unit=1, percent=30)
			self.figures()
		self.assertEqual(asked, [([self.units[0]],), ([self.units[1]],)])

	def test_weights_count_where_the_list_says_so(self):
		self.task(item=0, percent=100, weight=3)
		self.task(item=0, percent=0, weight=1)
		self.task(item=1, percent=0, weight=7)
		frappe.db.set_value(ITEM, self.items[0], "weight", 4)
		self.assertEqual(self.figures()["percent"], 33.3)
		frappe.get_doc(LIST, self.list).update({"weighted": 1}).save()
		self.assertEqual(self.figures()["percent"], 60, "4 × 75 and 1 × 0")
		self.assertEqual(self.figures(ITEM, self.items[0])["percent"], 75)
		self.assertTrue(self.figures()["weighted"])
		frappe.db.set_value(TASK, {"key_work": self.items[0]}, "weight", 0)
		self.assertEqual(self.figures()["percent"], 0, "what weighs nothing is passed over")

	def test_the_report_says_the_same_of_lists_and_of_what_one_is_made_up_of(self):
		self.task(item=0, unit=0, percent=20, late_since=self.day(-1))
		self.task(item=1, unit=1, percent=60)
		said = self.figures()
		(row,) = [row for row in self.report() if row["group"] == self.list]
		self.assertEqual(
			[row[each] for each in ("tasks", "percent", "late", "behind")],
			[2, 40, said["late"], said["behind"]],
		)
		for group, names in (("lead_unit", self.units), ("key_work", self.items)):
			rows = self.report(list=self.list, group_by=group)
			self.assertEqual([row["group"] for row in rows], names)
			self.assertEqual([row["percent"] for row in rows], [20, 60])

	def test_the_report_of_what_is_behind_names_it_with_its_points(self):
		slow, slower = (
			self.task(unit=0, percent=20).name,
			self.task(unit=1, item=1, percent=5, milestones=(-5, -2)).name,
		)
		self.task(unit=0, percent=90)
		rows = self.report("Qingdan Behind Schedule", list=self.list)
		self.assertEqual([row["task"] for row in rows], [slower, slow])
		self.assertAlmostEqual(rows[1]["points"], 30, places=1)
		self.assertEqual(
			{row["task"]: flt(row["points"], 1) for row in rows},
			{name: missing for name, missing in self.behind_by_form().items() if missing},
		)
		for filters in ({"lead_unit": self.units[0]}, {"key_work": self.items[0]}):
			self.assertEqual(
				[row["task"] for row in self.report("Qingdan Behind Schedule", list=self.list, **filters)],
				[slow],
			)

	def report(self, name: str = "Qingdan Rolled Up", **filters) -> list[dict]:
		return [row for row in run_report(name, filters)["result"] if isinstance(row, dict)]

	def test_it_is_told_of_lists_and_key_works_alone(self):
		with self.assertRaises(WrongArgument):
			self.figures("User", "Administrator")

	def test_a_list_of_nothing_has_no_percentage(self):
		self.assertIsNone(self.figures()["percent"])


class TestWhatIsRemembered(QingdanTestCase):
	"""What is told is kept as if it were long settled and no transaction could be undone, and changes at once all the same."""

	def setUp(self):
		super().setUp()
		self.city = City()
		self.list, self.readers = self.city.task.list, ("Administrator", self.city.liaison, self.city.office)
		patcher = patch.multiple(totals, SETTLING=-1, may_be_undone=lambda: False)
		patcher.start()
		self.addCleanup(patcher.stop)

	def told(self, user: str = "Administrator", day: int = 0) -> dict:
		"""Asked for often enough to be remembered."""
		doc, today = frappe.get_doc(LIST, self.list), getdate() + timedelta(days=day)
		with self.as_user(user):
			return [roll_up.roll_up_of(doc, today) for _ in range(3)][-1]

	def task(self, key_work: str | None = None, due: int = 10, **stored):
		"""Another task that all readers see; `stored` is written past the flow."""
		day = {"starts_on": getdate() - timedelta(days=100), "due_date": getdate() + timedelta(days=due)}
		about = {
			"list": self.list,
			"key_work": key_work or self.city.task.key_work,
			"leader": self.city.leader,
		}
		task = factories.task(self.city.lead, **about, **day)
		if stored:
			frappe.db.set_value(TASK, task.name, stored)
		return frappe.get_doc(TASK, task.name)

	def test_it_is_counted_once_while_nothing_changes_and_anew_on_another_day(self):
		said = [self.told(user) for user in self.readers]
		with patch.object(roll_up, "grouped", side_effect=AssertionError("counted again")):
			self.assertEqual([self.told(user) for user in self.readers], said)
			with self.assertRaisesRegex(AssertionError, "counted again"):
				self.told(day=1)

	def test_what_a_transaction_wrote_thatmay_be_undone_is_not_kept(self):
		with patch.object(totals, "may_be_undone", lambda: True):
			self.told()
		with patch.object(roll_up, "grouped", return_value=[]) as counted:
			self.told()
		counted.assert_called()

	def changes(self, change: Callable) -> None:
		"""What every reader is told after it is what is counted anew, and another thing than before."""
		before = [self.told(user) for user in self.readers]
		change()
		after = [self.told(user) for user in self.readers]
		with patch.object(roll_up, "_lasts", return_value=False):
			self.assertEqual(after, [self.told(user) for user in self.readers])
		for earlier, later in zip(before, after, strict=True):
			self.assertNotEqual(earlier, later)

	def test_a_task_that_is_saved_comes_or_goes_changes_it_at_once(self):
		self.changes(self.task)
		second = self.task()
		second.append("milestones", {"date": getdate() + timedelta(days=1), "label": "开工"})
		self.changes(second.update({"correction_reason": "漏读"}).save)
		third = self.task()
		self.changes(lambda: frappe.delete_doc(TASK, third.name))

	def test_an_adopted_report_changes_it_at_once(self):
		self.changes(self.city.started)
		report = self.city.draft()
		acts = (("file", self.city.liaison), ("adopt", self.city.supervisor))
		self.changes(lambda: factories.acted(report, *acts))
		self.assertEqual(self.told()["percent"], 40)
		self.changes(lambda: setattr(self.city, "completion", self.city.file_completion()))

	def test_weights_and_the_settings_of_the_list_change_it_at_once(self):
		other = factories.key_work(self.list, 7)
		task = self.task(other, percent=80)
		self.changes(lambda: frappe.get_doc(LIST, self.list).update({"weighted": 1}).save())
		self.changes(
			lambda: frappe.get_doc(ITEM, other).update({"weight": 9, "correction_reason": "更正"}).save()
		)
		self.task(other)
		self.changes(
			lambda: frappe.get_doc(TASK, task.name).update({"weight": 5, "correction_reason": "更正"}).save()
		)
		self.changes(lambda: frappe.get_doc(LIST, self.list).update({"weighted": 0}).save())

	def test_what_is_written_by_a_bulk_statement_changes_it_at_once(self):
		drafted = self.task(drafted=1)
		self.changes(lambda: handing.hand_out([drafted.name]))
		late = self.task(due=-30)
		with patch.object(frappe.db, "commit"):
			self.changes(lambda: stamping.stamp_late(getdate()))
		self.assertTrue(frappe.db.get_value(TASK, late.name, "late_since"))

	def test_a_light_that_the_night_writes_changes_it_at_once(self):
		task = self.task(due=-3)
		late = {"title": "逾期", "colour": "Red", "fact": "Days Late"}
		made = {"doctype": "Qingdan Light Rule Set", "title": factories.unique("亮灯"), "rules": [late]}
		made = frappe.get_doc(made).insert()
		with patch.object(frappe.db, "commit"):
			stamping.stamp_late(getdate())
		frappe.db.set_value(LIST, self.list, "light_rules", made.name)
		frappe.clear_document_cache(LIST, self.list)
		self.changes(lambda: all_tasks.light_some([task.name], getdate()))
		self.assertEqual(self.told(self.city.liaison)["red"], 1)

	def test_what_comes_to_a_reader_from_a_unit_of_which_they_saw_nothing_counts_at_once(self):
		words = {"list": self.list, "key_work": self.city.task.key_work}
		task = factories.task(self.city.foreign, **words)
		before = self.told(self.city.office)
		task.update({"leader": self.city.leader, "correction_reason": "分工有误"}).save()
		self.assertEqual(self.told(self.city.office)["tasks"], before["tasks"] + 1)

	def test_the_night_counts_for_whoever_sees_all(self):
		jobs.count_lists()
		with patch.object(roll_up, "grouped", side_effect=AssertionError("counted again")):
			self.assertEqual(self.told(self.city.supervisor)["tasks"], 1)
			with self.assertRaisesRegex(AssertionError, "counted again"):
				self.told(self.city.office)

	def test_who_sees_tasks_for_other_reasons_too_is_told_anew(self):
		user = self.city.outsider
		before = self.told(user)
		about = {"share_doctype": TASK, "share_name": self.city.task.name, "user": user, "read": 1}
		share = frappe.new_doc("DocShare", **about)
		share.name = 900_000_000
		share.db_insert()  # as one of an earlier time: nobody shares a task by hand
		self.assertEqual(self.told(user)["tasks"] - before["tasks"], 1)
		frappe.db.delete("DocShare", {"name": share.name})
		self.assertEqual(self.told(user), before)
		with patch.object(roll_up.listed, "others_narrow", return_value=True):
			self.told(user)
			with patch.object(roll_up, "grouped", return_value=[]) as counted:
				self.told(user)
		self.assertEqual(counted.call_count, 3)


class TestWhatTheReaderMayList(SharedWorldTestCase):
	"""For everybody who may stand to tasks in some way."""

	make = PeopleAround

	def test_figures_are_those_of_the_tasks_in_the_list(self):
		for doctype, column in ((LIST, "list"), (ITEM, "key_work")):
			for name in set(frappe.get_all(TASK, {"name": ("in", self.world.names(TASK))}, pluck=column)):
				for label, who in self.world.people.items():
					with self.subTest(doctype=doctype, who=label), self.as_user(who):
						self.compare(doctype, column, name)

	def compare(self, doctype: str, column: str, name: str) -> None:
		try:
			rows = frappe.get_list(
				TASK, {column: name}, ["name", "course", "drafted", "state", "percent"], limit_page_length=0
			)
		except frappe.PermissionError:
			rows = []
		if not frappe.has_permission(doctype, "read", name):
			return self.assertRaises(frappe.PermissionError, progress.get_roll_up, doctype, name)
		counting = [row for row in rows if not row.course and not row.drafted]
		said = progress.get_roll_up(doctype, name)
		self.assertEqual(said["tasks"], len(counting))
		whole = sum(100 if row.state == "已完成" else row.percent for row in counting)
		self.assertEqual(said["percent"], round(whole / len(counting), 1) if counting else None)
		self.assertLessEqual(set(progress.get_behind(doctype, name)), {row.name for row in counting})
		return None
