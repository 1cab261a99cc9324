"""Scores over stored documents: what is read, what a run in force keeps, what a simulation leaves alone, and who sees what."""

import frappe
from frappe.utils import add_days, get_first_day, get_last_day, getdate

from qingdan_app import plain_rows
from qingdan_app.api.scores import count, get_ranking, get_score, simulate
from qingdan_app.qingdan_app.report.qingdan_unit_ranking.qingdan_unit_ranking import execute
from qingdan_app.scores import all_events, running, schemes
from qingdan_app.scores.exceptions import (
	AssessmentCounted,
	AssessmentWrong,
	CannotBeCounted,
	SchemeInForce,
	SchemeWrong,
	WrittenByScores,
)
from qingdan_app.scores.span import Span
from qingdan_app.scores.who_answered import WhoAnswered
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.statements import noted

TASK, REPORT, SCHEME = "Qingdan Task", "Qingdan Progress Report", schemes.SCHEME
MONTH = getdate(factories.month(3) + "-01")
FIRST, LAST = get_first_day(MONTH), get_last_day(MONTH)
RULES = (
	("Report in Time", 1),
	("Report Late", -1),
	("Report Sent Back", -2),
	("Report Missing", -10),
	("Report Empty", -5),
	("Light Turned Red", -3),
	("Urged", -0.5),
	("Praised", 3),
	("Criticized", -4),
	("Task Completed Late", -6),
	("Extension Granted", -0.25),
	("Refusal Not Upheld", -2),
	("Red Notice", -5),
	("Notice Late", -0.75),
	("Answer to a Notice Sent Back", -0.1),
	("Instruction Late", -0.2),
	("Answer to an Instruction Sent Back", -0.3),
)


