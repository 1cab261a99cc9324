"""Sentences that one need not type: everybody's, and one's own."""

import frappe
from frappe.query_builder.functions import Coalesce

from qingdan_app.workflows.engine.flow import verb_of

PHRASE = "Qingdan Common Phrase"


def offered(user: str, verb: str) -> list[dict]:
	"""What one may put into an opinion with that verb, one's own first: `[{name, phrase, own}]`."""
	row = frappe.qb.DocType(PHRASE)
	own, whole = Coalesce(row.user, "") == user, Coalesce(row.user, "") == ""
	fits = Coalesce(row.verb, "").isin(["", _offered_for(verb)])
	query = frappe.qb.from_(row).select(row.name, row.phrase, own.as_("own")).where((own | whole) & fits)
	query = query.orderby(own, order=frappe.qb.desc).orderby(row.position).orderby(row.creation)
	return query.run(as_dict=True)


def keep(text: str, verb: str) -> dict:
	"""The text as a phrase of the session's user, offered with that verb: `{name, phrase, own}`. Kept once."""
	words = {"phrase": " ".join(text.split()), "verb": _offered_for(verb), "user": frappe.session.user}
	known = frappe.db.exists(PHRASE, words)
	name = known or frappe.get_doc({"doctype": PHRASE, **words}).insert().name
	return {"name": name, "phrase": words["phrase"], "own": 1}


def _offered_for(verb: str) -> str:
	"""What a phrase that is for this verb alone says; empty for a verb that has none of its own."""
	words = verb_of(verb).words
	return words if words in frappe.get_meta(PHRASE).get_options("verb").split("\n") else ""
