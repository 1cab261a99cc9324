"""Entering a step: whom it finds, who is passed over, who gets a seat."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qingdan_app.workflows.engine.flow.definition import Duplicates, Mode, Nobody, StepDefinition
from qingdan_app.workflows.engine.flow.draft import Draft, barred
from qingdan_app.workflows.engine.flow.given import Body
from qingdan_app.workflows.engine.flow.kinds import (
	Because,
	Blockage,
	Closing,
	Decision,
	Kind,
	Standing,
	VisitStatus,
)
from qingdan_app.workflows.engine.flow.lacking import Absent, approved_in, lacking
from qingdan_app.workflows.engine.flow.people import add_turn, book, is_named, open_turn
from qingdan_app.workflows.engine.flow.state import Request, Turn, Visit
from qingdan_app.workflows.engine.flow.verdict import (
	Tally,
	Verdict,
	latest_turns,
	seats_of,
	spoken,
	subtree,
	tally_of,
	verdict,
	voice_of_seat,
)


class Signer(NamedTuple):
	"""Somebody a step finds, the bodies they may answer for, and their place in the line."""

	person: str
	bodies: tuple[str, ...]
	order: int


@dataclass(frozen=True)
class Found:
	"""Whom a step finds; the bodies for which nobody can answer; and why they do not suffice."""

	signers: tuple[Signer, ...]
	missing: tuple[str, ...] = ()
	blockage: Blockage | None = None
	people_missing: tuple[str, ...] = ()
	"""Those of the missing who are people, not bodies."""

	@property
	def people(self) -> tuple[str, ...]:
		return tuple(signer.person for signer in self.signers)

	@property
	def bodies_by_person(self) -> dict[str, tuple[str, ...]]:
		return {signer.person: signer.bodies for signer in self.signers}


def signers(
	draft: Draft,
	step: StepDefinition,
	named: Sequence[str] = (),
	missing: Sequence[str] = (),
	visit: Visit | None = None,
	gone: Sequence[str] = (),
	resumes: int = 0,
) -> Found:
	"""The people of a step, each once, without those who may not or cannot sign.

	`named` sign in the place of the bodies `missing`, or of everybody. `visit` asks once more who signs in a visit
	that has begun: as if nobody had signed in it. `gone` are missed although the step does not find them any more;
	what was approved in the visit `resumes` counts.
	"""
	request = _as_entered(draft.request, visit) if visit else draft.request
	entries = named if named and not missing else draft.given.resolve(step, request)
	voices = _fit(draft, entries, dict.fromkeys(missing, named))
	heard = approved_in(draft.request, visit.resumes if visit else resumes)
	if lacking(step, voices, heard) and step.nobody is Nobody.FALLBACK:
		voices = _with_fallback(draft, step, voices)
	blockage, known = lacking(step, voices, heard), {voice.key for voice in voices}
	voices = [*voices, *(Absent(person) for person in gone if person not in known)]
	absent = tuple(voice.key for voice in voices if not voice.people)
	people = tuple(voice.key for voice in voices if isinstance(voice, Absent) and not voice.people)
	return Found(_signers(voices), absent, blockage or lacking(step, voices, heard), people)


def take_seats(
	draft: Draft, visit: Visit, step: StepDefinition, found: Found, named: Collection[str] = ()
) -> None:
	"""Give everybody their turn: approvals that already count are booked, the others open or wait in line."""
	_keep_what_was_given(draft, visit, step)
	known = _already_approved(draft.request, visit, step)
	for signer in _unheard(draft, visit, found.signers):
		if signer.person in known:
			book(draft, visit, signer.person, Because.DUPLICATE, order=signer.order, bodies=signer.bodies)
	if not _suffice(draft, visit, step, found):
		seat(draft, visit, step, _unheard(draft, visit, found.signers), named)


def seat(
	draft: Draft, visit: Visit, step: StepDefinition, people: Sequence[Signer], named: Collection[str] = ()
) -> None:
	"""Give each of them a turn, to some by name; of those who sign one after the other, the next one comes up."""
	standing = Standing.WAITING if step.mode is Mode.IN_TURN else Standing.OPEN
	for person, bodies, order in people:
		fields = {"order": order, "bodies": bodies, "named": person in named, "standing": standing}
		add_turn(draft, visit, person, Kind.MAIN, **fields)
	if step.mode is Mode.IN_TURN:
		open_next(draft, visit)


def open_next(draft: Draft, visit: Visit) -> None:
	"""Of those who sign one after the other, let the next one come up, if it is time."""
	seats = seats_of(draft.request, visit.number).values()
	for alternatives in sorted(seats, key=lambda each: min(turns[0].order for turns in each)):
		if voice_of_seat(alternatives) is Decision.APPROVED:
			continue
		for turns in alternatives:
			if turns[0].standing is Standing.WAITING:
				open_turn(draft, turns[0])
		return


def spare_the_others(draft: Draft) -> None:
	"""Whoever could have answered for a body, and whom they added, need not any more, once somebody has."""
	number = draft.request.visit.number
	heard, turns = spoken(draft.request, number), draft.request.turns_of(number)
	for turn in latest_turns(turns).values():
		if turn.kind is Kind.MAIN and turn.bodies and heard.issuperset(turn.bodies):
			draft.close_all([turn, *subtree(turn, turns)], Closing.VOICE_GIVEN)


def _fit(draft: Draft, entries: Iterable[str | Body], instead: Mapping[str, Sequence[str]]) -> list[Body]:
	"""Voices, each with those who may and can give it: a body, which may have nobody, or one person, without a key.

	Somebody the step asks for who has left is missed as a body is that has nobody; their own work nobody decides on.
	"""
	found: dict[str, Body] = {}
	for entry in entries:
		if people := () if isinstance(entry, Body) else able(draft, (entry,)):
			found[entry] = Body("", people)
		elif body := _body(draft, entry):
			people = able(draft, body.people) or able(draft, instead.get(body.key, ()))
			found[f"body {body.key}"] = replace(body, people=people)
	for key in filter(instead.get, instead):
		found.setdefault(f"body {key}", Body(key, able(draft, instead[key])))
	return list(found.values())


def _body(draft: Draft, entry: str | Body) -> Body | None:
	if isinstance(entry, Body):
		return entry
	return None if entry in barred(draft.request) else Absent(entry)


def _with_fallback(draft: Draft, step: StepDefinition, voices: Sequence[Body]) -> list[Body]:
	"""The fallback answers for bodies without anybody; where there are none, beside whom was found."""
	people = able(draft, step.fallback)
	if any(not voice.people for voice in voices):
		return [voice if voice.people else replace(voice, people=people) for voice in voices]
	known = {person for voice in voices for person in voice.people}
	return [*voices, *(Body("", (person,)) for person in people if person not in known)]


def able(draft: Draft, people: Iterable[str]) -> tuple[str, ...]:
	"""Those of `people`, each once, who may and can decide."""
	own = barred(draft.request)
	return tuple(
		person for person in dict.fromkeys(people) if person not in own and draft.given.available(person)
	)


def _signers(voices: Sequence[Body]) -> tuple[Signer, ...]:
	"""Whoever has a voice of their own and answers for others as well gives each of them."""
	bodies: dict[str, tuple[str, ...]] = {}
	order: dict[str, int] = {}
	for number, voice in enumerate(voices, 1):
		for person in voice.people:
			bodies[person] = (*bodies.get(person, ()), voice.key)
			order.setdefault(person, number)
	return tuple(Signer(person, _keys(person, bodies[person]), order[person]) for person in bodies)


def _keys(person: str, keys: tuple[str, ...]) -> tuple[str, ...]:
	return tuple(key or person for key in keys) if any(keys) else ()


def _unheard(draft: Draft, visit: Visit, people: Sequence[Signer]) -> list[Signer]:
	"""Those who have no turn in the visit yet and whose voice is still wanted."""
	heard = spoken(draft.request, visit.number)
	mains = [turn for turn in draft.request.turns_of(visit.number) if turn.kind is Kind.MAIN]
	seated = {turn.principal for turn in mains} | _handed_on(draft.request, visit)
	return [
		signer
		for signer in people
		if signer.person not in seated and not (signer.bodies and heard.issuperset(signer.bodies))
	]


def _suffice(draft: Draft, visit: Visit, step: StepDefinition, found: Found) -> bool:
	"""Whether what is approved already is enough, however the others would decide."""
	booked = seats_of(draft.request, visit.number)
	seats = {key for signer in found.signers for key in signer.bodies}
	own = [signer.person for signer in found.signers if not signer.bodies]
	booked_own = [key for key in booked if isinstance(key, int)]
	total = len(seats.union(key for key in booked if isinstance(key, str))) + max(len(own), len(booked_own))
	tally = tally_of(draft.request, visit.number)
	return verdict(step, Tally(total, tally.approved, gone=tally.gone)) is Verdict.PASSED


def _keep_what_was_given(draft: Draft, visit: Visit, step: StepDefinition) -> None:
	"""What was approved in the visit that this one resumes counts, and who was named there has their turn again."""
	standing = Standing.WAITING if step.mode is Mode.IN_TURN else Standing.OPEN
	for turn in draft.request.turns_of(visit.resumes) if visit.resumes else ():
		fields = {"order": turn.order, "bodies": turn.bodies}
		if turn.kind is Kind.MAIN and turn.decision is Decision.APPROVED and not turn.void:
			fields["on_behalf_of"] = turn.on_behalf_of
			book(draft, visit, turn.assignee, Because.KEPT, turn.opinion, **fields)
		elif _was_named(draft.request, turn):
			add_turn(draft, visit, turn.principal, Kind.MAIN, named=True, standing=standing, **fields)


def _was_named(request: Request, turn: Turn) -> bool:
	return turn.kind is Kind.MAIN and turn.closing is Closing.LEFT and is_named(request, turn)


def _handed_on(request: Request, visit: Visit) -> set[str]:
	"""Those who had given their place in the resumed visit to somebody by name."""
	turns = request.turns_of(visit.resumes) if visit.resumes else ()
	places = {turn.place for turn in turns if _was_named(request, turn)}
	return {turn.principal for turn in turns if turn.place in places}


def _as_entered(request: Request, visit: Visit) -> Request:
	"""The request as its resolvers saw it when a visit began."""
	return replace(request, turns=tuple(turn for turn in request.turns if turn.visit < visit.number))


def _already_approved(request: Request, visit: Visit, step: StepDefinition) -> frozenset[str]:
	if step.duplicates is Duplicates.NEVER:
		return frozenset()
	passed = [
		other.number
		for other in request.visits
		if other.round == visit.round and other.status is VisitStatus.PASSED
	]
	if step.duplicates is Duplicates.ADJACENT:
		passed = passed[-1:]
	return frozenset(turn.assignee for turn in request.turns if turn.visit in passed and _own_approval(turn))


def _own_approval(turn: Turn) -> bool:
	"""What somebody approved in another's name excuses neither of them."""
	return (
		turn.decision is Decision.APPROVED
		and not turn.void
		and not turn.on_behalf_of
		and turn.because
		in (
			Because.PERSON,
			Because.DUPLICATE,
		)
	)
