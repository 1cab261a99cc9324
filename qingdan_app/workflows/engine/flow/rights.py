"""Whose turn it is, and the checks that acts have in common."""

from collections.abc import Collection, Sequence

from qingdan_app.workflows.engine.acts import OPINION_LIMIT
from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.draft import Draft, refuse_own_work
from qingdan_app.workflows.engine.flow.kinds import Kind, Standing, Status
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verb import Names
from qingdan_app.workflows.engine.flow.verbs import VERBS, Act
from qingdan_app.workflows.engine.flow.verdict import VOICES
from qingdan_app.workflows.engine.shown import Need


def refuse(kind: type[refusals.Refusal], request: Request, act: Act, *details) -> None:
	"""Raise a refusal of that kind."""
	raise kind(act.verb, request.status.value, *details)


def check_running(request: Request, act: Act) -> None:
	"""Raise RequestEnded once the request has its outcome."""
	if request.status is Status.ENDED:
		refuse(refusals.RequestEnded, request, act, request.outcome.value)


def check_administrator(request: Request, act: Act) -> None:
	"""Raise RequestEnded or NotAdministrator."""
	check_running(request, act)
	if not act.administrator:
		refuse(refusals.NotAdministrator, request, act)


def signing_turn(request: Request, act: Act) -> Turn:
	"""The actor's open turn with a voice, at a step that allows the act."""
	turn = own_turn(request, act, VOICES)
	if act.verb not in request.step_of(turn).acts:
		refuse(refusals.ActNotAllowed, request, act)
	return turn


def own_turn(
	request: Request, act: Act, kinds: Collection[Kind], standings: Collection[Standing] = (Standing.OPEN,)
) -> Turn:
	"""The actor's turn, of one of `kinds` and in one of `standings`.

	Raises NoSuchTurn, NotYourTurn (NotYetYourTurn, TurnIsHeld), AlreadyDecided, RequestEnded, ActNotAllowed
	or AmbiguousTurn.
	"""
	mine = (
		_named(request, act) if act.turn else [turn for turn in request.live_turns if turn.assignee == act.by]
	)
	ready = [turn for turn in mine if turn.standing in standings]
	fit = [turn for turn in ready if turn.kind in kinds]
	if not fit:
		_refuse_turn(request, act, mine, bool(ready))
	if len(fit) > 1:
		refuse(refusals.AmbiguousTurn, request, act)
	return fit[0]


def check_words(request: Request, act: Act, turn: Turn | None) -> None:
	"""Raise OpinionTooLong, OpinionRequired or SignatureRequired."""
	if max(len(act.opinion), len(act.signature)) > OPINION_LIMIT:
		refuse(refusals.OpinionTooLong, request, act)
	if opinion_need(request, act.verb, turn) is Need.REQUIRED and not act.opinion.strip():
		refuse(refusals.OpinionRequired, request, act)
	if signature_need(request, act.verb, turn) is Need.REQUIRED and not act.signature.strip():
		refuse(refusals.SignatureRequired, request, act)


def opinion_need(request: Request, verb: str, turn: Turn | None) -> Need:
	"""Whether the act needs words."""
	row = VERBS[verb]
	return request.step_of(turn).opinion if row.as_the_step_says and turn else row.opinion


def signature_need(request: Request, verb: str, turn: Turn | None) -> Need:
	"""Whether the act needs a handwritten signature: only an approval ever does."""
	return request.step_of(turn).signature if VERBS[verb].as_the_step_says and turn else Need.NONE


def check_people(draft: Draft, act: Act) -> tuple[str, ...]:
	"""Those the act names, each once. Raises WrongPeople or PersonUnavailable."""
	people = tuple(dict.fromkeys(act.people))
	single = VERBS[act.verb].names is Names.ONE
	if not people or act.by in people or (single and len(people) > 1):
		refuse(refusals.WrongPeople, draft.request, act)
	for person in people:
		if not draft.given.available(person):
			refuse(refusals.PersonUnavailable, draft.request, act, person)
	return people


def check_new_signers(draft: Draft, act: Act, turn: Turn, people: Sequence[str], but_for: int = 0) -> None:
	"""Raise SelfApproval or AlreadySigner where one of `people` may not get a voice at this step.

	Turn `but_for` is not looked at: it is the one that is handed on.
	"""
	refuse_own_work(draft.request, act, people)
	for other in draft.request.turns_of(turn.visit):
		taken = {other.assignee, other.principal}.intersection(people)
		if taken and other.id != but_for and (other.live or (other.decision and not other.void)):
			refuse(refusals.AlreadySigner, draft.request, act, min(taken))


def _named(request: Request, act: Act) -> list[Turn]:
	turn = request.turn(act.turn)
	if turn is None:
		refuse(refusals.NoSuchTurn, request, act)
	if turn.assignee != act.by:
		refuse(refusals.NotYourTurn, request, act)
	return [turn]


def _refuse_turn(request: Request, act: Act, mine: Sequence[Turn], ready: bool) -> None:
	if ready:
		refuse(refusals.ActNotAllowed, request, act)
	standings = {turn.standing for turn in mine}
	if Standing.HELD in standings:
		refuse(refusals.TurnIsHeld, request, act)
	if Standing.WAITING in standings:
		refuse(refusals.NotYetYourTurn, request, act)
	if closed := _closed(request, act, mine):
		refuse(refusals.AlreadyDecided, request, act, closed.closed_by, closed.closed_at)
	check_running(request, act)
	refuse(refusals.NotYourTurn, request, act)


def _closed(request: Request, act: Act, mine: Sequence[Turn]) -> Turn | None:
	"""The actor's closed turn that explains best why they have none: named by them, or their last."""
	if mine:
		return mine[0] if not mine[0].live else None
	visit = request.visit or request.visits[-1]
	closed = (turn for turn in reversed(request.turns) if turn.assignee == act.by)
	return next((turn for turn in closed if turn.round == visit.round or turn.visit == visit.came_from), None)
