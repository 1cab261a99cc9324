"""A whole year of a small city, played by the app, against an account of it that knows the plan alone: nothing twice, nothing missed."""

from collections import Counter
from datetime import date
from unittest import skipUnless

import frappe
from frappe.utils import getdate

from qingdan_app.simulation.rules.deed import Deed, Duty, Post
from qingdan_app.simulation.tests.account_of_reminders import AFTER, BEFORE, Reminded
from qingdan_app.simulation.tests.account_of_scores import WholeAccount
from qingdan_app.simulation.tests.accounted import Shone
from qingdan_app.simulation.tests.small_town import YEAR, small_town
from qingdan_app.tests.budget import FULL
from qingdan_app.tests.messages import DESK, MESSAGE
from qingdan_app.tests.played_town import PlayedTown
from qingdan_app.tests.shared import SharedWorldTestCase

TASKS, UNTIL = (24, date(YEAR + 1, 1, 15)) if FULL else (10, date(YEAR, 4, 15))
"""The whole year, or its first months."""
TOWN = 8
"""The first town in whose year so few tasks meet everything; a test says so."""
RULES = {"逾期", "当期未报", "反映问题"}
KINDS = {rung.about for rung in (*BEFORE, *AFTER)}
SHOWN = 40
OF_TASK = {
	"Qingdan Supervision Notice": ("Qingdan Notice Task", "parent"),
	"Qingdan Instruction": ("Qingdan Instruction", "name"),
}


class Year:
	"""The year as it was played, and as it should have been."""

	def __init__(self):
		self.played = PlayedTown(small_town(TASKS, TOWN, UNTIL))
		self.account = WholeAccount(self.played.town, self.played.plan, self.played.works_on).run()


class TestSimulatedYear(SharedWorldTestCase):
	make = Year

	def setUp(self):
		super().setUp()
		self.played, self.account = self.world.played, self.world.account
		self.keys = self.played.keys

	def assertSame(self, stored: list, expected: list):
		"""Each once, and no other."""
		more, less = Counter(stored) - Counter(expected), Counter(expected) - Counter(stored)
		shown = [f"+ {each}" for each in sorted(more, key=str)] + [
			f"- {each}" for each in sorted(less, key=str)
		]
		if shown:
			self.fail(f"{len(more)} too many, {len(less)} missed\n" + "\n".join(shown[:SHOWN]))

	def test_what_is_refused_is_what_was_meant_in_vain(self):
		refused = [each.act for each in self.played.refused]
		self.assertEqual(refused, [act for act in self.played.plan.acts if act.in_vain])
		self.assertLessEqual({each.by for each in self.played.refused}, {"CannotRefuse", "ChangeNotPossible"})

	def test_lights_have_changed_when_they_should_for_the_reason_they_should(self):
		fields = ["task", "day", "was", "light", "rule", "remembered"]
		rows = frappe.get_all("Qingdan Light Change", {"task": ("in", [*self.keys])}, fields)
		stored = [
			Shone(
				self.keys[row.task],
				row.day,
				row.was or "",
				row.light or "",
				row.rule or "",
				bool(row.remembered),
			)
			for row in rows
		]
		self.assertSame(stored, self.account.lights)

	def test_everybody_was_reminded_of_what_they_should_on_the_day_they_should(self):
		fields = [
			"receiver",
			"about",
			"reference_doctype",
			"reference_name",
			"unit",
			"counted_from",
			"due_on",
		]
		stored = [
			Reminded(
				self.played.posts[row.receiver],
				row.about,
				self.key_of(row),
				row.unit,
				row.counted_from,
				row.due_on,
			)
			for row in frappe.get_all("Qingdan Reminder", {"receiver": ("in", [*self.played.posts])}, fields)
		]
		self.assertSame(stored, [*self.account.reminded.values()])

	def test_everybody_was_told_in_one_digest_on_each_morning_on_which_something_pressed(self):
		about = {"receiver": ("in", [*self.played.posts]), "channel": DESK, "cause": ("like", "reminders/%")}
		rows = frappe.get_all(MESSAGE, about, ["receiver", "cause"])
		told = [(self.played.posts[row.receiver], getdate(row.cause.split("/")[1])) for row in rows]
		self.assertSame(told, [*self.account.digests])

	def test_units_have_scored_what_they_should_in_each_month(self):
		runs = frappe.get_all("Qingdan Score Run", {"list": self.played.list}, ["name", "from_day"])
		self.assertSame([run.from_day for run in runs], [*self.account.scores])
		for run in runs:
			rows = frappe.get_all("Qingdan Unit Score", {"run": run.name}, ["unit", "total"])
			with self.subTest(month=run.from_day):
				self.assertEqual({row.unit: row.total for row in rows}, self.account.scores[run.from_day])

	def test_the_year_has_had_every_colour_and_everybody_was_told_something(self):
		self.assertLessEqual({"Red", "Yellow", "Green"}, {each.light for each in self.account.lights})
		duties = {each.who.duty for each in self.account.reminded.values()}
		self.assertLessEqual({Duty.LIAISON, Duty.HEAD, Duty.SUPERVISION}, duties)
		self.assertIn(Post(Duty.SUPERVISION), {who for who, _day in self.account.digests})

	@skipUnless(FULL, "in its first months a year has not met everything")
	def test_the_year_has_met_every_kind_of_act_light_and_reminder(self):
		self.assertEqual({act.deed for act in self.played.plan.acts}, {*Deed})
		self.assertLessEqual(RULES, {each.rule for each in self.account.lights})
		self.assertIn(True, {each.remembered for each in self.account.lights})
		self.assertEqual({each.about for each in self.account.reminded.values()}, KINDS)

	def key_of(self, row) -> str:
		if row.reference_doctype == "Qingdan Task":
			return self.keys[row.reference_name]
		doctype, field = OF_TASK[row.reference_doctype]
		return self.keys[frappe.db.get_value(doctype, {field: row.reference_name}, "task")]
