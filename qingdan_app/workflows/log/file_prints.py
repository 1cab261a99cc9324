"""What lies in a file, as the log keeps it: an address alone says nothing, for another file may lie there later."""

import hashlib
from pathlib import Path

import frappe

CHUNK = 1 << 20


def print_of(url: str | None) -> str:
	"""The SHA-256 of a file as it lies on disk; empty where there is none."""
	name = url and frappe.db.get_value("File", {"file_url": url})
	if not name:
		return ""
	try:
		return _digest_of(Path(frappe.get_doc("File", name).get_full_path()))
	except OSError:
		return ""


def _digest_of(path: Path) -> str:
	digest = hashlib.sha256()
	with path.open("rb") as file:
		while chunk := file.read(CHUNK):
			digest.update(chunk)
	return digest.hexdigest()
