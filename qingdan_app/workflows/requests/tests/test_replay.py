"""Random stories on a real site: after each act rows, log and state say the same, and nothing is broken."""

import random
from datetime import timedelta
from unittest.mock import patch

import frappe

from qingdan_app.workflows.engine.flow import choices
from qingdan_app.workflows.engine.flow.kinds import Status
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step

STORIES, LENGTH = 24, 14
MODES = (("Any", 0), ("All", 0), ("In Turn", 0), ("Count", 2), ("Percent", 60))
SELDOM = ("withdraw", "terminate", "reject", "urge", "copy")


class TestReplay(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.people = [self.one, self.two, self.three, self.four]
		later = patch.object(acting, "_now", lambda: self.now)
		later.start()
		self.addCleanup(later.stop)

	def test_what_the_log_tells_is_what_is_stored_after_any_story(self):
		broken = {each.chain for each in sealing.verify_all()}
		for seed in range(STORIES):
			with self.subTest(seed=seed):
				self._story(random.Random(seed))
			publishing.retire(self.flow)
		self.assertEqual({each.chain for each in sealing.verify_all()} - broken, set())

	def _story(self, chance: random.Random) -> None:
		self.now = frappe.utils.get_datetime("2024-03-04 09:00:00")
		run = self.sent(*(self._step(chance, key) for key in ("一", "二", "三")))
		for _ in range(LENGTH):
			self.now += timedelta(minutes=chance.choice((1, 30, 300)))
			if acting.state_of(run.name).status is Status.ENDED:
				break
			self._something(chance, run)
		ended = acting.state_of(run.name).outcome
		approved = ended is not None and ended.value == "approved"
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), int(approved))
		self._assert_readers(run)

	def _something(self, chance: random.Random, run) -> None:
		if chance.random() < 0.15:
			self.tick(self.now)
			self.assertInStep(run.name)
			return
		state = acting.state_of(run.name)
		who = chance.choice([turn.assignee for turn in state.live_turns] or [self.admin])
		administrator = who == self.admin or chance.random() < 0.1
		offered = choices(state, who, self.now, administrator)
		offered = [each for each in offered if each.verb not in SELDOM or chance.random() < 0.2]
		if offered:
			self._press(chance, run, who, chance.choice(offered), administrator)

	def _press(self, chance: random.Random, run, who: str, choice, administrator: bool) -> None:
		people = choice.people[:1] or (chance.choice([each for each in self.people if each != who]),)
		target = chance.choice(choice.targets) if choice.targets else ""
		if choice.verb == "resume" and administrator:
			target = acting.state_of(run.name).visit.step
		try:
			self.do(
				run,
				choice.verb,
				who,
				turn=choice.turn,
				people=people,
				target=target,
				straight=chance.random() < 0.5,
				administrator=administrator,
			)
		except frappe.ValidationError:
			self.assertInStep(run.name)

	def _assert_readers(self, run) -> None:
		"""Exactly those who hold a turn can read, of those who have no role."""
		holders = {
			turn.assignee
			for turn in acting.state_of(run.name).turns
			if turn.standing.value in ("open", "held")
		}
		readers = set(frappe.get_all("DocShare", {"share_name": self.doc.name}, pluck="user"))
		self.assertEqual(readers - {self.buyer, self.admin}, holders - {self.buyer, self.admin})

	def _step(self, chance: random.Random, key: str) -> dict:
		mode, threshold = chance.choice(MODES)
		people = chance.sample(self.people, chance.choice((2, 2, 3)))
		rules = {
			"mode": mode,
			"threshold": threshold,
			"may_reject": 1,
			"nested_adding": chance.choice((0, 1)),
			"working_hours": chance.choice((0, 8)),
			"on_expiry": chance.choice(("Tell", "Pass", "Return", "Escalate")),
		}
		if not rules["working_hours"]:
			rules["on_expiry"] = "Tell"
		return step(key, *people, **rules)
