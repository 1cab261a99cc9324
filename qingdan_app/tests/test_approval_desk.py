"""What Desk asks the approvals for: choices without dead buttons, the inbox, stand-ins, hand-over, reports."""

from contextlib import contextmanager

import frappe
from frappe.desk.query_report import run

from qingdan_app.api import approvals as api
from qingdan_app.api import delegations
from qingdan_app.api import flows as flow_api
from qingdan_app.api.documents import get_choices
from qingdan_app.api.tasks import get_overview
from qingdan_app.desk import boot
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import ApprovalPending, DelegationRefused, HandoverRefused
from qingdan_app.workflows.flows import picture

TASK = "Qingdan Task"


@contextmanager
def speaking(language: str):
	before, frappe.local.lang = frappe.local.lang, language
	try:
		yield
	finally:
		frappe.local.lang = before


class ApprovalDeskCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def verbs(self, user: str) -> set[str]:
		with self.as_user(user):
			return {choice["verb"] for choice in api.get_request(TASK, self.city.task.name)["choices"]}

	def decide(self, user: str, verb: str, **more) -> dict:
		with self.as_user(user):
			view = api.get_request(TASK, self.city.task.name)
			choice = next(each for each in view["choices"] if each["verb"] == verb)
			return api.act(view["request"], verb, turn=choice["turn"], **more)

	def todo(self, user: str) -> list[str]:
		with self.as_user(user):
			return [row["reference_name"] for row in api.get_inbox()["rows"]]


class TestButtons(ApprovalDeskCase):
	def test_an_approval_says_that_its_task_was_reopened_since(self):
		self.city.completed()
		before = self.view_of_task()["mark"]
		self.assertEqual(before["colour"], "green")
		self.act(self.city.task, "reopen", self.city.supervisor, "数据有误")
		after = self.view_of_task()["mark"]
		self.assertEqual(after["colour"], "gray")
		self.assertIn(before["text"], after["text"])
		self.assertNotEqual(before["text"], after["text"])

	def view_of_task(self) -> dict:
		with self.as_user(self.city.supervisor):
			return api.get_request(TASK, self.city.task.name)

	def test_a_session_is_told_which_doctypes_flows_guard(self):
		info = frappe._dict()

		boot.extend(info)

		self.assertIn(
			{"guard": "Transition", "state": "待审核", "always": True}, info.qingdan_approvals[TASK]
		)

	def test_before_the_head_has_agreed_the_office_has_no_button(self):
		self.city.filed()

		self.assertTrue({"approve", "return"} <= self.verbs(self.city.head))
		self.assertEqual({"approve", "return"} & self.verbs(self.city.office), set())
		with self.as_user(self.city.office):
			self.assertEqual(get_choices(TASK, self.city.task.name), [])

	def test_acts_that_the_approval_answers_stand_in_the_approval_alone(self):
		self.city.filed()
		self.decide(self.city.head, "approve")

		self.assertIn("approve", self.verbs(self.city.office))
		with self.as_user(self.city.office):
			acts = {choice["act"] for choice in get_choices(TASK, self.city.task.name)}
			steps = get_overview(self.city.task.name)["steps"]
		self.assertEqual(acts, {"complete", "return"})
		self.assertEqual(steps, {"primary": None, "others": []})

	def test_a_correction_is_sent_on_by_its_document(self):
		self.city.filed()
		self.decide(self.city.head, "return", opinion="补充")

		self.assertNotIn("resume", self.verbs(self.city.liaison))
		with self.as_user(self.city.liaison):
			request = api.get_request(TASK, self.city.task.name)["request"]
			self.assertRefused(ApprovalPending, api.act, request, "resume")

	def test_the_timeline_of_a_task_says_each_thing_once(self):
		self.city.filed()
		self.decide(self.city.head, "return", opinion="补充")

		with self.as_user(self.city.liaison), speaking("zh"):
			entries = get_overview(self.city.task.name)["timeline"]
		labels = [entry["label"] for entry in entries]
		self.assertEqual(labels.count("退回"), 1)
		self.assertEqual(labels.count("启动"), 1)
		self.assertEqual({entry["label"]: entry["colour"] for entry in entries}["退回"], "red")

	def test_the_timeline_of_a_task_says_who_was_asked(self):
		self.city.filed()
		self.decide(self.city.head, "ask", people=[self.city.helper], opinion="数字对吗？")

		with self.as_user(self.city.liaison):
			(entry,) = (row for row in get_overview(self.city.task.name)["timeline"] if row["act"] == "ask")
		self.assertEqual(entry["people"], [frappe.utils.get_fullname(self.city.helper)])


