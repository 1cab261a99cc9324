"""Bringing turns back: after a return straight to the returner, and after a take-back."""

from dataclasses import replace

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow.draft import Draft, barred
from qingdan_app.workflows.engine.flow.entry import signers, spare_the_others
from qingdan_app.workflows.engine.flow.kinds import Because, Closing, Decision, Kind, Standing
from qingdan_app.workflows.engine.flow.people import add_turn, book, is_named
from qingdan_app.workflows.engine.flow.state import Turn, Visit
from qingdan_app.workflows.engine.flow.verdict import latest_turns

_UNDECIDED = {
	"closed_at": None,
	"closed_by": "",
	"closed_in": 0,
	"closing": None,
	"decision": None,
	"because": Because.PERSON,
	"opinion": "",
	"signature": "",
	"void": False,
}


def restore(draft: Draft, turn: Turn) -> None:
	"""Add a live turn in the place of a closed one, equal to what that was before it was closed."""
	number = len(draft.request.turns) + 1
	new = replace(turn, id=number, standing=turn.was, added_in=draft.sequence, **_UNDECIDED)
	draft.record(log.TurnAdded(new))


def can_revive(draft: Draft, visit: Visit) -> bool:
	"""Whether all who are to act are still there and it is nobody's own work by now; else the step is resolved anew."""
	latest = latest_turns(draft.request.turns_of(visit.number)).values()
	involved = [turn for turn in latest if not _is_done(turn)]
	own = barred(draft.request).intersection(turn.principal for turn in involved)
	if own or not all(_still_stands(draft, visit, turn) for turn in involved if not _stands(turn)):
		return False
	return all(draft.given.available(turn.principal) for turn in involved if not _stands(turn))


def _still_stands(draft: Draft, visit: Visit, turn: Turn) -> bool:
	if turn.kind is not Kind.MAIN or is_named(draft.request, turn):
		return True
	found = signers(draft, draft.request.definition.step(visit.step), visit=visit)
	return found.bodies_by_person.get(turn.principal) == turn.bodies


def revive(draft: Draft, old: Visit, new: Visit) -> None:
	"""Go on in `new` where `old` was left: approvals stand, everybody else has their turn again.

	Added signers and open questions come along, so that a return by one of them strands nobody.
	"""
	places: dict[int, int] = {}
	for place, turn in sorted(latest_turns(draft.request.turns_of(old.number)).items()):
		if _is_done(turn):
			continue
		parent = places.get(turn.parent, 0)
		revived = _keep(draft, new, turn, parent) if _stands(turn) else _again(draft, new, turn, parent)
		places[place] = revived.place
	spare_the_others(draft)


def _is_done(turn: Turn) -> bool:
	return turn.closing is Closing.REMOVED or turn.decision is Decision.ANSWERED


def _stands(turn: Turn) -> bool:
	return turn.decision is Decision.APPROVED and not turn.void


def _keep(draft: Draft, visit: Visit, turn: Turn, parent: int) -> Turn:
	fields = {
		"kind": turn.kind,
		"parent": parent,
		"order": turn.order,
		"on_behalf_of": turn.on_behalf_of,
		"bodies": turn.bodies,
	}
	return book(draft, visit, turn.assignee, Because.KEPT, turn.opinion, **fields)


def _again(draft: Draft, visit: Visit, turn: Turn, parent: int) -> Turn:
	fields = {"parent": parent, "order": turn.order, "standing": _standing(turn), "bodies": turn.bodies}
	named = is_named(draft.request, turn)
	again = add_turn(draft, visit, turn.principal, turn.kind, named=named, **fields)
	if turn.was is Standing.HELD:
		draft.move(again, Standing.HELD)
	return again


def _standing(turn: Turn) -> Standing:
	return Standing.WAITING if turn.was is Standing.WAITING else Standing.OPEN


def is_child(turn: Turn) -> bool:
	"""Whether somebody added or asked them."""
	return turn.kind in (Kind.BEFORE, Kind.AFTER, Kind.ASKED)
