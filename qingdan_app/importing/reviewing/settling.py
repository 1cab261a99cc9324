"""The writer of what people settle and answer of the issues of a run: row by row, at once, with who and when.

The caller has locked the run. Nothing here saves the whole run, so that what another person has settled meanwhile stands.
"""

import json
from collections.abc import Iterable, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from qingdan_app.importing import checks
from qingdan_app.importing.exceptions import AnsweredMeanwhile, NotSettled
from qingdan_app.importing.plan.issue_natures import ANSWERS, WORDS_SAY_ALL, Asked
from qingdan_app.importing.plan.phrase_meanings import DATE, WITHOUT_DAY, same_phrase
from qingdan_app.importing.reviewing import issue_rows, remembering, review_state, unit_rows
from qingdan_app.markup import harmless_row
from qingdan_app.parsing.dates import is_year

LONGEST_NOTE = 500
OPEN = {"settled": 0, "note": "", "settled_by": None, "settled_at": None, "answer": "", "remembered": 0}


def rows_of(run: Document, issues: Sequence[str], code: str = "") -> list[Document]:
	"""The issues by their names, or all of a kind. Raises NotSettled for one that is there no longer."""
	checks.refuse_unless_previewed(run)
	if code and not issues:
		return [row for row in run.issues if row.code == code]
	by_name = {row.name: row for row in run.issues}
	if not all(name in by_name for name in issues):
		frappe.throw(_("The file was read again meanwhile. Load the page again and go on."), NotSettled)
	return [by_name[name] for name in issues]


def settle(run: Document, rows: Iterable[Document], note: str = "", remember: bool = False) -> list[str]:
	"""Settle issues as they were read; answers the names of those that were open. Remembered are those whose words say all."""
	settled = [row for row in rows if not row.settled]
	for row in settled:
		_write(run, row, {"settled": 1, "note": note})
	review_state.touch(run)
	for row in settled if remember else ():
		words = issue_rows.said_by(row).get("text")
		if words and row.code in WORDS_SAY_ALL:
			remembering.learn_settled(run, row.code, words, note)
	return [row.name for row in settled]


def reopen(run: Document, rows: Iterable[Document], forget: bool = False) -> list[str]:
	"""Open settled issues again, and take their answers back; `forget` what was remembered of them too."""
	opened = [row for row in rows if row.settled]
	for row in opened:
		_write(run, row, OPEN)
	if forget:
		remembering.forget({key for row in opened for key in _keys(row)})
	unit_rows.follow_answers(run)
	review_state.touch(run)
	return [row.name for row in opened]


def answer_deadline(
	run: Document, row: Document, said: dict, everywhere: bool, remember: bool, seen: str, note: str = ""
) -> list[str]:
	"""Say which day a deadline means, or that it names none: `said` is {kind, due}. `everywhere` the same phrase stands, too.

	Answers the names of the issues that are settled by it.
	"""
	_refuse_answer(row, Asked.DEADLINE, seen)
	said = _read_deadline(said)
	phrase = issue_rows.said_by(row).get("text", "")
	rows = _same_phrase(run, phrase, row) if everywhere and phrase else [row]
	for each in rows:
		_write(run, each, {"settled": 1, "note": note, "answer": _as_json(deadline=said), "remembered": 0})
	if remember and phrase:
		remembering.learn_deadline(run, phrase, said, note)
	review_state.touch(run)
	return [each.name for each in rows]


def answer_units(
	run: Document, row: Document, units: Sequence[str], lead: str, seen: str, note: str = ""
) -> list[str]:
	"""Say which units a task or key work has, by names of the document or of the site, and which of them leads; the first where none is said."""
	_refuse_answer(row, Asked.UNITS, seen)
	units = list(dict.fromkeys(name.strip() for name in units if name and name.strip()))
	if not units or (lead and lead not in units):
		frappe.throw(_("Name at least one unit, and a lead that is one of them."), NotSettled)
	unit_rows.refuse_unknown(run, units)
	answer = _as_json(units=units, lead=lead or units[0])
	_write(run, row, {"settled": 1, "note": note, "answer": answer, "remembered": 0})
	unit_rows.follow_answers(run)
	review_state.touch(run)
	return [row.name]


def answer_lead(run: Document, row: Document, lead: str, seen: str, note: str = "") -> list[str]:
	"""Say which unit leads where the document leaves it open, by a name of the cell or of the document."""
	_refuse_answer(row, Asked.LEAD, seen)
	if lead not in {unit.written for unit in run.units}:
		frappe.throw(_("Choose the lead among the names of the document."), NotSettled)
	units = unit_rows.units_at(run, issue_rows.address_of(row))
	answer = _as_json(units=list(dict.fromkeys((lead, *units))), lead=lead)
	_write(run, row, {"settled": 1, "note": note, "answer": answer, "remembered": 0})
	unit_rows.follow_answers(run)
	review_state.touch(run)
	return [row.name]


def seen_of(row: Document) -> str:
	"""How an issue stands, as a screen shows it: an answer is refused where it stands otherwise by now."""
	return f"{row.settled_by or ''} {str(row.settled_at or '')[:19]}" if row.settled else ""


def _refuse_answer(row: Document, asked: Asked, seen: str) -> None:
	if ANSWERS.get(row.code) is not asked:
		frappe.throw(_("This issue is not answered so. Load the page again and look."), NotSettled)
	if not row.list_number:
		frappe.throw(_("No task stands here. Read the file again, then answer."), NotSettled)
	if seen_of(row) != seen:
		words = _("{0} has settled this issue meanwhile. Load the page again and look.")
		frappe.throw(words.format(row.settled_by or _("Somebody")), AnsweredMeanwhile)


def _read_deadline(said: dict) -> dict:
	"""`{kind, due}` as it is kept. Raises NotSettled for a day that is none, or one too far away."""
	if said["kind"] in WITHOUT_DAY:
		return {"kind": said["kind"], "due": None}
	due = getdate(said["due"]) if said.get("due") else None
	if said["kind"] != DATE or not due or not is_year(due.year):
		frappe.throw(_("Say the day, or that the words name none."), NotSettled)
	return {"kind": DATE, "due": due.isoformat()}


def _same_phrase(run: Document, phrase: str, row: Document) -> list[Document]:
	"""The issues of deadlines with the same phrase that are open, and the one that is answered."""
	wanted = same_phrase(phrase)
	return [
		each
		for each in run.issues
		if each.name == row.name
		or (
			not each.settled
			and ANSWERS.get(each.code) is Asked.DEADLINE
			and same_phrase(issue_rows.said_by(each).get("text", "")) == wanted
		)
	]


def _write(run: Document, row: Document, values: dict) -> None:
	note = {"note": (values.get("note") or "").strip()[:LONGEST_NOTE]}
	who = {"settled_by": frappe.session.user, "settled_at": now_datetime()} if values["settled"] else {}
	row.db_set({**harmless_row({**values, **note}), **who})


def _as_json(**said: object) -> str:
	return json.dumps(said, ensure_ascii=False)


def _keys(row: Document) -> tuple[str, ...]:
	return remembering.keys_of({"code": row.code, "said": issue_rows.said_by(row)})
