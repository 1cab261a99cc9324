"""The demo city in the middle of its year: every situation is there, each act on its day, and nobody met an error."""

from datetime import date, timedelta

import frappe

from qingdan_app.demo import living, seed
from qingdan_app.demo.cast import lists
from qingdan_app.tests.shared import SharedWorldTestCase

TODAY = date(2026, 9, 16)
TASK, REPORT, REQUEST = "Qingdan Task", "Qingdan Progress Report", "Qingdan Change Request"
NOTICE = "Qingdan Supervision Notice"

SITUATIONS: dict[str, tuple[str, dict]] = {
	"started": (TASK, {"state": "推进中"}),
	"in review": (TASK, {"state": "待审核"}),
	"completed": (TASK, {"state": "已完成"}),
	"completed too late": (TASK, {"state": "已完成", "late_days": (">", 0)}),
	"late": (TASK, {"late_since": ("is", "set"), "state": "待启动"}),
	"extended": (TASK, {"extensions": (">", 0)}),
	"suspended": (TASK, {"course": "Suspended"}),
	"terminated": (TASK, {"course": "Terminated"}),
	"merged": (TASK, {"merged_into": ("is", "set")}),
	"refused": (TASK, {"open_refusal": ("is", "set")}),
	"ongoing work that was reviewed": (TASK, {"deadline_kind": "Ongoing", "reviewed_on": ("is", "set")}),
	"a single matter": (TASK, {"matter": ("is", "set")}),
	"a month's report that is adopted": (REPORT, {"kind": "Period", "state": "已采纳"}),
	"one that nobody looked at": (REPORT, {"kind": "Period", "state": "已提交"}),
	"one that came back": (REPORT, {"state": "已退回"}),
	"a draft": (REPORT, {"state": "草稿"}),
	"a milestone's report": (REPORT, {"kind": "Milestone"}),
	"a change that waits": (REQUEST, {"state": "变更审批中"}),
	"a change that was denied": (REQUEST, {"state": "不同意变更"}),
	"a matter that is proposed": ("Qingdan Matter", {"state": "立项审批中"}),
	"a refusal that was insisted on": ("Qingdan Refusal", {"state": "维持交办"}),
	"a re-assignment": ("Qingdan Refusal", {"state": "已改派"}),
	"a reminder in a digest": ("Qingdan Reminder", {"state": "Reminded"}),
	"what is in a person's hands": ("Qingdan Part", {"state": "Open"}),
	"a sub-item on its way": ("Qingdan Part", {"state": "Open", "percent": ("between", [1, 99])}),
	"what a person has done": ("Qingdan Part", {"state": "Done"}),
	"a portfolio that changes hands next month": ("Qingdan Reorganization", {"state": "Scheduled"}),
	"duties that went to another unit": ("Qingdan Reorganization", {"state": "Done"}),
	"a notice nobody has signed for": (NOTICE, {"level": "Blue", "state": "待签收"}),
	"a notice that is late": (NOTICE, {"level": "Red", "late_since": ("is", "set")}),
	"an answer in review": (NOTICE, {"level": "Yellow", "state": "答复审核中"}),
	"an answer that came back": (NOTICE, {"state": "待答复", "answer": ("is", "set")}),
	"a notice that is settled": (NOTICE, {"state": "答复通过"}),
	"an instruction that waits": ("Qingdan Instruction", {"state": "待答复"}),
	"one that was answered": ("Qingdan Instruction", {"state": "已答复"}),
	"one that was carried out": ("Qingdan Instruction", {"state": "已落实"}),
	"a problem that waits": ("Qingdan Issue", {"state": "待协调", "report": ("is", "set")}),
	"one that was solved": ("Qingdan Issue", {"state": "已解决"}),
	"a list whose units are ranked": ("Qingdan Score Run", {"simulated": 0, "units": (">", 20)}),
	"a rating by a leader's office": ("Qingdan Score Event", {"event": "Rated by a Leader"}),
	"an event that was struck": ("Qingdan Score Event", {"struck_by": ("is", "set")}),
	"an appeal that waits": (REQUEST, {"kind": "Appeal", "state": "变更审批中"}),
}


class Town:
	"""The city, made once for all tests of this class."""

	def __init__(self):
		self.users = living.make(TODAY)


class TestLivingCity(SharedWorldTestCase):
	make = Town

	def of_tasks(self) -> dict:
		"""The entries of the log about the tasks that were imported: a site of tests has others."""
		names = frappe.get_all(TASK, {"list": ("in", lists())}, pluck="name")
		return {"reference_doctype": TASK, "reference_name": ("in", names)}

	def test_every_situation_is_there(self):
		missing = [
			what for what, (doctype, wanted) in SITUATIONS.items() if not frappe.db.exists(doctype, wanted)
		]
		self.assertEqual(missing, [])

	def test_the_list_is_moved_whole_and_says_so(self):
		self.assertEqual(frappe.db.count("Qingdan List", {"year": 2026, "notes": ("like", "%2021%")}), 4)
		self.assertGreater(
			frappe.db.count(TASK, {"due_date": ("between", ["2026-01-01", "2026-12-31"])}), 500
		)

	def test_each_act_stands_on_its_day_and_none_in_the_future(self):
		fields, of_tasks = ["reference_name", "acted_at"], self.of_tasks()
		entries = frappe.get_all(
			"Qingdan Approval Log", of_tasks, fields, order_by="reference_name, sequence", as_list=True
		)
		self.assertEqual(list(entries), sorted(entries))
		days = {acted_at.date() for _name, acted_at in entries}
		self.assertLess(min(days), date(2026, 2, 1))
		self.assertLessEqual(max(days), TODAY)
		self.assertGreater(max(days), TODAY - timedelta(7))

	def test_people_act_and_not_the_administrator(self):
		wanted = {**self.of_tasks(), "act": ("in", ("start", "submit", "complete"))}
		actors = set(frappe.get_all("Qingdan Approval Log", wanted, pluck="actor"))
		self.assertNotIn("Administrator", actors)
		self.assertLessEqual(actors, {one["user"] for one in self.world.users})

	def test_who_is_shown_as_an_example_has_something_to_decide(self):
		users = living.most_waited_for_first(self.world.users)
		self.assertCountEqual([one["user"] for one in users], [one["user"] for one in self.world.users])
		for role in ("Qingdan Leader Office", "Qingdan Unit Head", "Qingdan Supervision Office"):
			shown = next(one["user"] for one in users if role in one["roles"])
			with self.subTest(role):
				self.assertTrue(
					frappe.db.exists("Qingdan Approval Assignment", {"standing": "Open", "assignee": shown})
				)

	def test_played_again_nothing_comes_twice(self):
		before = frappe.db.count("Qingdan Approval Log")
		living.make(TODAY)
		self.assertEqual(frappe.db.count("Qingdan Approval Log"), before)

	def test_the_first_months_show_the_year_before(self):
		self.assertEqual(
			[living.year_of(date(2026, month, 15)) for month in (1, 3, 4, 12)], [2025, 2025, 2026, 2026]
		)

	def test_every_year_in_the_words_is_moved_alike(self):
		self.assertEqual(
			seed.moved("2021年底前，2022年8月；G20峰会2020", 5), "2026年底前，2027年8月；G20峰会2020"
		)
