"""Sentences for opinions that one need not type."""

import frappe

from qingdan_app import arguments
from qingdan_app.api.visitors import check_logged_in
from qingdan_app.workflows.requests import phrases


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_phrases(verb: str = "") -> list[dict]:
	"""Everybody's phrases and one's own that fit a verb, one's own first: `[{name, phrase, own}]`."""
	check_logged_in()
	return phrases.offered(frappe.session.user, verb)


@frappe.whitelist(methods=["POST"])
@arguments.read
def keep_phrase(text: str, verb: str = "") -> dict:
	"""Keep a text as one's own phrase, offered with that verb; once, however often it is asked: `{name, phrase, own}`."""
	frappe.has_permission(phrases.PHRASE, "create", throw=True)
	return phrases.keep(text, verb)
