"""An appeal about one event of a run: who may ask, who decides, and what is counted anew."""

import frappe
from frappe.utils import add_days, get_first_day, get_last_day, getdate

from qingdan_app.api.changes import get_kinds
from qingdan_app.api.scores import appeal, count, simulate
from qingdan_app.changes.exceptions import ChangeIncomplete, ChangeNotPossible
from qingdan_app.changes.possible import REQUEST
from qingdan_app.scores import running, schemes
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.moves import performing

MONTH = getdate(factories.month(3) + "-01")
FIRST, LAST = str(get_first_day(MONTH)), str(get_last_day(MONTH))
RULES = (("Report Missing", -10), ("Task Overdue", -5), ("Report in Time", 1))


class TestAppeals(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		late = {"started_at": f"{add_days(FIRST, -5)} 09:00:00", "late_since": LAST, "was_late_since": LAST}
		frappe.db.set_value("Qingdan Task", self.city.task.name, late)
		self.scheme = self._scheme()
		with self.as_user(self.city.supervisor):
			self.run = count(self.city.task.list, FIRST, LAST)["name"]

	def _scheme(self) -> str:
		rules = [{"title": event, "event": event, "points": points} for event, points in RULES]
		values = {"doctype": schemes.SCHEME, "title": factories.unique("方案"), "list": self.city.task.list}
		with self.as_user(self.city.administrator):
			return frappe.get_doc({**values, "in_force": 1, "from_day": FIRST, "rules": rules}).insert().name

	def event(self, kind: str = "Report Missing", unit: str | None = None, run: str | None = None) -> str:
		wanted = {"run": run or self.run, "unit": unit or self.city.lead, "event": kind}
		return frappe.db.get_value(running.EVENT, wanted)

	def appealed(self, event: str | None = None, who: str | None = None) -> str:
		with self.as_user(who or self.city.liaison):
			return appeal(event or self.event(), "当月已线下报送")["name"]

	def decided(self, request: str, act: str = "grant_change") -> None:
		with self.as_user(self.city.head):
			performing.perform(REQUEST, request, "grant_change")
		with self.as_user(self.city.supervisor):
			performing.perform(REQUEST, request, act, "已核实")

	def sums(self, unit: str | None = None) -> tuple:
		fields = ["total", "rank", "first_total", "first_rank"]
		return frappe.db.get_value(running.SCORE, {"run": self.run, "unit": unit or self.city.lead}, fields)

	def test_granted_the_event_is_struck_what_it_covered_counts_and_both_figures_stay(self):
		self.assertEqual(self.sums(), (90, 1, 90, 1))
		request = self.appealed()
		self.decided(request)
		self.assertEqual(self.sums(), (95, 1, 90, 1))
		self.assertEqual(self.sums(self.city.cooperating), (90, 2, 90, 1))
		struck = frappe.db.get_value(running.EVENT, self.event(), ["outcome", "struck_by", "counted"])
		self.assertEqual(struck, ("Struck", request, 0))
		self.assertEqual(frappe.db.get_value(running.EVENT, self.event("Task Overdue"), "counted"), -5)

	def test_denied_everything_stays(self):
		self.decided(self.appealed(), "deny_change")
		self.assertEqual(self.sums(), (90, 1, 90, 1))

	def test_the_head_of_the_unit_and_then_supervision_decide(self):
		request = self.appealed()
		about = {"reference_name": request, "standing": "Open"}
		self.assertEqual(
			frappe.get_all("Qingdan Approval Assignment", about, pluck="assignee"), [self.city.head]
		)
		by_head = self.appealed(self.event("Task Overdue"), self.city.head)
		about["reference_name"] = by_head
		turns = frappe.get_all("Qingdan Approval Assignment", about, pluck="assignee")
		self.assertIn(self.city.supervisor, turns)

	def test_one_appeals_once_and_only_against_what_took_points_from_ones_unit(self):
		self.appealed()
		self.assertRefused(ChangeNotPossible, self.appealed)
		with self.assertRaises(frappe.PermissionError):
			self.appealed(self.event(unit=self.city.cooperating))
		with self.assertRaises(frappe.PermissionError):
			self.appealed(who=self.city.outsider)
		with self.as_user(self.city.liaison):
			self.assertRefused(ChangeIncomplete, appeal, self.event("Task Overdue"), "")

	def test_the_leaders_office_sees_the_event_and_does_not_appeal_for_the_unit(self):
		self.assertRefused(ChangeNotPossible, self.appealed, who=self.city.office)

	def test_what_was_simulated_or_struck_is_not_appealed_against(self):
		with self.as_user(self.city.supervisor):
			simulated = simulate(self.scheme, self.city.task.list, FIRST, LAST)["name"]
		self.assertRefused(ChangeNotPossible, self.appealed, self.event(run=simulated), self.city.supervisor)
		self.decided(self.appealed())
		self.assertRefused(ChangeNotPossible, self.appealed)

	def test_what_was_earned_is_not_appealed_against(self):
		event = self.event("Task Overdue")
		frappe.db.set_value(running.EVENT, event, "worth", 1)
		self.assertRefused(ChangeNotPossible, self.appealed, event)

	def test_the_units_people_see_the_appeal_and_others_do_not(self):
		request = self.appealed()
		for who, seen in ((self.city.head, True), (self.city.helper, False), (self.city.outsider, False)):
			with self.as_user(who):
				self.assertEqual(bool(frappe.get_list(REQUEST, {"name": request})), seen)

	def test_a_task_is_never_asked_about_by_an_appeal(self):
		with self.as_user(self.city.liaison):
			self.assertNotIn("Appeal", get_kinds([self.city.task.name]))
