"""Titles on requests, turns and copies, messages and reasons of stand-ins, stored before anything filtered them: a bracket that
begins a tag becomes a character.

No digest covers these; what digests cover (entries of the log, opinions) stays, and is shown harmless.
"""

import frappe

from qingdan_app.patches.disarm_stored_markup import disarm

COLUMNS = (
	("Qingdan Approval Request", "subject_title"),
	("Qingdan Approval Assignment", "subject_title"),
	("Qingdan Approval Copy", "subject_title"),
	("Qingdan Approval Delegation", "reason"),
	("Qingdan Message", "subject"),
	("Qingdan Message", "title"),
	("Qingdan Message", "opinion"),
)


def execute():
	for doctype, column in COLUMNS:
		if frappe.db.has_column(doctype, column):
			disarm(doctype, column)