class TestInbox(ApprovalDeskCase):
	def test_a_bulk_approval_says_what_happened_to_each(self):
		self.city.filed()
		with self.as_user(self.city.head):
			row = api.get_inbox()["rows"][0]
			looked_at = {"request": row["request"], "turn": row["turn"]}
			results = api.act_on_many([looked_at, {"request": "gone", "turn": 1}], "approve")

		self.assertEqual([row["ok"] for row in results], [True, False])
		self.assertEqual(self.todo(self.city.head), [])
		self.assertEqual(self.todo(self.city.office), [self.city.task.name])

	def test_the_card_counts_what_waits_and_leads_to_it(self):
		self.city.filed()

		with self.as_user(self.city.head):
			card = api.get_todo_card()
		self.assertEqual((card["value"], card["route"]), (1, ["qingdan-inbox", "todo"]))
		for user in (self.city.head, self.city.office, self.city.supervisor):
			with self.as_user(user):
				self.assertTrue(frappe.has_permission("Number Card", doc="Qingdan Approval To-Do"), user)

	def test_people_are_found_by_name_and_never_oneself(self):
		with self.as_user(self.city.head):
			found = {row["value"] for row in api.get_people(self.city.liaison)}
			own = api.get_people(self.city.head)
		self.assertEqual((found, own), ({self.city.liaison}, []))


class TestHandOver(ApprovalDeskCase):
	def test_all_open_turns_of_a_disabled_user_go_to_their_successor(self):
		self.city.filed()
		successor = factories.contact(self.city.lead, "Head")
		frappe.db.set_value("User", self.city.head, "enabled", 0)

		with self.as_user(self.city.administrator):
			results = api.hand_over(self.city.head, successor, "岗位变动")

		self.assertEqual([(row["name"], row["ok"]) for row in results], [(self.city.task.name, True)])
		self.assertEqual(self.todo(successor), [self.city.task.name])

	def test_what_the_successor_may_not_decide_stays_and_is_reported(self):
		self.city.filed()

		with self.as_user(self.city.administrator):
			results = api.hand_over(self.city.head, self.city.liaison, "岗位变动")

		self.assertEqual([row["ok"] for row in results], [False])
		self.assertEqual(self.todo(self.city.head), [self.city.task.name])

	def test_handing_over_is_for_administrators_and_never_to_oneself(self):
		refusals = (frappe.PermissionError, frappe.ValidationError)
		with self.as_user(self.city.supervisor), self.assertRaises(refusals):
			api.hand_over(self.city.head, self.city.office, "x")
		with self.as_user(self.city.administrator):
			mine = self.city.administrator
			self.assertRefused(HandoverRefused, api.hand_over, self.city.head, mine, "x")


class TestStandIns(ApprovalDeskCase):
	def test_an_office_enters_a_stand_in_for_its_leader_and_for_nobody_elses(self):
		chief = factories.office_user()
		frappe.db.set_value("Qingdan Leader", self.city.leader, "user", chief)

		with self.as_user(self.city.office):
			self.assertEqual(set(delegations.get_principals()), {self.city.office, chief})
			self._stand_in(chief).insert()
			self.assertRefused(DelegationRefused, self._stand_in(self.city.head).insert)

	def test_a_revoked_stand_in_is_looked_at_by_the_next_sweep(self):
		with self.as_user(self.city.head):
			stand_in = self._stand_in(self.city.head).insert()
		self.city.filed()
		request = frappe.get_value("Qingdan Approval Request", {"reference_name": self.city.task.name})
		self.assertEqual(self.todo(self.city.supervisor), [self.city.task.name])

		with self.as_user(self.city.head):
			stand_in.reload()
			stand_in.update({"revoked": 1}).save()

		self.assertTrue(frappe.db.get_value("Qingdan Approval Request", request, "wake_at"))

	def _stand_in(self, person: str):
		doc = frappe.new_doc("Qingdan Approval Delegation")
		times = {"from_time": "2021-01-01 00:00:00", "until_time": "2099-01-01 00:00:00"}
		return doc.update({"person": person, "delegate": self.city.supervisor, **times})


