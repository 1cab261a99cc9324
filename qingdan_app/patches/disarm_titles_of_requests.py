"""Titles on requests, turns and copies, messages and reasons of stand-ins, stored before anything filtered them: a bracket that
begins a tag becomes a character.

No digest covers these; what digests cover (entries of the log, opinions) stays, and is shown harmless.
"""

import re

import frappe

COLUMNS = (
	("Qingdan Approval Request", "subject_title"),
	("Qingdan Approval Assignment", "subject_title"),
	("Qingdan Approval Copy", "subject_title"),
	("Qingdan Approval Delegation", "reason"),
	("Qingdan Message", "subject"),
	("Qingdan Message", "title"),
	("Qingdan Message", "opinion"),
)
BEGINS_A_TAG = re.compile(r"<[a-zA-Z/!?]")


def execute():
	for doctype, column in COLUMNS:
		if frappe.db.has_column(doctype, column):
			_disarm(doctype, column)


def _disarm(doctype: str, column: str) -> None:
	for row in frappe.get_all(doctype, {column: ("like", "%<%")}, ["name", column]):
		words = row[column]
		if BEGINS_A_TAG.search(words):
			harmless = words.replace("<", "&lt;").replace(">", "&gt;")
			frappe.db.set_value(doctype, row.name, column, harmless, update_modified=False)
