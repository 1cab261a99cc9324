"""Refusals of the pure engine, said in the user's language: what happened and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import format_datetime, get_fullname

from qingdan_app.workflows import exceptions, workflow_acts
from qingdan_app.workflows.engine.acts import OPINION_LIMIT
from qingdan_app.workflows.engine.flow import Verb, refusals, verb_of
from qingdan_app.workflows.engine.flow.conditions import CannotJudge
from qingdan_app.workflows.engine.refusals import AmbiguousTransition
from qingdan_app.workflows.exceptions import ConditionFails, FlowUnsound

WORDS_OF_A_VERB = ("words", "asks", "whom", "target", "explanation")
"""Fields of a verb's row that people read."""


@contextmanager
def in_words() -> Iterator[None]:
	"""Turn what the engine raises inside into Frappe's exceptions with a sentence one can act on."""
	try:
		yield
	except refusals.Refusal as refusal:
		_throw(refusal)
	except CannotJudge as error:
		frappe.throw(_("A condition of an approval flow cannot be judged: {0}").format(error), ConditionFails)
	except refusals.UnsoundFlow as error:
		frappe.throw(_("This flow cannot run: {0}").format(error), FlowUnsound)


def _throw(refusal: refusals.Refusal) -> None:
	frappe.throw(_sentence(refusal), class_of(refusal), title=_("Not Done"))


def class_of(refusal: refusals.Refusal) -> type[Exception]:
	"""The Frappe exception of the same name: HTTP answers it as `exc_type`."""
	return getattr(exceptions, type(refusal).__name__)


def _sentence(refusal: refusals.Refusal) -> str:
	verb = _(verb_of(refusal.act).words)
	known = sentences().get(type(refusal).__name__)
	if not known:
		return _of_a_move(refusal, verb, _(refusal.state))
	details = {name: value for name, value in vars(refusal).items() if name not in ("act", "state")}
	return known.format(verb=verb, **_readable(details))


def _readable(details: dict) -> dict:
	people = {
		name: get_fullname(value) for name, value in details.items() if name in ("by", "person") and value
	}
	times = {name: format_datetime(value) for name, value in details.items() if name in ("at", "again_at")}
	outcome = {"outcome": _(details["outcome"])} if "outcome" in details else {}
	return {**details, **people, **times, **outcome, "by": people.get("by") or _("The clock")}


def sentences() -> dict[str, str]:
	"""A sentence for every refusal of a request."""
	return {
		"NotYourTurn": _("It is not your turn to decide on this. See under “Approval” whose turn it is."),
		"AlreadyDecided": _("{by} acted on this at {at}. Nothing more was changed; reload the page."),
		"RequestEnded": _("This approval has ended ({outcome}). Nothing was changed."),
		"NoLongerYours": _(
			"You no longer stand for what made this your turn. Nothing was changed; whoever does now decides."
		),
		"NotYetYourTurn": _("Others sign before you; you will be told when it is your turn."),
		"TurnIsHeld": _("You asked or added somebody: wait for the answer, or remove them first."),
		"NotAdministrator": _("“{verb}” is for administrators."),
		"NotInitiator": _("“{verb}” is for whoever sent this in."),
		"NoSuchTurn": _("There is no such turn in this approval. Reload the page."),
		"AmbiguousTurn": _("You have several turns here: say which one you mean."),
		"SignatureRequired": _("This step needs your signature."),
		"TargetNotAllowed": _("The request cannot go to that step. Choose one of those offered."),
		"WrongPeople": _(
			"Choose whom “{verb}” is for: somebody else than yourself, and only one where one is asked for."
		),
		"PersonUnavailable": _(
			"{person} is disabled, unknown here, or has no access to Desk. Choose somebody else."
		),
		"AlreadySigner": _("{person} signs at this step already."),
		"PersonUnknown": _("{person} was not added by you, or has acted already."),
		"NestedAdding": _("Whoever was added cannot add signers here."),
		"NothingToTakeBack": _("You have no decision here that could be taken back."),
		"NextHasActed": _("Somebody has acted since: your decision stands."),
		"TooLateToWithdraw": _(
			"Somebody has decided already: this can no longer be withdrawn. Ask them to return it."
		),
		"UrgedTooSoon": _("This was urged a short while ago; again from {again_at}."),
		"AlreadyCopied": _("Everybody you named has a copy already."),
		"AlreadyRead": _("You have read this already."),
		"NobodyToSign": _(
			"There is still nobody to sign this step. Name people, or complete what its rule finds them by."
		),
	}


def shown(act: str) -> dict[str, str]:
	"""How an act of the Workflow is offered, for a button: `{words, asks, confirm, place, colour}`, in the user's language."""
	row = workflow_acts.row_of(act)
	return {
		"words": _(row.button or row.words),
		"asks": row.opinion.value,
		"confirm": _(row.confirm) if row.confirm else "",
		"place": row.place.value,
		"colour": row.colour.value,
	}


def shown_verb(verb: Verb) -> dict[str, str | bool]:
	"""What a button and a dialog take from the row of a verb of a request, in the user's language."""
	words = {part: _(text) if (text := getattr(verb, part)) else "" for part in WORDS_OF_A_VERB}
	plain = {part: getattr(verb, part) for part in ("straight", "moves_on", "key", "bulk")}
	said = {"needs": verb.opinion.value, "place": verb.place.value, "colour": verb.colour.value}
	return {"verb": verb.name, **words, **plain, **said}


def throw(refusal: refusals.Refusal) -> None:
	"""Raise the Frappe exception of the same name for an act of the Workflow that was refused."""
	words = _of_a_move(refusal, _(workflow_acts.row_of(refusal.act).words), _(refusal.state))
	frappe.throw(words, class_of(refusal), title=_("Not Done"))


def _of_a_move(refusal: refusals.Refusal, action: str, state: str) -> str:
	"""What a refusal says, with the words for the act and the state."""
	if isinstance(refusal, refusals.ActNotPossible):
		return _("“{0}” is not possible in state {1}. Reload the page to see what is possible now.").format(
			action, state
		)
	if isinstance(refusal, refusals.OpinionRequired):
		return _("“{0}” needs an opinion: write in a sentence why, then try again.").format(action)
	if isinstance(refusal, refusals.OpinionTooLong):
		return _("The opinion is too long (at most {0} characters). Shorten it or attach a file.").format(
			OPINION_LIMIT
		)
	if isinstance(refusal, refusals.SelfApproval):
		return _("You sent this in yourself; somebody else has to decide on “{0}”.").format(action)
	if isinstance(refusal, AmbiguousTransition):
		return _(
			"The workflow leads “{0}” in state {1} to two different states. Tell the administrator."
		).format(action, state)
	return _("“{0}” in state {1} is not your turn. Nothing was changed.").format(action, state)
