"""The review of an import, for list administrators: the document beside what was read, issues and units to settle, one by one or all of a kind."""

import frappe

from qingdan_app import arguments
from qingdan_app.importing.opened_runs import run_to_read, run_to_write
from qingdan_app.importing.reviewing import review_state, settling, to_do, unit_rows, windows
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist()
@arguments.read
def get_summary(name: str) -> dict:
	"""How far a review is: `{name, status, modified, kinds, units, open, reviewed_by, reviewed_at, reviewed_here, by_two}`."""
	return to_do.summary(run_to_read(name))


@frappe.whitelist()
@arguments.read
def get_document(name: str, start: int | None = None, line: int | None = None) -> dict:
	"""A window of the document, from a row on or around a line: `{start, total, at, rows}`."""
	return windows.source_window(run_to_read(name), start, line)


@frappe.whitelist()
@arguments.read
def get_read(name: str, start: int | None = None, line: int | None = None) -> dict:
	"""A window of what was read, from an entry on or around a line of the document: `{start, total, at, entries}`."""
	return windows.read_window(run_to_read(name), start, line)


@frappe.whitelist()
@arguments.read
def get_issues(name: str, code: str, start: int = 0, whole: bool = False) -> dict:
	"""Issues of a kind that are open, with `whole` all of them: `{total, start, rows}`."""
	return to_do.issues_of(run_to_read(name), code, max(start, 0), whole)


@frappe.whitelist()
@arguments.read
def get_units(name: str, start: int = 0, whole: bool = False) -> dict:
	"""Names of units that ask what they mean, with `whole` all of them: `{total, start, rows}`, each with its proposals."""
	return to_do.units_of(run_to_read(name), max(start, 0), whole)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def settle(
	name: str, issues: list[str] | str = "[]", code: str = "", note: str = "", remember: bool = False
) -> dict:
	"""Settle issues, or all of a kind, as they were read: `{done, summary}`, the names of those that were open."""
	run = run_to_write(name)
	rows = settling.rows_of(run, _names(issues), code)
	return _answer(run, settling.settle(run, rows, note, remember))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def reopen(name: str, issues: list[str] | str = "[]", code: str = "", forget: bool = False) -> dict:
	"""Open settled issues again, or all of a kind, with their answers; `forget` what was remembered of them too."""
	run = run_to_write(name)
	rows = settling.rows_of(run, _names(issues), code)
	return _answer(run, settling.reopen(run, rows, forget))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def answer_deadline(
	name: str,
	issue: str,
	kind: str,
	due: str | None = None,
	everywhere: bool = False,
	remember: bool = False,
	seen: str = "",
	note: str = "",
) -> dict:
	"""Say which day a deadline means (`kind` date with `due`), or that it names none (ongoing, contingent, tentative)."""
	run = run_to_write(name)
	(row,) = settling.rows_of(run, [issue])
	said = {"kind": kind, "due": due}
	return _answer(run, settling.answer_deadline(run, row, said, everywhere, remember, seen, note))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def answer_units(
	name: str, issue: str, units: list[str] | str, lead: str = "", seen: str = "", note: str = ""
) -> dict:
	"""Say which units a task or key work has, and which of them leads."""
	run = run_to_write(name)
	(row,) = settling.rows_of(run, [issue])
	return _answer(run, settling.answer_units(run, row, _names(units), lead, seen, note))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def answer_lead(name: str, issue: str, lead: str, seen: str = "", note: str = "") -> dict:
	"""Say which unit leads where the document leaves it open."""
	run = run_to_write(name)
	(row,) = settling.rows_of(run, [issue])
	return _answer(run, settling.answer_lead(run, row, lead, seen, note))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def choose_unit(name: str, written: str, resolution: str, unit: str | None = None, seen: str = "") -> dict:
	"""Say which unit a name of the document means: `resolution` is Use Existing with a `unit`, Create, Unresolved, or Same as Another with the
	name of the document as `unit` whose new unit it is."""
	run = run_to_write(name)
	return _answer(run, [unit_rows.choose(run, written, resolution, unit, seen)])


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def take_proposals(name: str, why: str) -> dict:
	"""Take all proposals of one certainty (writing, short, part or slip) for names that nobody has decided on."""
	run = run_to_write(name)
	return _answer(run, unit_rows.take_proposals(run, why))


@frappe.whitelist(methods=["POST"])
@arguments.read
def finish(name: str) -> dict:
	"""Say that the review is finished; where the site asks two people for an import, another one confirms it then."""
	run = run_to_write(name)
	review_state.finish(run)
	return _answer(run, [])


def _names(sent: list[str] | str) -> list[str]:
	return [str(name) for name in (frappe.parse_json(sent) if isinstance(sent, str) else sent)]


def _answer(run, done: list[str]) -> dict:
	return {"done": done, "summary": to_do.summary(run)}
