"""Imports of lists, for list administrators: read the file, settle, compare, confirm."""

import frappe

from qingdan_app import arguments, shapes
from qingdan_app.importing import attachment, choosing_words, columns_said, pasting, writer
from qingdan_app.importing.opened_runs import run_to_read, run_to_write
from qingdan_app.importing.reviewing import settling
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
def preview(name: str) -> dict:
	"""Read the file of an import run and fill its review screen: `{name, status, outcome, issues}`."""
	return _answer(writer.preview_run(run_to_write(name)))


@frappe.whitelist(methods=["POST"])
@arguments.read
def paste(html: str = "", text: str = "", name: str = "") -> dict:
	"""Keep what was pasted as the file of an import run, of a new one without `name`, and read it.

	`html` is the clipboard's text/html, `text` its text/plain. Answers as `preview` does, or with status Draft and the reason as
	`outcome` where it was kept and cannot be read yet. Raises PasteRefused.
	"""
	run = run_to_write(name) if name else pasting.new_run()
	return _answer(writer.preview_or_tell(pasting.keep(run, html, text)))


@frappe.whitelist()
@arguments.read
def get_columns(name: str, with_tables: bool = False) -> dict:
	"""The headers of a run's file with what each column was taken for; with the first rows of its tables if asked for."""
	run = run_to_read(name)
	return columns_said.shown(run, attachment.content_of(run) if with_tables else None)


@frappe.whitelist(methods=["POST"])
@arguments.read
def set_columns(name: str, headings: list[str] | str, roles: list[str] | str, line: int = 0) -> dict:
	"""Say what the columns under a header are, which is remembered for every file, and read the run's file again.

	`headings` are the header's words and `roles` choices of `get_columns`, column by column; `line` is the line of the first row of a
	table that has no header, of which it holds for this run alone. Raises ColumnsUnreadable or FileIsNoList, and remembers nothing then.
	"""
	run = run_to_write(name)
	columns_said.say(run, _texts("headings", headings), _texts("roles", roles), line)
	return _answer(writer.preview_run(run))


@frappe.whitelist(methods=["POST"])
@arguments.read
def forget_columns(name: str, headings: list[str] | str) -> dict:
	"""Take back what was said of a header, and read the run's file again; without it that may be impossible, as the outcome says then."""
	run = run_to_write(name)
	columns_said.forget(run, _texts("headings", headings))
	return _answer(writer.preview_or_tell(run))


@frappe.whitelist(methods=["POST"])
@arguments.read
def compare(name: str) -> dict:
	"""Recompute what would be written under the decisions made so far."""
	return _answer(writer.show_comparison(run_to_write(name)))


@frappe.whitelist(methods=["POST"])
@arguments.read
def settle_all(name: str) -> dict:
	"""Settle every issue of a run as it was read. On the form they are settled kind by kind (`import_reviews.settle`)."""
	run = run_to_write(name)
	settling.settle(run, settling.rows_of(run, [row.name for row in run.issues]))
	return _answer(run)


@frappe.whitelist(methods=["POST"])
@arguments.read
def choose(name: str, rows: list[str] | str, take: bool = True) -> dict:
	"""Take differences from the document, or leave them as they are on the site: `{name, taken}`, the keys of all taken."""
	run, keys = run_to_write(name), frappe.parse_json(rows) if isinstance(rows, str) else rows
	return {"name": run.name, "taken": choosing_words.choose(run, keys, take)}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def confirm(name: str, hand_out: bool = True) -> dict:
	"""Write what the review screen shows, with the words that were taken, all or nothing.

	New tasks are handed out at once; without `hand_out` they wait until somebody has looked at its preview.
	"""
	return _answer(writer.confirm_run(run_to_write(name), hand_out))


def _texts(name: str, value: list[str] | str) -> list[str]:
	return shapes.texts(name, frappe.parse_json(value) if isinstance(value, str) else value)


def _answer(run) -> dict:
	open_issues = len([row for row in run.issues if not row.settled])
	return {"name": run.name, "status": run.status, "outcome": run.outcome, "open_issues": open_issues}