class TestScores(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		self.list = self.city.task.list
		self.begun(add_days(FIRST, -5))

	def begun(self, day) -> None:
		frappe.db.set_value(TASK, self.city.task.name, "started_at", f"{day} 09:00:00")

	def scheme(self, in_force: bool = True, **fields) -> str:
		rules = [{"title": event, "event": event, "points": points} for event, points in RULES]
		rules += [
			{"title": "牵头未完成", "event": "Task Overdue", "duty": "Lead", "points": -5},
			{"title": "配合未完成", "event": "Task Overdue", "duty": "Cooperating", "points": -3},
		]
		values = {
			"doctype": SCHEME,
			"title": factories.unique("方案"),
			"base": 100,
			"share": 20,
			"list": self.list,
		}
		values |= {"in_force": int(in_force), "from_day": FIRST if in_force else None, "rules": rules}
		with self.as_user(self.city.administrator):
			return frappe.get_doc({**values, **fields}).insert().name

	def counted(self, **days) -> str:
		with self.as_user(self.city.supervisor):
			return count(self.list, str(days.get("first", FIRST)), str(days.get("last", LAST)))["name"]

	def score(self, run: str, unit: str | None = None):
		name = frappe.db.get_value(running.SCORE, {"run": run, "unit": unit or self.city.lead})
		return frappe.get_doc(running.SCORE, name)

	def events(self, run: str, unit: str | None = None) -> list[tuple]:
		rows = frappe.get_all(
			running.EVENT,
			{"run": run, "unit": unit or self.city.lead},
			["event", "counted", "outcome"],
			order_by="day, event",
		)
		return [(row.event, row.counted, row.outcome) for row in rows]

	def filed(self, **fields):
		"""The lead unit's report on the month, filed on a day that the log says."""
		day = fields.pop("day", add_days(FIRST, 20))
		report = factories.report(
			self.city.task, self.city.lead, self.city.liaison, period=factories.month(3), **fields
		)
		report = factories.acted(report, ("file", self.city.liaison))
		about = {"reference_doctype": REPORT, "reference_name": report.name, "act": "file"}
		entry = frappe.db.get_value("Qingdan Approval Log", about)
		plain_rows.update("Qingdan Approval Log", entry, {"acted_at": f"{day} 10:00:00"})
		return report

	def test_a_report_in_time_counts_for_and_a_missing_one_against_a_unit(self):
		self.scheme()
		self.filed()
		run = self.counted()
		self.assertIn(("Report in Time", 1, "Counted"), self.events(run))
		self.assertEqual(self.events(run, self.city.cooperating), [("Report Missing", -10, "Counted")])
		self.assertEqual((self.score(run).total, self.score(run).rank), (101, 1))
		self.assertEqual(
			(self.score(run, self.city.cooperating).total, self.score(run, self.city.cooperating).rank),
			(90, 2),
		)

	def test_a_late_and_empty_report_costs_the_heavier_of_both(self):
		self.scheme()
		self.filed(day=add_days(LAST, 3), done="无")
		self.assertEqual(
			self.events(self.counted()), [("Report Empty", -5, "Counted"), ("Report Late", 0, "Covered")]
		)

	def test_what_was_overdue_costs_lead_and_cooperating_unit_what_the_scheme_says(self):
		self.scheme()
		self.filed()
		frappe.db.set_value(TASK, self.city.task.name, {"late_since": LAST, "was_late_since": LAST})
		run = self.counted()
		self.assertIn(("Task Overdue", -5, "Counted"), self.events(run))
		self.assertIn(("Task Overdue", 0, "Covered"), self.events(run, self.city.cooperating))

	def test_every_act_around_a_task_is_read_once_with_the_document_behind_it(self):
		self.scheme(heaviest_alone=0)
		report, day, task = self.filed(), add_days(FIRST, 10), self.city.task.name
		moment, about = f"{day} 10:00:00", {"reference_doctype": TASK, "reference_name": task}
		stamp = {"acted_at": moment, "actor": self.city.supervisor}
		log = "Qingdan Approval Log"
		plain_rows.insert(log, [{**about, "act": "urge", "from_state": "推进中", **stamp}])
		plain_rows.insert(log, [{**about, "act": "urge", "from_state": "待审核", **stamp}])
		of_report = {"reference_doctype": REPORT, "reference_name": report.name}
		plain_rows.insert(log, [{**of_report, "act": "return", "from_state": "已提交", **stamp}])
		plain_rows.insert(
			"Qingdan Light Change", [{"task": task, "day": day, "was": "Green", "light": "Red"}]
		)
		settled = {"task": task, "unit": self.city.lead, "state": "维持交办", "settled_at": moment}
		plain_rows.insert("Qingdan Refusal", [settled])
		change = frappe.generate_hash(length=12)
		plain_rows.insert(
			"Qingdan Change Request",
			[{"name": change, "kind": "Extension", "state": "已同意变更", "decided_at": moment}],
		)
		plain_rows.insert(
			"Qingdan Change Task", [{"parent": change, "parenttype": "Qingdan Change Request", "task": task}]
		)
		run = self.counted()
		found = {event for event, _counted, _outcome in self.events(run)}
		expected = {
			"Urged",
			"Report Sent Back",
			"Light Turned Red",
			"Refusal Not Upheld",
			"Extension Granted",
		}
		self.assertEqual(found, {"Report in Time", *expected})
		self.assertEqual(len(self.events(run)), 6)
		self.assertEqual(float(self.score(run).total), 100 + 1 - 0.5 - 2 - 3 - 2 - 0.25)
		for row in frappe.get_all(running.EVENT, {"run": run}, ["reference_doctype", "reference_name"]):
			self.assertTrue(frappe.db.exists(row.reference_doctype, row.reference_name))

	def test_a_run_in_force_is_frozen_and_asked_again_it_is_the_same(self):
		self.scheme()
		report = self.filed()
		run = self.counted()
		before = self.events(run)
		frappe.db.delete(REPORT, {"name": report.name})
		self.assertEqual(self.counted(), run)
		self.assertEqual(self.events(run), before)

	def test_no_day_counts_twice_and_none_that_is_not_over(self):
		self.scheme()
		self.counted()
		with self.assertRaises(CannotBeCounted):
			self.counted(first=add_days(FIRST, 3), last=add_days(LAST, 3))
		with self.assertRaises(CannotBeCounted):
			self.counted(first=getdate(), last=getdate())
		with self.assertRaises(CannotBeCounted):
			self.counted(first=LAST, last=FIRST)

	def test_without_a_scheme_in_force_nothing_is_counted_and_a_draft_is_simulated(self):
		draft = self.scheme(in_force=False)
		for name in frappe.get_all(SCHEME, {"in_force": 1, "list": ("is", "not set")}, pluck="name"):
			frappe.db.set_value(SCHEME, name, "in_force", 0)
		with self.assertRaises(CannotBeCounted):
			self.counted()
		with self.as_user(self.city.supervisor):
			found = simulate(draft, self.list, str(FIRST), str(LAST))
		self.assertEqual({row["unit"] for row in found["scores"]}, {self.city.lead, self.city.cooperating})
		with self.as_user(self.city.liaison):
			self.assertEqual(frappe.get_list(running.SCORE, {"run": found["name"]}), [])
		self.scheme()
		self.assertNotEqual(self.counted(), found["name"])
		with self.as_user(self.city.supervisor):
			frappe.delete_doc(running.RUN, found["name"])
		self.assertFalse(frappe.db.exists(running.EVENT, {"run": found["name"]}))

	def test_a_scheme_in_force_stays_and_a_draft_does_not_have_to(self):
		draft, in_force = self.scheme(in_force=False), self.scheme()
		with self.as_user(self.city.administrator):
			frappe.get_doc(SCHEME, draft).update({"base": 60}).save()
			with self.assertRaises(SchemeInForce):
				frappe.get_doc(SCHEME, in_force).update({"base": 60}).save()
			with self.assertRaises(SchemeInForce):
				frappe.delete_doc(SCHEME, in_force)
			with self.assertRaises(SchemeWrong):
				frappe.get_doc(SCHEME, draft).update({"in_force": 1, "from_day": FIRST}).save()
			twice = frappe.get_doc(SCHEME, draft)
			twice.append("rules", {"title": "又", "event": "Task Overdue", "points": -1})
			with self.assertRaises(SchemeWrong):
				twice.save()

	def test_a_later_scheme_counts_from_its_day_on(self):
		first = self.scheme()
		second = self.scheme(from_day=add_days(LAST, 1), base=60)
		self.assertEqual(schemes.scheme_for(self.list, LAST), first)
		self.assertEqual(schemes.scheme_for(self.list, add_days(LAST, 1)), second)

	def test_a_leader_rates_a_unit_and_what_was_counted_stays(self):
		self.scheme()
		self.filed()
		rating = {
			"doctype": "Qingdan Assessment",
			"kind": "Rating",
			"unit": self.city.lead,
			"list": self.list,
		}
		rating |= {"day": FIRST, "leader": self.city.leader, "points": 10}
		with self.as_user(self.city.office):
			with self.assertRaises(AssessmentWrong):
				frappe.get_doc({**rating, "points": 21}).insert()
			name = frappe.get_doc(rating).insert().name
		with self.as_user(self.city.other_office), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(rating).insert()
		with self.as_user(self.city.supervisor):
			praise = {
				"doctype": "Qingdan Assessment",
				"kind": "Praise",
				"unit": self.city.lead,
				"list": self.list,
			}
			frappe.get_doc({**praise, "day": LAST}).insert()
		score = self.score(self.counted())
		self.assertEqual((score.share, score.plus, score.total), (10, 4, 114))
		with self.as_user(self.city.office), self.assertRaises(AssessmentCounted):
			frappe.get_doc("Qingdan Assessment", name).update({"points": 20}).save()

	def test_what_a_merged_unit_did_is_the_units_that_took_over_and_says_so(self):
		self.scheme()
		self.filed()
		successor = factories.unit()
		frappe.db.set_value("Qingdan Unit", self.city.lead, {"merged_into": successor, "disabled": 1})
		run = self.counted()
		self.assertFalse(frappe.db.exists(running.SCORE, {"run": run, "unit": self.city.lead}))
		row = frappe.db.get_value(
			running.EVENT, {"run": run, "unit": successor, "event": "Report in Time"}, ["former", "counted"]
		)
		self.assertEqual(row, (self.city.lead, 1))

	def test_who_led_a_task_on_the_day_is_charged_for_it(self):
		self.scheme()
		former = factories.unit()
		earlier = {"parent": self.city.task.name, "parenttype": TASK, "parentfield": "earlier_units"}
		until = {"unit": former, "until": f"{add_days(LAST, 2)} 09:00:00"}
		plain_rows.insert("Qingdan Task Earlier Unit", [{**earlier, **until}])
		run = self.counted()
		self.assertEqual(self.events(run, former), [("Report Missing", -10, "Counted")])
		self.assertEqual(self.events(run), [])

	def test_members_of_a_group_are_scored_each(self):
		member, other = factories.unit(), factories.unit()
		task = factories.task(factories.group(member, other))
		frappe.db.set_value(TASK, task.name, {"started_at": f"{FIRST} 09:00:00", "state": "推进中"})
		self.scheme(list=task.list)
		with self.as_user(self.city.supervisor):
			found = count(task.list, str(FIRST), str(LAST))["scores"]
		self.assertEqual({(row["unit"], row["total"]) for row in found}, {(member, 90), (other, 90)})

	def test_a_unit_sees_its_own_score_and_events_and_nobody_elses(self):
		self.scheme()
		self.filed()
		run = self.counted()
		with self.as_user(self.city.liaison):
			self.assertEqual([row["unit"] for row in get_ranking(run)], [self.city.lead])
			shown = get_score(self.score(run).name)
			self.assertEqual([each["event"] for each in shown["events"]], ["Report in Time"])
			with self.assertRaises(frappe.PermissionError):
				get_score(self.score(run, self.city.cooperating).name)
			with self.assertRaises(frappe.PermissionError):
				count(self.list, str(FIRST), str(LAST))
		with self.as_user(self.city.office):
			self.assertEqual(len(get_ranking(run)), 2)
		with self.as_user(self.city.outsider):
			self.assertEqual(get_ranking(run), [])

	def test_the_ranking_names_units_and_no_person(self):
		self.scheme()
		self.filed()
		run = self.counted()
		with self.as_user(self.city.supervisor):
			_columns, rows, _message, chart = execute({"run": run})
		self.assertEqual(
			[(row["rank"], row["unit"]) for row in rows], [(1, self.city.lead), (2, self.city.cooperating)]
		)
		people = {self.city.liaison, self.city.head, self.city.helper, self.city.supervisor}
		self.assertFalse(people & {str(value) for row in rows for value in row.values()})
		self.assertEqual(chart["data"]["labels"], [self.city.lead, self.city.cooperating])

	def test_nobody_writes_a_score_by_hand(self):
		self.scheme()
		run = self.counted()
		for doctype, name in ((running.RUN, run), (running.SCORE, self.score(run).name)):
			with self.assertRaises(WrittenByScores):
				frappe.get_doc(doctype, name).save(ignore_permissions=True)
			with self.assertRaises(WrittenByScores):
				frappe.delete_doc(doctype, name, ignore_permissions=True)

	def test_reading_takes_the_same_statements_however_many_tasks_there_are(self):
		for _number in range(2):
			few = self.said_while_reading()
		for _number in range(3):
			more = factories.task(self.city.lead, (self.city.cooperating,), key_work=self.city.task.key_work)
			frappe.db.set_value(TASK, more.name, "started_at", f"{FIRST} 09:00:00")
		self.assertEqual(len(self.said_while_reading()), len(few))

	def said_while_reading(self) -> list[str]:
		with noted() as said:
			all_events.events(Span(self.list, FIRST, LAST), WhoAnswered(self.list))
		return said
