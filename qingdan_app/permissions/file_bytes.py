"""What core takes from disk with a row of File: never what another row names, nor what a row merely points to.

Core believes the row. It takes the last part of whatever address the row has, in the folder of private files, where no
other row has the same fingerprint; and folders and remote addresses are rows whose address and fingerprint nobody checks.
"""

import re

import frappe
from frappe.model.document import Document

STORED = re.compile(r"/(?:private/)?files/[^/]+")
"""The addresses that core gives to what it stores."""
PUBLIC = re.compile(r"/?files/[^/]+")


def spare(file: Document) -> None:
	"""Let core, which asks the row at hand, take only bytes that are this row's alone."""
	if not _is_its_own(file):
		file.content_hash = None
	if not _is_its_own_thumbnail(file):
		file.thumbnail_url = None


def empty_folder(folder: Document) -> None:
	"""A folder holds rows and no bytes."""
	folder.update({"file_url": None, "content_hash": None, "thumbnail_url": None})


def is_thumbnail(url: str) -> bool:
	"""Whether an address is one that core gives to the small copy of a picture."""
	return bool(PUBLIC.fullmatch(url))


def _is_its_own(file: Document) -> bool:
	url = file.file_url or ""
	return not file.is_folder and bool(STORED.fullmatch(url)) and not _is_named_elsewhere(file, url)


def _is_its_own_thumbnail(file: Document) -> bool:
	url = file.thumbnail_url or ""
	return bool(PUBLIC.fullmatch(url)) and not _is_named_elsewhere(file, f"/{url.lstrip('/')}")


def _is_named_elsewhere(file: Document, url: str) -> bool:
	return bool(frappe.db.exists("File", {"file_url": url, "name": ("!=", file.name)}))
