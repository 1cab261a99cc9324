"""Words stored before anything filtered them: a bracket that begins a tag becomes a character.

Rows of the engine stay as they are: digests cover them, and what was decided is not rewritten.
"""

import re

import frappe

ROOMS = ("Qingdan App", "Importing", "Working Time")
WORDS = ("Data", "Small Text", "Text", "Long Text")
BEGINS_A_TAG = re.compile(r"<[a-zA-Z/!?]")


def execute():
	for doctype in frappe.get_all(
		"DocType", {"module": ("in", ROOMS), "issingle": 0, "custom": 0}, pluck="name"
	):
		for field in frappe.get_meta(doctype).fields:
			if field.fieldtype in WORDS and frappe.db.has_column(doctype, field.fieldname):
				disarm(doctype, field.fieldname)


def disarm(doctype: str, column: str) -> None:
	"""Take the tags out of one column, wherever it holds any."""
	for row in frappe.get_all(doctype, {column: ("like", "%<%")}, ["name", column]):
		words = row[column]
		if BEGINS_A_TAG.search(words):
			harmless = words.replace("<", "&lt;").replace(">", "&gt;")
			frappe.db.set_value(doctype, row.name, column, harmless, update_modified=False)
