"""Base of the tests of approvals: flows on a purchase, acts in one line, and rows that must be in step."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe

from qingdan_app.messaging import outbox
from qingdan_app.tests import users
from qingdan_app.tests.site import SiteTestCase
from qingdan_app.workflows.engine.flow import Act, from_plain, replay
from qingdan_app.workflows.engine.flow.events import Event
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.requests import acting, columns, sweeping
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases

TURN, COPY, REQUEST = "Qingdan Approval Assignment", "Qingdan Approval Copy", "Qingdan Approval Request"


class ApprovalTestCase(SiteTestCase):
	"""Everybody has a name: `buyer` sends in, `one`, `two` … sign and have no role at all."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		purchases.make_doctypes()

	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)  # a set-up that fails is not torn down
		self.buyer = users.user(purchases.BUYER)
		self.one, self.two, self.three, self.four = (users.user() for _ in range(4))
		self.admin = users.user("System Manager")
		self.told: list[tuple[str, str]] = []
		telling = patch.object(outbox, "send", self._tell)
		telling.start()
		self.addCleanup(telling.stop)

	def sent(self, *steps: dict, who: str | None = None, subject: dict | None = None, **fields):
		"""A purchase sent in under a flow of these steps; answers the request."""
		self.flow = purchases.flow(*steps, **fields)
		self.doc = purchases.purchase(who or self.buyer, **(subject or {}))
		return self.send(self.doc, who)

	def send(self, doc, who: str | None = None):
		with self.as_user(who or self.buyer):
			run = acting.send(doc.doctype, doc.name)
		self.assertInStep(run.name)
		return frappe.get_doc(REQUEST, run.name)

	def do(self, run, verb: str, who: str, opinion: str = "意见", **more):
		"""One act; answers the request as it is stored."""
		people = more.pop("people", ())
		asked = Act(
			verb, who, opinion=opinion, people=(people,) if isinstance(people, str) else people, **more
		)
		with self.as_user(who):
			acting.act(run.name, asked)
		self.assertInStep(run.name)
		return frappe.get_doc(REQUEST, run.name)

	def tick(self, now):
		"""What the scheduler does, without its commits."""
		with patch.object(frappe.db, "commit"):
			return sweeping.tick_due(now)

	def open_for(self, run, standing: str = "Open") -> list[str]:
		"""Who has the turn."""
		about = {"request": run.name, "standing": standing}
		return sorted(frappe.get_all(TURN, about, pluck="assignee"))

	def turn_of(self, run, who: str):
		"""The last turn of somebody."""
		about = {"request": run.name, "assignee": who}
		return frappe.get_last_doc(TURN, about, order_by="turn desc")

	def acts_on(self, run) -> list[str]:
		"""The verbs in the log of a request, in order."""
		return frappe.get_all("Qingdan Approval Log", {"request": run.name}, pluck="act", order_by="sequence")

	def assertInStep(self, name: str) -> None:
		"""Rows, columns, log and the engine's state say the same."""
		run = frappe.get_doc(REQUEST, name)
		state = columns.state_of(run)
		self.assertEqual(replay([from_plain(Event, event) for event in trail.events_of(name)]), state)
		self.assertIsNone(sealing.verify_one(run.reference_doctype, run.reference_name))
		for field, value in columns.request_values(state).items():
			self.assertEqual(run.get(field) or None, value or None, field)
		self._assert_rows(TURN, name, "turn", {turn.id: columns.turn_values(turn) for turn in state.turns})
		self._assert_rows(COPY, name, "number", {copy.id: {"read_at": copy.read_at} for copy in state.copies})

	def _assert_rows(self, doctype: str, request: str, key: str, expected: dict) -> None:
		stored = {row[key]: row for row in frappe.get_all(doctype, {"request": request}, ["*"])}
		self.assertEqual(sorted(stored), sorted(expected))
		for number, values in expected.items():
			for field, value in values.items():
				self.assertEqual(stored[number][field] or None, value or None, f"{doctype} {number} {field}")

	def _tell(self, receivers, message):
		self.told += [(user, message.kind) for user in receivers if user != frappe.session.user]

	def told_since(self, action) -> list[tuple[str, str]]:
		"""Who was told what by `action()`."""
		self.told.clear()
		action()
		return sorted(self.told)


@contextmanager
def attached(doctype: str, path: str, hook: str = "approval_subjects"):
	"""As if another app had named `path` for `doctype` in its hooks."""
	known = frappe.get_hooks

	def with_ours(name=None, *arguments, **more):
		found = known(name, *arguments, **more)
		return {**found, doctype: [path]} if name == hook else found

	with patch.object(frappe, "get_hooks", with_ours):
		yield
