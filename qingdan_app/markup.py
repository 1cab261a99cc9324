"""Words people send in hold no markup: Desk shows most fields as HTML, and not every way in passes core's filter.

Core lets tags it takes for harmless through, and whatever is JSON, as a text in quotation marks is. Our fields hold plain
words, so a bracket that could begin a tag is written as a character; a sign for “less than” stays.
"""

import re
from collections.abc import Mapping
from typing import Any

from frappe.model.document import Document

BEGINS_A_TAG = re.compile(r"<[a-zA-Z/!?]")
OF_OTHER_LANGUAGES = frozenset(
	{"Code", "JSON", "HTML", "HTML Editor", "Text Editor", "Password", "Attach", "Attach Image"}
)
"""Types of fields that hold more than words; what core filters in them is left to core."""
NOT_IN_FILE_NAMES = re.compile(r"[<>\"`\x00-\x1f]")


def harmless(words: Any) -> Any:
	"""A text in which nothing begins a tag; anything else as it is."""
	if not isinstance(words, str) or not BEGINS_A_TAG.search(words):
		return words
	return words.replace("<", "&lt;").replace(">", "&gt;")


def harmless_throughout(plain: Any) -> Any:
	"""Plain data in which every text is harmless, however deep it stands."""
	if isinstance(plain, dict):
		return {name: harmless_throughout(value) for name, value in plain.items()}
	if isinstance(plain, list | tuple):
		return [harmless_throughout(value) for value in plain]
	return harmless(plain)


def harmless_row(row: Mapping[str, Any]) -> dict[str, Any]:
	"""A row of which every text is harmless."""
	return {column: harmless(value) for column, value in row.items()}


def clean(doc: Document) -> None:
	"""Make the words of a document and of its rows harmless."""
	for each in (doc, *doc.get_all_children()):
		for field in each.meta.fields:
			if field.fieldtype in OF_OTHER_LANGUAGES:
				continue
			value = each.get(field.fieldname)
			if isinstance(value, str) and "<" in value:
				each.set(field.fieldname, harmless(value))


class ShownAsWords:
	"""A document whose words digests cover: what was stored before anything filtered it stays so, and is shown harmless."""

	def as_dict(self, *args: Any, **more: Any) -> dict:
		"""What forms, REST and exports get."""
		found = super().as_dict(*args, **more)
		for field in self.meta.fields:
			if field.fieldtype not in OF_OTHER_LANGUAGES and isinstance(found.get(field.fieldname), str):
				found[field.fieldname] = harmless(found[field.fieldname])
		return found

	def get_formatted(self, fieldname: str, *args: Any, **more: Any) -> Any:
		"""What a print shows."""
		kept = self.get(fieldname)
		self.set(fieldname, harmless(kept))
		try:
			return super().get_formatted(fieldname, *args, **more)
		finally:
			self.set(fieldname, kept)


def harmless_page(page: Any) -> Any:
	"""What a list answers, `{keys, values}` or rows, with every text harmless."""
	if isinstance(page, dict) and "values" in page:
		return {**page, "values": [[harmless(value) for value in row] for row in page["values"]]}
	return [harmless_row(row) for row in page] if isinstance(page, list) else page


def file_name(name: str | None) -> str | None:
	"""The name of a file without what would end an attribute or begin a tag where it is shown."""
	return NOT_IN_FILE_NAMES.sub("_", name) if name else name
