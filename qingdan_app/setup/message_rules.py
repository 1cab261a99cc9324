"""A row for each sentence that people are told, for the office to say something about. Created if missing; what it said stays."""

import frappe
from frappe import _

from qingdan_app import site_language
from qingdan_app.messaging.office_rules import RULE, sentences
from qingdan_app.messaging.rules import templates

LONGEST_TITLE = 140


def create_missing() -> None:
	"""Create the rows of sentences that have none."""
	known = set(frappe.get_all(RULE, pluck="sentence"))
	language = "zh" if site_language.is_chinese() else "en"
	for sentence in sentences():
		if sentence not in known:
			title = templates.named(_(sentence, language), language)[:LONGEST_TITLE]
			row = {"doctype": RULE, "sentence": sentence, "title": title, "sent": 1}
			frappe.get_doc(row).insert(ignore_permissions=True)  # set-up runs as whoever installs
