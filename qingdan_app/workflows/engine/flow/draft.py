"""The engine's working copy: changes are applied as they are made and come out as one event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow.apply import apply_change
from qingdan_app.workflows.engine.flow.effects import Effect, effects_of
from qingdan_app.workflows.engine.flow.given import Given
from qingdan_app.workflows.engine.flow.kinds import Because, Closing, Decision, Standing
from qingdan_app.workflows.engine.flow.refusals import SelfApproval
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act


@dataclass(frozen=True)
class Result:
	"""What a call of the engine gives: the new state, what to log, what to carry out."""

	state: Request
	events: tuple[log.Event, ...]
	effects: tuple[Effect, ...]


class Draft:
	"""A request being worked on. `by` is who acts; empty for the clock."""

	def __init__(self, request: Request | None, now: datetime, given: Given, by: str = ""):
		self.before = request
		self.request = request
		self.now = now
		self.given = given
		self.by = by
		self.sequence = request.sequence + 1 if request else 1
		self.changes: list[log.Change] = []

	def record(self, change: log.Change) -> None:
		"""Make a change."""
		self.request = apply_change(self.request, change)
		self.changes.append(change)

	def close(
		self,
		turn: Turn,
		closing: Closing,
		decision: Decision | None = None,
		because: Because = Because.PERSON,
		opinion: str = "",
		signature: str = "",
	) -> None:
		"""Close a live turn."""
		self.record(
			log.TurnClosed(
				turn.id, closing, self.by, self.now, self.sequence, decision, because, opinion, signature
			)
		)

	def close_all(self, turns: Sequence[Turn], closing: Closing) -> None:
		"""Close those of the turns that are still live."""
		for turn in turns:
			if self.request.turn(turn.id).live:
				self.close(turn, closing)

	def move(self, turn: Turn, standing: Standing) -> None:
		"""Hold a turn, release it, or set it back to waiting."""
		self.record(log.TurnMoved(turn.id, standing))

	def result(self, act: Act) -> Result:
		"""The event of this act, the state after it and its effects."""
		event = self._event(act)
		after = replace(self.request, sequence=self.sequence)
		return Result(after, (event,), effects_of(self.before, event, after))

	def _event(self, act: Act) -> log.Event:
		return log.Event(
			sequence=self.sequence,
			at=self.now,
			verb=act.verb,
			by=act.by,
			changes=tuple(self.changes),
			opinion=act.opinion.strip(),
			signature=act.signature,
			people=act.people,
			target=act.target,
			snapshot=act.snapshot,
			**self._where(act.turn),
		)

	def _where(self, number: int) -> dict:
		"""The turn acted upon, else the visit the request stood at."""
		turn = self.before.turn(number) if self.before else None
		if turn:
			step, round_, principal = turn.step, turn.round, turn.on_behalf_of
			return {"turn": number, "step": step, "round": round_, "on_behalf_of": principal}
		visit = (self.before and self.before.visit) or self.request.visits[-1]
		return {"step": visit.step, "round": visit.round}


def barred(request: Request) -> frozenset[str]:
	"""Who may not decide because it is their own work: initiator, authors, and whoever corrected it since."""
	if request.definition.allow_own:
		return frozenset()
	corrected = (turn.assignee for turn in request.turns if turn.decision is Decision.RESUMED)
	return frozenset({request.initiator, *request.authors, *corrected})


def refuse_own_work(request: Request, act: Act, people: Sequence[str]) -> None:
	"""Raise SelfApproval where one of `people` would decide on their own work."""
	if barred(request).intersection(people):
		raise SelfApproval(act.verb, request.status.value)
