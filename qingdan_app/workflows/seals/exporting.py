"""The record as a file that stands by itself: every entry of the log, where each chain stands, and every seal with what it covers, a line each."""

import json
from collections.abc import Iterator
from pathlib import Path

import frappe
from frappe.utils import now_datetime

from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.seals import sealed

TOLD: dict[str, tuple[str, ...]] = {
	trail.LOG: ("name", *trail.COVERED, trail.CAUSE, trail.KNOWN_AS, "sequence", "previous", "digest"),
	chains.CHAIN: ("name", "reference_doctype", "reference_name", trail.KNOWN_AS, "length", "head"),
	sealed.SEAL: ("name", "number", "sealed_at", "heads", "previous", "digest"),
	sealed.PART: ("name", "seal", "part", "heads", "digest"),
}
PAGE = 1000


def write_record(file: Path) -> int:
	"""Write all entries, chains and seals to a file, one JSON object a line; answers how many lines it has."""
	lines = 0
	with file.open("w", encoding="utf-8") as record:
		for doctype, fields in TOLD.items():
			for row in _rows(doctype, fields):
				told = {field: value if value is None else str(value) for field, value in row.items()}
				record.write(json.dumps({"doctype": doctype, **told}, ensure_ascii=False) + "\n")
				lines += 1
	return lines


def in_backups() -> Path:
	"""Where the record of a site is laid that the app leaves: beside its backups."""
	folder = Path(frappe.get_site_path("private", "backups"))
	folder.mkdir(parents=True, exist_ok=True)
	return folder / f"{now_datetime():%Y%m%d_%H%M%S}-approval-record.jsonl"


def _rows(doctype: str, fields: tuple[str, ...]) -> Iterator[dict]:
	last = ""
	while True:
		after = {"name": (">", last)}
		rows = frappe.get_all(doctype, after, list(fields), order_by="name", limit=PAGE)
		yield from rows
		if len(rows) < PAGE:
			return
		last = rows[-1]["name"]
