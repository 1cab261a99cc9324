"""A message as people read it: the sentence, what was said, and who said it."""

import frappe
from frappe.model.document import Document
from frappe.utils import escape_html, get_fullname

LONGEST_QUOTE = 200
"""Characters of an opinion within one line; all of it stands in the mail and in the document."""


def line_of(message: Document) -> str:
	"""One line of HTML: the sentence, the beginning of the opinion, the sender."""
	said = escape_html(message.subject)
	name = escape_html(message.reference_name or "")
	said = said.replace(name, frappe.bold(name), 1) if name else said
	return f"{said}{_quoted(message.opinion)}{_signed(message.sender)}"


def _quoted(opinion: str | None) -> str:
	words = " ".join((opinion or "").split())
	if not words:
		return ""
	short = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
	return f": {escape_html(short)}"


def _signed(sender: str | None) -> str:
	return f" ({escape_html(get_fullname(sender))})" if sender else ""
