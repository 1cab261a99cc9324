"""The headings and headers that the site knows, beside those that are shipped."""

import frappe

from qingdan_app.column_words.column_choices import ROLES
from qingdan_app.parsing.vocabulary import SHIPPED, Vocabulary

HEADING, HEADER, COLUMN = "Qingdan Column Heading", "Qingdan Table Header", "Qingdan Table Header Column"


def vocabulary() -> Vocabulary:
	"""What columns are called here: the shipped words, those of the site, and headers of which somebody has said what they are."""
	headings = frappe.get_all(HEADING, fields=["heading", "role"], as_list=True)
	known = {heading: ROLES[choice] for heading, choice in headings if choice in ROLES}
	return SHIPPED.with_words(known).with_headers(_headers())


def _headers() -> dict[tuple[str, ...], tuple[str, ...]]:
	rows = frappe.get_all(COLUMN, fields=["parent", "heading", "role"], order_by="parent, idx")
	headings: dict[str, list[str]] = {}
	roles: dict[str, list[str]] = {}
	for row in rows:
		headings.setdefault(row.parent, []).append(row.heading or "")
		roles.setdefault(row.parent, []).append(ROLES.get(row.role, ""))
	return {tuple(words): tuple(roles[name]) for name, words in headings.items()}
