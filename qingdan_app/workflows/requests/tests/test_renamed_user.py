"""An account gets another name, as when the mail domain of a city changes: nothing stands still, nothing opens."""

import frappe

from qingdan_app.tests import users
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import SelfApproval
from qingdan_app.workflows.flows.definitions import published
from qingdan_app.workflows.log import renames, trail
from qingdan_app.workflows.requests import acting, columns, renamed_users, views
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import TURN, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class TestRenamedUser(ApprovalTestCase):
	def test_an_open_turn_goes_on_under_the_new_name(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		new = self.renamed(self.one)

		self.assertEqual(self.open_for(run), [new])
		self.act_as(run, "approve", new)
		self.act_as(run, "approve", self.two)
		self.assertEqual(frappe.db.get_value(acting.REQUEST, run.name, "outcome"), "Approved")

	def test_the_initiator_does_not_approve_their_own_purchase_under_another_name(self):
		run = self.sent(step("一", self.one, may_transfer=1))
		new = self.renamed(self.buyer)

		refusal = self.assertRaises(SelfApproval)
		with refusal:
			self.act_as(run, "transfer", self.one, people=(new,))

	def test_the_log_keeps_the_name_as_it_was_and_shows_todays_beside_it(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		self.do(run, "approve", self.one, "同意")
		new = self.renamed(self.one)

		entry = frappe.get_last_doc("Qingdan Approval Log", {"request": run.name, "act": "approve"})
		self.assertEqual(entry.actor, self.one)
		with self.as_user(self.buyer):
			shown = views.of_request(run.name, frappe.utils.now_datetime())["history"][-1]["actor_name"]
		self.assertIn(self.one, shown)
		self.assertIn(frappe.utils.get_fullname(new), shown)
		self.assertIsNone(sealing.verify_one(self.doc.doctype, self.doc.name))
		self.assertIsNone(sealing.verify_one("User", "@renamed"))

	def test_the_state_is_what_the_log_tells_under_todays_names(self):
		run = self.sent(step("一", self.one, self.two, mode="All"), step("二", self.three))
		self.do(run, "approve", self.one)
		new = self.renamed(self.one)
		self.act_as(run, "approve", self.two)
		newest = self.renamed(new)

		row = frappe.get_doc(acting.REQUEST, run.name)
		state = columns.state_of(row)
		self.assertEqual(renamed_users.replayed(renamed_users.read_events(trail.events_of(run.name))), state)
		self.assertEqual(state.turns[0].assignee, newest)
		self.assertIn(newest, json_of(state))
		self.assertNotIn(f'"{self.one}"', json_of(state))

	def test_flows_that_name_them_find_them(self):
		self.sent(step("一", self.one, self.two, nobody="Fallback", fallback=self.three))
		names = {who: self.renamed(who) for who in (self.one, self.three)}

		flow = frappe.get_doc("Qingdan Approval Flow", self.flow.name)
		self.assertEqual(flow.steps[0].parameter, f"{names[self.one]},{self.two}")
		self.assertEqual(published(flow.name).steps[0].fallback, (names[self.three],))
		doc = purchases.purchase(self.buyer)
		with self.as_user(self.buyer):
			run = acting.send(doc.doctype, doc.name)
		self.assertEqual(self.open_for(run), sorted([names[self.one], self.two]))

	def test_two_accounts_that_become_one_have_one_turn(self):
		run = self.sent(step("一", self.one, self.two, mode="All"), step("二", self.three))
		with self.as_user("Administrator"):
			frappe.rename_doc("User", self.one, self.two, force=True, merge=True, show_alert=False)

		self.assertEqual(self.open_for(run), [self.two])
		self.act_as(run, "approve", self.two)
		self.assertEqual(self.open_for(run), [self.three])
		self.assertIsNone(sealing.verify_one(self.doc.doctype, self.doc.name))

	def test_who_has_signed_already_is_not_asked_again_under_the_name_of_another(self):
		run = self.sent(step("一", self.one, self.two, mode="All"), step("二", self.three))
		self.do(run, "approve", self.one)
		with self.as_user("Administrator"):
			frappe.rename_doc("User", self.one, self.two, force=True, merge=True, show_alert=False)

		self.assertEqual(self.open_for(run), [self.three])
		self.assertIsNone(sealing.verify_one(self.doc.doctype, self.doc.name))

	def test_a_name_within_another_is_left_alone(self):
		names = {"li@a.cn": "li@b.cn"}
		self.assertEqual(
			renamed_users.people_of_today("wangli@a.cn, li@a.cn，li@a.cn.org", names),
			"wangli@a.cn, li@b.cn，li@a.cn.org",
		)

	def test_a_delegation_and_a_share_are_carried(self):
		self.sent(step("一", self.one))
		new = self.renamed(self.one)
		run = frappe.get_last_doc(acting.REQUEST, {"reference_name": self.doc.name})

		self.assertEqual(list(frappe.parse_json(run.shared)), [new])
		with self.as_user(new):
			self.assertTrue(frappe.has_permission(self.doc.doctype, "read", self.doc.name))
		self.act_as(run, "approve", new)
		self.assertEqual(frappe.get_all("DocShare", {"share_name": self.doc.name, "user": new}), [])

	def test_an_old_name_that_somebody_else_has_got_is_read_by_its_time(self):
		renamed = [renames.Renamed("a", "b", frappe.utils.get_datetime("2026-01-02"))]

		self.assertEqual(renames.name_of_today("a", "2026-01-01", renamed), "b")
		self.assertEqual(renames.name_of_today("a", "2026-01-03", renamed), "a")

	def test_what_is_done_already_is_carried_for_whoever_reads_a_copy(self):
		run = self.sent(step("一", self.one, may_copy=1))
		self.do(run, "copy", self.one, people=(self.four,))
		self.do(run, "approve", self.one)
		new = self.renamed(self.four)
		self.act_as(run, "read", new)

		self.assertTrue(frappe.db.get_value("Qingdan Approval Copy", {"request": run.name}, "read_at"))

	def renamed(self, user: str) -> str:
		new = f"{users.unique('neu')}@example.org".lower()
		frappe.rename_doc("User", user, new, force=True, show_alert=False)
		self.assertFalse(frappe.db.exists(TURN, {"assignee": user}))
		return new

	def act_as(self, run, verb: str, who: str, **more) -> None:
		with self.as_user(who):
			acting.act(run.name, Act(verb, who, opinion="意见", **more))


def json_of(state) -> str:
	return columns.state_text(state)
