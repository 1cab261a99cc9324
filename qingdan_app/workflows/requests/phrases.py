"""Sentences that one need not type: everybody's, and one's own."""

import frappe
from frappe.query_builder.functions import Coalesce

PHRASE = "Qingdan Common Phrase"
OFFERED_FOR = {"approve": "Approve", "return": "Return", "reject": "Reject"}
"""Verb → what a phrase that is for it alone says."""


def offered(user: str, verb: str) -> list[dict]:
	"""What one may put into an opinion with that verb, one's own first: `[{name, phrase, own}]`."""
	row = frappe.qb.DocType(PHRASE)
	own, whole = Coalesce(row.user, "") == user, Coalesce(row.user, "") == ""
	fits = Coalesce(row.verb, "").isin(["", OFFERED_FOR.get(verb, "")])
	query = frappe.qb.from_(row).select(row.name, row.phrase, own.as_("own")).where((own | whole) & fits)
	query = query.orderby(own, order=frappe.qb.desc).orderby(row.position).orderby(row.creation)
	return query.run(as_dict=True)


def keep(text: str, verb: str) -> dict:
	"""The text as a phrase of the session's user, offered with that verb: `{name, phrase, own}`. Kept once."""
	words = {"phrase": " ".join(text.split()), "verb": OFFERED_FOR.get(verb, ""), "user": frappe.session.user}
	known = frappe.db.exists(PHRASE, words)
	name = known or frappe.get_doc({"doctype": PHRASE, **words}).insert().name
	return {"name": name, "phrase": words["phrase"], "own": 1}
