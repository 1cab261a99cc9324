"""The files of a document under approval, as whoever reads it may open them: what it names, and what hangs on it."""

from collections.abc import Iterable
from pathlib import PurePosixPath

import frappe

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"})
FIELDS = ("name", "file_url", "file_name", "file_size")


def attached_to(doctype: str, name: str) -> list[dict]:
	"""`[{file, caption}]` of what was attached to the document itself."""
	about = {"attached_to_doctype": doctype, "attached_to_name": name, "is_folder": 0}
	rows = frappe.get_all("File", about, ["file_url", "file_name"], order_by="creation")
	return [{"file": row.file_url, "caption": row.file_name} for row in rows if row.file_url]


def shown(files: Iterable[dict]) -> list[dict]:
	"""`[{name, caption, size, kind, file}]`, each once; `kind` is picture, pdf or other.

	A file that the session's user may not open is named, and has no address.
	"""
	files = list({each["file"]: each for each in reversed(list(files))}.values())[::-1]
	stored = _stored([each["file"] for each in files])
	return [_shown(each, stored.get(each["file"], [])) for each in files]


def _stored(addresses: list[str]) -> dict[str, list]:
	if not addresses:
		return {}
	found: dict[str, list] = {}
	for row in frappe.get_all("File", {"file_url": ("in", addresses)}, list(FIELDS)):
		found.setdefault(row.file_url, []).append(row)
	return found


def _shown(file: dict, rows: list) -> dict:
	opened = next((row for row in rows if frappe.has_permission("File", "read", row.name)), None)
	known = opened or next(iter(rows), frappe._dict())
	name = known.file_name or PurePosixPath(file["file"]).name
	return {
		"name": name,
		"caption": file["caption"] if file["caption"] != name else "",
		"size": known.file_size or 0,
		"kind": _kind(name),
		"file": file["file"] if opened else "",
	}


def _kind(name: str) -> str:
	ending = PurePosixPath(name.lower()).suffix
	return "pdf" if ending == ".pdf" else "picture" if ending in PICTURES else "other"
