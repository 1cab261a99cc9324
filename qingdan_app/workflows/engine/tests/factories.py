"""A request to act upon in one line, with the rows and messages a service would have made of it."""

import json
from datetime import datetime, timedelta

from qingdan_app.workflows.engine.flow import (
	Act,
	Clock,
	Delegation,
	Event,
	FlowDefinition,
	Given,
	Request,
	Result,
	StepDefinition,
	Turn,
	act,
	choices,
	fixed,
	from_plain,
	replay,
	start,
	tick,
	to_plain,
)
from qingdan_app.workflows.engine.flow import effects as fx

NOW = datetime(2024, 3, 4, 9, 0)
"""A Monday."""
WORDS = "意见"


def step(key: str, **rules) -> StepDefinition:
	"""A step whose people are given by the case."""
	return StepDefinition(key, **{"resolver": f"people of {key}", **rules})


def clock(minutes: int = 60, **rules) -> Clock:
	return Clock(minutes, **rules)


def away(person: str, to: str, start: int = 0, until: int = 600, **fields) -> Delegation:
	"""A delegation from–until, in minutes after NOW."""
	begin, end = NOW + timedelta(minutes=start), NOW + timedelta(minutes=until)
	return Delegation(f"{person}-{to}", person, to, begin, end, **fields)


class Case:
	"""One request, acted upon step by step. Time stands still unless `later` moves it."""

	def __init__(
		self, *steps: StepDefinition, people: dict, initiator: str = "initiator", world=None, **rules
	):
		given = {"labels": rules.pop("labels", ()), "authors": rules.pop("authors", ())}
		self.now = NOW
		self.given = Given(**{"resolve": fixed(people), **(world or {})})
		self.effects: tuple[fx.Effect, ...] = ()
		self.log: list[Event] = []
		definition = FlowDefinition("flow", 1, steps, **rules)
		self.state: Request = self._take(start(definition, initiator, self.now, self.given, **given))

	def do(self, verb: str, by: str, *people: str, opinion: str = WORDS, **fields) -> "Case":
		"""Act; a refusal leaves everything as it was."""
		asked = Act(verb, by, people=people, opinion=opinion, **fields)
		self._take(act(self.state, asked, self.now, self.given))
		return self

	def later(self, minutes: int) -> "Case":
		"""Let time pass, then let the clock do what is due."""
		self.now += timedelta(minutes=minutes)
		self._take(tick(self.state, self.now, self.given))
		return self

	def world(self, **fields) -> "Case":
		"""The world has changed: delegations, people who left …"""
		self.given = Given(**{**vars(self.given), **fields})
		return self

	@property
	def open(self) -> list[str]:
		"""Who may act now, in the order their places came into being."""
		ready = [turn for turn in self.state.live_turns if turn.standing.value == "open"]
		return [turn.assignee for turn in sorted(ready, key=lambda turn: turn.place)]

	@property
	def at(self) -> str:
		"""Key of the step the request stands at."""
		return self.state.visit.step if self.state.visit else ""

	@property
	def told(self) -> list[tuple[str, str]]:
		"""Who was told what by the last act."""
		return [(each.user, each.about) for each in self.effects if isinstance(each, fx.Notify)]

	def turn(self, user: str) -> Turn:
		"""The last turn of that user."""
		return [turn for turn in self.state.turns if turn.assignee == user][-1]

	def verbs(self, user: str, administrator: bool = False) -> set[str]:
		return {each.verb for each in choices(self.state, user, self.now, administrator)}

	def effect(self, kind: type) -> list:
		return [each for each in self.effects if isinstance(each, kind)]

	def _take(self, result: Result) -> Request:
		self.state, self.effects = result.state, result.effects
		self.log.extend(result.events)
		return self.state


def from_the_log(log: list[Event]) -> Request:
	"""The request rebuilt from nothing but the text of its log."""
	stored = [json.dumps(to_plain(event), ensure_ascii=False) for event in log]
	return replay(from_plain(Event, json.loads(text)) for text in stored)
