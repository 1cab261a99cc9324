"""A message as people read it: the sentence, what was said, and who said it."""

from html import unescape

import frappe
from frappe.model.document import Document
from frappe.utils import escape_html, get_datetime, get_fullname, strip_html

LONGEST_QUOTE = 200
"""Characters of an opinion within one line; all of it stands in the mail and in the document."""


def line_of(message: Document) -> str:
	"""One line of HTML: the sentence, the beginning of the opinion, the sender."""
	said = escape_html(message.subject)
	name = escape_html(message.reference_name or "")
	said = said.replace(name, frappe.bold(name), 1) if name else said
	return f"{said}{_quoted(message.opinion)}{_signed(message.sender)}"


def text_of(message: Document) -> str:
	"""The same line as plain text."""
	return unescape(strip_html(line_of(message)))


def written_at(message: Document) -> str:
	"""When it was written, to the second: no two messages of a person are the same with it."""
	return get_datetime(message.creation).strftime("%Y-%m-%d %H:%M:%S")


def cut(text: str, most: int) -> str:
	"""The beginning of a text that takes up at most so many bytes in UTF-8, with a mark where something is missing."""
	if len(text.encode()) <= most:
		return text
	return text.encode()[: most - len("…".encode())].decode(errors="ignore") + "…"


def _quoted(opinion: str | None) -> str:
	words = " ".join((opinion or "").split())
	if not words:
		return ""
	short = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
	return f": {escape_html(short)}"


def _signed(sender: str | None) -> str:
	return f" ({escape_html(get_fullname(sender))})" if sender else ""
