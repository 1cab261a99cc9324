"""A document is renamed: its log, its requests and what runs on it go along, and nothing is chained anew.

Core changes the names it finds in links. The row of the chain is found by its key, which is made of the name; and the
digests of what was logged speak of the name as it was then, which therefore stays beside today's.
"""

import frappe

from qingdan_app import plain_rows
from qingdan_app.workflows.log import chains, trail

REQUEST = "Qingdan Approval Request"
TABLES = (trail.LOG, REQUEST, "Qingdan Approval Assignment", "Qingdan Approval Copy")
"""What speaks of a document under approval by its name."""
RENAME = """update `tabQingdan Approval Chain` set `name` = %s, `reference_name` = %s, `known_as` = %s
	where `name` = %s"""


def has_log(doctype: str, name: str) -> bool:
	"""Whether anything was ever logged of a document, or runs on it."""
	return bool(frappe.db.get_value(chains.CHAIN, chains.key_of(doctype, name), "length"))


def carry(doctype: str, old: str, new: str) -> None:
	"""Carry everything of a renamed document along to its new name. Safe to call twice."""
	if not has_log(doctype, old):
		return
	first = chains.identity(doctype, old)
	_carry_chain(doctype, old, new, first)
	for table in TABLES:
		for name in (old, new):
			about = {"reference_doctype": doctype, "reference_name": name}
			frappe.db.set_value(table, about, "reference_name", new, update_modified=False)
	about = {"reference_doctype": doctype, "reference_name": new}
	for table in (trail.LOG, REQUEST):
		frappe.db.set_value(table, about, trail.KNOWN_AS, first, update_modified=False)


def _carry_chain(doctype: str, old: str, new: str, first: str) -> None:
	"""The old name may be given to another document: its log is called otherwise, so that the two are told apart."""
	before, after = chains.key_of(doctype, old), chains.key_of(doctype, new)
	frappe.db.delete(chains.CHAIN, {"name": after, "length": 0})
	frappe.db.sql(RENAME, (after, new, first, before))
	apart = {
		"reference_doctype": doctype,
		"reference_name": old,
		"known_as": f"{old} #{frappe.generate_hash(length=8)}",
	}
	plain_rows.insert(chains.CHAIN, [{"name": before, **apart, "length": 0, "head": "", "running": ""}])