class TestForms(ApprovalDeskCase):
	def test_a_flow_is_set_up_by_choosing_words(self):
		options = flow_api.get_form_options(TASK)

		self.assertIn("heads_of_lead", [row["value"] for row in options["resolvers"]])
		self.assertTrue({"lead_unit", "filed_by"} <= {row["value"] for row in options["fields"]})
		self.assertIn("待审核", [row["value"] for row in options["states"]])
		self.assertIn("due_date", [row["value"] for row in options["dates"]])

	def test_a_fact_that_is_no_field_is_said_in_words_in_the_form_and_in_the_picture(self):
		with speaking("zh"):
			labels = {row["value"]: row["label"] for row in flow_api.get_form_options(TASK)["fields"]}
			drawn = picture.drawn(frappe.get_doc("Qingdan Approval Flow", "completion-v1"))

		self.assertEqual(labels["filed_by"], "送审人身份")
		self.assertIn("送审人身份 = 联络员", drawn)
		self.assertNotIn("filed_by", drawn)
		self.assertFalse([label for label in labels.values() if "No Label" in label])

	def test_the_picture_names_people_and_roles_as_the_reader_knows_them(self):
		flow = frappe.get_doc("Qingdan Approval Flow", "completion-v1")
		flow.steps[0].update({"resolver": "user", "parameter": f"{self.city.head}，{self.city.supervisor}"})
		with speaking("zh"):
			named = picture.drawn(flow)
			flow.steps[0].update({"resolver": "role", "parameter": "Qingdan Unit Head"})
			role = picture.drawn(flow)

		self.assertIn(f"指定用户 {frappe.utils.get_fullname(self.city.head)}"[:20], named)
		self.assertNotIn("@", named)
		self.assertNotIn("Qingdan Unit Head", role)

	def test_a_stand_in_may_be_limited_to_a_flow_a_list_or_a_unit(self):
		with self.as_user(self.city.head):
			self.assertIn("completion", [row["value"] for row in delegations.get_scopes("Flow")])
			self.assertIn(self.city.lead, [row["value"] for row in delegations.get_scopes("Unit")])
			self.assertEqual(delegations.get_scopes("Planet"), [])


class TestReports(ApprovalDeskCase):
	def rows(self, report: str, user: str, **filters) -> list[dict]:
		with self.as_user(user):
			return [row for row in run(report, filters)["result"] if isinstance(row, dict)]

	def test_supervision_sees_whom_a_task_waits_for(self):
		self.city.filed()

		found = self.rows("Qingdan Waiting on Whom", self.city.supervisor, assignee=self.city.head)
		self.assertEqual([row["reference_name"] for row in found], [self.city.task.name])
		self.assertRefused(frappe.PermissionError, self.rows, "Qingdan Waiting on Whom", self.city.head)

	def test_a_report_that_is_asked_what_another_was_asked_groups_as_it_does_by_itself(self):
		self.city.filed()
		for report in (
			"Qingdan Late Tasks",
			"Qingdan Tasks by State",
			"Qingdan Dwell Time",
			"Qingdan Message Delivery",
		):
			for strange in ("step", "unit", "lead_unit", "name` , (select 1)", ["unit"]):
				self.rows(report, self.city.supervisor, group_by=strange)

	def test_messages_are_counted_by_how_they_stand_and_a_receiver_counts_nobodys(self):
		self.city.filed()
		(before,) = [
			row["total"]
			for row in self.rows("Qingdan Message Delivery", self.city.supervisor, group_by="receiver")
			if row["named"] == self.city.head
		]
		channels = self.rows("Qingdan Message Delivery", self.city.supervisor)
		(desk,) = [row for row in channels if row["named"] == "Desk Notification"]

		self.assertEqual(before, frappe.db.count("Qingdan Message", {"receiver": self.city.head}))
		about = {"channel": "Desk Notification"}
		self.assertEqual(desk["total"], frappe.db.count("Qingdan Message", about))
		self.assertEqual(desk["queued"], frappe.db.count("Qingdan Message", {**about, "state": "Queued"}))
		self.assertRefused(frappe.PermissionError, self.rows, "Qingdan Message Delivery", self.city.head)

	def test_dwell_time_is_counted_per_step_and_per_unit(self):
		self.city.filed()
		self.decide(self.city.head, "approve")

		with speaking("zh"):
			steps = {row["name"] for row in self.rows("Qingdan Dwell Time", self.city.supervisor)}
		units = {
			row["name"] for row in self.rows("Qingdan Dwell Time", self.city.supervisor, group_by="unit")
		}
		self.assertTrue({"单位负责人审核", "牵头领导审定"} <= steps)
		self.assertIn(self.city.lead, units)

	def test_a_request_whose_only_signer_is_disabled_is_named(self):
		self.city.filed()
		frappe.db.set_value("User", self.city.head, "enabled", 0)

		found = self.rows("Qingdan Nobody Can Act", self.city.supervisor)

		self.assertIn(self.city.task.name, [row["reference_name"] for row in found])
