"""Copy and read: for those who need not act."""

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.rights import check_people, check_running, refuse, signing_turn
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.walk import send_copies


def may_copy(request: Request, act: Act) -> Turn | None:
	"""Signers where the step allows it, the initiator and administrators always."""
	check_running(request, act)
	if act.by == request.initiator or act.administrator:
		return None
	return signing_turn(request, act)


def copy(draft: Draft, act: Act, turn: Turn | None) -> None:
	"""Those named may read the request; they need not act."""
	before = len(draft.request.copies)
	visit = draft.request.visit
	send_copies(draft, check_people(draft, act), visit.step, visit.round)
	if len(draft.request.copies) == before:
		refuse(refusals.AlreadyCopied, draft.request, act)


def may_read(request: Request, act: Act) -> None:
	"""Whoever has an unread copy, also after the end."""
	mine = [each for each in request.copies if each.user == act.by]
	if not mine:
		refuse(refusals.NotYourTurn, request, act)
	if all(each.read_at for each in mine):
		refuse(refusals.AlreadyRead, request, act)


def read(draft: Draft, act: Act, turn: None) -> None:
	"""Marks all copies one has."""
	for each in draft.request.copies:
		if each.user == act.by and not each.read_at:
			draft.record(log.CopyRead(each.id, draft.now))
