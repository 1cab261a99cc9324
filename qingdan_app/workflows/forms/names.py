"""Names for the database out of words in any script: core takes letters of English alone for a DocType."""

import re
from collections.abc import Collection, Iterable
from itertools import count

import frappe
from frappe import _
from frappe.model import child_table_fields, default_fields, optional_fields
from frappe.model.document import Document

ENGLISH = re.compile(r"^[A-Za-z][A-Za-z0-9 -]{1,50}[A-Za-z0-9]$", re.ASCII)
PLAIN = re.compile(r"^[a-z][a-z0-9_]{0,40}$", re.ASCII)
STEM = "Approval Form"
STATUS = "approval_status"
KEPT = frozenset({*default_fields, *optional_fields, *child_table_fields, STATUS, "status", "title_field"})
"""Fields of core's, of the form's own, and such that core reads a meaning into."""


def has_letters(title: str) -> bool:
	"""Whether there is a word in it, of whatever script."""
	return any(character.isalpha() for character in title)


def of_doctype(title: str) -> str:
	"""The name of the DocType: the title where core takes it, else one that is free."""
	if ENGLISH.match(title):
		return title
	return next(name for number in count(1) if not _exists(name := f"{STEM} {number}"))


def is_taken(title: str) -> bool:
	"""Whether a DocType, a page or a table is called so, would have the same address, or is shown under this name."""
	address = _address(title)
	doctypes = frappe.get_all("DocType", pluck="name")
	named = [*doctypes, *frappe.get_all("Page", pluck="name"), *frappe.get_all("Workspace", pluck="name")]
	shown = (_(doctype, language) for doctype in doctypes for language in languages())
	return address in {_address(name) for name in (*named, *shown)} or _exists(title)


def languages() -> set[str]:
	"""Those in which the site is read: its own, the reader's, and the two that this app speaks."""
	return {"zh", "en", frappe.local.lang, frappe.db.get_default("lang") or "en"}


def of_fields(labels: Iterable[str]) -> list[str]:
	"""A field name for each label: the label's own words where they are plain, else a number."""
	found: list[str] = []
	for number, label in enumerate(labels, 1):
		found.append(_of_field(label, number, found))
	return found


def _of_field(label: str, number: int, taken: Collection[str]) -> str:
	name = frappe.scrub(label)
	if PLAIN.match(name) and name not in KEPT and name not in taken and not hasattr(Document, name):
		return name
	names = (f"field_{each}" for each in count(number))
	return next(name for name in names if name not in taken)


def series_of(title: str) -> str:
	"""How documents are numbered: Use-of-a-Car-2031-0001."""
	stem = "".join(character for character in title if character.isalnum() or character == " ").strip()
	return f"{stem.replace(' ', '-')[:30]}-.YYYY.-.####"


def _address(name: str) -> str:
	return name.casefold().replace(" ", "-").replace("_", "-")


def _exists(name: str) -> bool:
	return bool(frappe.db.exists("DocType", name)) or frappe.db.table_exists(name)
