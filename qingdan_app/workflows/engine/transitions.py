"""Which move an act makes: a pure function of the transitions, the state and who acts."""

from collections.abc import Iterable
from dataclasses import dataclass

from qingdan_app.workflows.engine.acts import OPINION_LIMIT
from qingdan_app.workflows.engine.refusals import (
	ActNotPossible,
	AmbiguousTransition,
	NotYourTurn,
	OpinionRequired,
	OpinionTooLong,
	SelfApproval,
)


@dataclass(frozen=True)
class Transition:
	"""One edge of a flow: in `state`, holders of `role` may `act`, which leads to `next_state`."""

	state: str
	act: str
	next_state: str
	role: str
	self_approval: bool = True
	opinion: bool = False
	"""Whether the act needs a reason."""
	condition: str = ""
	"""What core's Workflow asks of the document before it takes this edge; judged before the engine is asked."""


@dataclass(frozen=True)
class Actor:
	"""Who acts on one document.

	`roles` are those they hold for this very document, `initiator` says whether they sent it in, `barred` names
	acts that are not theirs here although the role is (deciding on what belongs to another department, say).
	"""

	user: str
	roles: frozenset[str]
	initiator: bool = False
	barred: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Choice:
	"""An act the actor may choose now, for a button: `opinion` says whether it needs a reason."""

	act: str
	next_state: str
	opinion: bool


def choices(transitions: Iterable[Transition], state: str, actor: Actor) -> tuple[Choice, ...]:
	"""The acts `actor` may do in `state`, in the order of the flow, each once."""
	found = {
		edge.act: Choice(edge.act, edge.next_state, edge.opinion)
		for edge in reversed(tuple(transitions))
		if edge.state == state and _held(edge, actor)
	}
	return tuple(reversed(found.values()))


def decide(
	transitions: Iterable[Transition], state: str, act: str, actor: Actor, opinion: str = ""
) -> Transition:
	"""The transition that `act` takes.

	Raises ActNotPossible, NotYourTurn, SelfApproval, AmbiguousTransition, OpinionRequired or OpinionTooLong,
	in this order: who may not act at all is not told that an opinion is missing.
	"""
	leaving = [edge for edge in transitions if edge.state == state and edge.act == act]
	if not leaving:
		raise ActNotPossible(act, state)
	edge = _edge_for(leaving, actor)
	_check_opinion(edge, opinion)
	return edge


def _edge_for(leaving: list[Transition], actor: Actor) -> Transition:
	act, state = leaving[0].act, leaving[0].state
	mine = [edge for edge in leaving if edge.role in actor.roles and act not in actor.barred]
	if not mine:
		raise NotYourTurn(act, state)
	allowed = [edge for edge in mine if _held(edge, actor)]
	if not allowed:
		raise SelfApproval(act, state)
	if len({edge.next_state for edge in allowed}) > 1:
		raise AmbiguousTransition(act, state)
	return allowed[0]


def _held(edge: Transition, actor: Actor) -> bool:
	if edge.role not in actor.roles or edge.act in actor.barred:
		return False
	return edge.self_approval or not actor.initiator


def _check_opinion(edge: Transition, opinion: str) -> None:
	if len(opinion) > OPINION_LIMIT:
		raise OpinionTooLong(edge.act, edge.state)
	if edge.opinion and not opinion.strip():
		raise OpinionRequired(edge.act, edge.state)
