"""A random small office: flows of every mode and rule, people who leave and delegate, and acts of every verb.

All choices go through `pick`, so that the same code serves hypothesis, which shrinks what it finds, and a
plain seeded generator, which is fast.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from qingdan_app.workflows.engine.flow import (
	ANY_EARLIER,
	INITIATOR,
	PREVIOUS,
	Act,
	Body,
	Clock,
	Delegation,
	Duplicates,
	Event,
	Expiry,
	FlowDefinition,
	Given,
	Label,
	Mode,
	Moves,
	Need,
	Nobody,
	Request,
	Result,
	StepDefinition,
	Veto,
	act,
	choices,
	migrate,
	reschedule,
	reseat,
	start,
	tick,
)
from qingdan_app.workflows.engine.flow.acts_table import HANDLERS
from qingdan_app.workflows.engine.flow.definition import STEP_ACTS
from qingdan_app.workflows.engine.flow.refusals import Refusal
from qingdan_app.workflows.engine.tests import rules
from qingdan_app.workflows.engine.tests.factories import NOW, WORDS

PEOPLE = ("陈", "李", "王", "赵", "孙")
KEYS = ("一", "二", "三")
LABEL = Label("list", "2021-4")
Pick = Callable[[Sequence[Any]], Any]

ONCE_ONLY = set(HANDLERS) - {"jump", "take_back"}
"""Acts that are refused when the same person repeats them on the same turn at the same moment."""


WEIGHTS = {"approve": 10, "take_back": 8, "answer": 8, "resume": 8, "reject": 2}
ENDS_IT = ("reject", "withdraw", "terminate")
SELDOM = ("withdraw", "terminate", "copy", "urge", "read", "jump")
"""How often a button is pressed beside the others (4), so that stories grow long and go deep."""


class Office:
	"""One request and the world around it."""

	def __init__(self, pick: Pick):
		self.pick = pick
		self.now = NOW
		self.gone: set[str] = set()
		self.people = {key: self._voices() for key in KEYS}
		self.unmet = set(self._some(KEYS)) if pick((0, 0, 0, 1)) else set()
		self.events: list[Event] = []
		self.delegations: tuple[Delegation, ...] = ()
		self.ever_delegated: tuple[Delegation, ...] = ()
		for _ in range(pick((0, 0, 1, 3))):
			self._goes_away()
		self.state: Request | None = None
		self._take(None, start(self._definition(1), pick(PEOPLE), NOW, self.given, (), (LABEL,)))

	@property
	def given(self) -> Given:
		return Given(
			resolve=lambda step, request: _in_line(self.people[step.key], step.mode),
			copies=lambda step, request: PEOPLE[:2],
			holds=lambda condition: condition not in self.unmet,
			delegations=self.delegations,
			superior_of={"陈": "李", "李": "王", "王": "陈", "赵": "孙"}.get,
			available=lambda person: person not in self.gone,
		)

	def any_move(self) -> None:
		"""One thing happens: mostly an act, sometimes time passes or the world changes."""
		kind = self.pick(("act", "act", *["button"] * 6, "tick", "world"))
		{"act": self.any_act, "button": self.a_button, "tick": self.time_passes, "world": self.world_changes}[
			kind
		]()

	def a_button(self) -> None:
		"""Somebody presses a button their form shows."""
		user = self._holder()
		found = choices(self.state, user, self.now, administrator=self.pick((False, False, False, True)))
		if not found:
			return
		choice = self.pick([each for each in found for _ in range(self._weight(each.verb))])
		if choice.verb in ENDS_IT and self.pick((True, True, False)):
			return
		self.try_act(
			Act(
				choice.verb,
				user,
				choice.turn,
				WORDS,
				"章",
				choice.people[:1] or self._some(PEOPLE)[: self.pick((1, 1, 2))],
				self.pick(choice.targets) if choice.targets else "",
				self.pick((True, False)),
				choice.verb in ("terminate", "jump", "resume", "transfer", "urge", "copy")
				and not choice.turn,
			),
			button=True,
		)

	def _weight(self, verb: str) -> int:
		return 1 if verb in SELDOM else WEIGHTS.get(verb, 4)

	def any_act(self) -> None:
		"""Anybody tries anything."""
		self.try_act(
			Act(
				self.pick(tuple(HANDLERS)),
				self.pick((*PEOPLE, "外人")),
				self.pick((0, 0, 0, len(self.state.turns), max(1, len(self.state.turns) - 1), 99)),
				self.pick((WORDS, WORDS, "")),
				self.pick(("章", "")),
				self._some(PEOPLE),
				self.pick(("", INITIATOR, PREVIOUS, *KEYS)),
				self.pick((True, False)),
				self.pick((False, False, False, False, True)),
			)
		)

	def try_act(self, asked: Act, button: bool = False) -> None:
		before = self.state
		try:
			result = act(before, asked, self.now, self.given)
		except Refusal as refusal:
			rules.refused_by_name(before, asked, refusal)
			assert self.state == before
			return
		assert button or self._offered(before, asked), f"{asked} was not offered"
		self._take(before, result)
		rules.taking_back_restores(before, result, self.given, self.ever_delegated)
		self._twice_is_refused(result, asked)

	def time_passes(self) -> None:
		self.now += timedelta(minutes=self.pick((5, 40, 200)))
		before = self.state
		self._take(before, tick(before, self.now, self.given))
		again = tick(self.state, self.now, self.given)
		assert again == Result(self.state, (), ()), "the clock acted twice"
		assert self.state.wake_at is None or self.state.wake_at > self.now

	def world_changes(self) -> None:
		what = self.pick(
			(
				"away",
				"away",
				"back",
				"gone",
				"returned",
				"people",
				"posts",
				"condition",
				"calendar",
				"version",
			)
		)
		if what == "away":
			self._goes_away()
		elif what == "back":
			self.delegations = self.delegations[1:]
		elif what == "gone":
			self.gone.add(self.pick(PEOPLE))
		elif what == "returned":
			self.gone.clear()
		elif what == "people":
			self.people[self.pick(KEYS)] = self._voices()
		elif what == "posts":
			self._posts_change()
		elif what == "condition":
			self.unmet ^= {self.pick(KEYS)}
		elif what == "calendar":
			self._take(self.state, reschedule(self.state, self.now, self.given))
		elif not self.state.outcome and self.pick((0, 0, 1)):
			self._new_version()

	def _goes_away(self) -> None:
		person, to = self.pick(PEOPLE), self.pick(PEOPLE)
		if person != to:
			until = self.now + timedelta(minutes=self.pick((30, 300)))
			scope = self.pick((None, LABEL, Label("list", "another")))
			number = f"D{len(self.delegations)}-{len(self.events)}-{self.now:%d%H%M}-{person}{to}"
			self.delegations += (Delegation(number, person, to, self.now, until, scope),)
			self.ever_delegated += self.delegations[-1:]

	def _posts_change(self) -> None:
		self.people = {key: self._voices() for key in KEYS}
		self._take(self.state, reseat(self.state, self.now, self.given))
		rules.everybody_stands(self.state, replace(self.given, delegations=self.delegations))

	def _voices(self) -> tuple[str | Body, ...]:
		"""Whom a step finds: people, or bodies with their people, of which one may have none."""
		if self.pick((True, True, False)):
			return self._some(PEOPLE)
		return tuple(Body(key, self._some(PEOPLE)) for key in self._some(("甲局", "乙局", "丙局")))

	def _new_version(self) -> None:
		definition = self._definition(self.state.definition.version + 1)
		target = self.pick(("", INITIATOR, *(step.key for step in definition.steps)))
		asked = Act("migrate", "管理员", opinion=WORDS, target=target, administrator=True)
		try:
			result = migrate(self.state, asked, definition, self.now, self.given)
		except Refusal:
			return
		self._take(self.state, result)

	def _take(self, before: Request | None, result: Result) -> None:
		rules.check(before, result, self.ever_delegated)
		self.state = result.state
		self.events.extend(result.events)

	def _twice_is_refused(self, result: Result, asked: Act) -> None:
		event = result.events[-1]
		if asked.verb not in ONCE_ONLY:
			return
		again = Act(**{**vars(asked), "turn": event.turn})
		try:
			act(result.state, again, self.now, self.given)
		except Refusal:
			return
		raise AssertionError(f"{again} was accepted twice")

	def _offered(self, state: Request, asked: Act) -> bool:
		found = choices(state, asked.by, self.now, asked.administrator)
		mine = [each for each in found if each.verb == asked.verb]
		if asked.verb == "transfer" and asked.administrator and asked.turn:
			return True
		return any(asked.turn in (0, each.turn) or not each.turn for each in mine)

	def _holder(self) -> str:
		live = [turn.assignee for turn in self.state.live_turns]
		return self.pick((*live * 4, self.state.initiator, *PEOPLE))

	def _some(self, people: Sequence[str]) -> tuple[str, ...]:
		count = self.pick((1, 1, 2, 2, 3, 0))
		return tuple(self.pick(people) for _ in range(count))

	def _definition(self, version: int) -> FlowDefinition:
		keys = KEYS[: self.pick((1, 2, 3, 3))]
		return FlowDefinition(
			"flow",
			version,
			tuple(self._step(key) for key in keys),
			allow_own=self.pick((False, False, True)),
			moves=Moves("complete", "return", "return", "submit", "withdraw", "withdraw"),
		)

	def _step(self, key: str) -> StepDefinition:
		pick = self.pick
		mode = pick(tuple(Mode))
		return StepDefinition(
			key,
			"people",
			mode,
			{Mode.COUNT: pick((1, 2)), Mode.PERCENT: pick((1, 50, 67, 100))}.get(mode, 0),
			pick(tuple(Veto)),
			pick(("", "", key)),
			pick((STEP_ACTS, STEP_ACTS, STEP_ACTS - {"return", "transfer", "ask"})),
			pick(((INITIATOR, ANY_EARLIER), (PREVIOUS,), (INITIATOR,), ())),
			pick((Need.OPTIONAL, Need.REQUIRED)),
			pick((Need.NONE, Need.REQUIRED)),
			pick(tuple(Duplicates)),
			Nobody.BLOCK if mode is Mode.IN_TURN else pick((Nobody.BLOCK, Nobody.FALLBACK)),
			("孙", "赵"),
			pick((None, Clock(60, (20, 40), pick(tuple(Expiry))))),
			pick(((), ("office",))),
			pick((False, True)),
		)


def _in_line(voices: Sequence[str | Body], mode: Mode) -> tuple[str | Body, ...]:
	"""Where one signs after the other, nobody stands in line for two bodies."""
	if mode is not Mode.IN_TURN:
		return tuple(voices)
	seen: set[str] = set()
	found = []
	for voice in voices:
		people = (
			tuple(person for person in voice.people if person not in seen) if isinstance(voice, Body) else ()
		)
		seen.update(people)
		found.append(replace(voice, people=people) if isinstance(voice, Body) else voice)
	return tuple(found)
