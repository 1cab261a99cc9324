"""Refusals of the pure engine, said in the user's language: what happened and what to do."""

import frappe
from frappe import _

from qingdan_app.workflows import exceptions
from qingdan_app.workflows.engine import refusals
from qingdan_app.workflows.engine.acts import OPINION_LIMIT, action_of


def throw(refusal: refusals.Refusal) -> None:
	"""Raise the Frappe exception of the same name with a sentence a person can act on."""
	name = type(refusal).__name__
	words = sentence(refusal, _(action_of(refusal.act)), _(refusal.state))
	frappe.throw(words, getattr(exceptions, name), title=_("Not Done"))


def sentence(refusal: refusals.Refusal, action: str, state: str) -> str:
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
	if isinstance(refusal, refusals.AmbiguousTransition):
		return _(
			"The workflow leads “{0}” in state {1} to two different states. Tell the administrator."
		).format(action, state)
	return _("“{0}” in state {1} is not your turn. Nothing was changed.").format(action, state)
