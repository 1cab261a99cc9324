"""The document and what was read of it, by windows: however long it is, a page of the review loads a part."""

import json
from collections.abc import Sequence

import frappe
from frappe.model.document import Document

from qingdan_app.importing import attachment, checks
from qingdan_app.importing.plan.read_entries import entry_at, read_entries
from qingdan_app.importing.plan.source_rows import row_at, source_rows
from qingdan_app.importing.reviewing import issue_rows
from qingdan_app.parsing.readers import read

ROWS, ENTRIES = 60, 40
"""How many rows of the document, and how many key works and tasks, are in a window."""
KEPT_FOR = 24 * 3600


def source_window(run: Document, start: int | None = None, line: int | None = None) -> dict:
	"""`{start, total, at, rows}`: the rows of the file from `start` on, or around a line, which is at `at` of all rows."""
	checks.refuse_unread(run)
	orders = _kept(run, "orders")
	at = None if line is None else row_at(orders, line)
	first = _begin(len(orders), ROWS, start, at)
	pages = range(first // ROWS, min(first + ROWS - 1, max(len(orders) - 1, 0)) // ROWS + 1)
	rows = [row for page in pages for row in _kept(run, f"page{page}")]
	offset = first - (first // ROWS) * ROWS
	return {"start": first, "total": len(orders), "at": at, "rows": rows[offset : offset + ROWS]}


def read_window(run: Document, start: int | None = None, line: int | None = None) -> dict:
	"""`{start, total, at, entries}`: what was read from `start` on, or around a line of the file, with how many issues are open."""
	checks.refuse_unread(run)
	entries = read_entries(issue_rows.document_of(run))
	at = None if line is None else entry_at(entries, line)
	first = _begin(len(entries), ENTRIES, start, at)
	shown = entries[first : first + ENTRIES]
	_mark(run, shown)
	return {"start": first, "total": len(entries), "at": at, "entries": shown}


def _begin(total: int, size: int, start: int | None, at: int | None) -> int:
	"""Where a window begins; around a place a third of it stands before."""
	wanted = start if at is None else at - size // 3
	return max(min(wanted or 0, total - 1), 0)


def _mark(run: Document, shown: Sequence[dict]) -> None:
	"""Say of key works and tasks how many issues about them are open and how many settled."""
	open_at, settled_at = {}, {}
	for row in run.issues:
		counts = settled_at if row.settled else open_at
		address = tuple(issue_rows.address_of(row))
		counts[address] = counts.get(address, 0) + 1
	for entry in shown:
		if "serial" in entry:
			address = (entry["list_number"], entry["serial"], entry["task"])
			entry |= {"open": open_at.get(address, 0), "settled": settled_at.get(address, 0)}


def _kept(run: Document, part: str) -> list:
	"""A part of the file as rows. It is read once and kept by pages; whatever was lost is read again."""
	key = f"qingdan_review:{run.name}:{_print_of(run)}"
	found = frappe.cache.get_value(f"{key}:{part}", expires=True)
	return json.loads(found) if found else _read(run, key)[part]


def _read(run: Document, key: str) -> dict[str, list]:
	rows = source_rows(read(*attachment.content_of(run)))
	parts: dict[str, list] = {"orders": [row["order"] for row in rows], "page0": []}
	for page in range(0, len(rows), ROWS):
		parts[f"page{page // ROWS}"] = rows[page : page + ROWS]
	for part, content in parts.items():
		text = json.dumps(content, ensure_ascii=False)
		frappe.cache.set_value(f"{key}:{part}", text, expires_in_sec=KEPT_FOR)
	return parts


def _print_of(run: Document) -> str:
	"""What tells a file from another one under the same address."""
	return frappe.db.get_value("File", {"file_url": run.file}, "content_hash") or run.file
