"""What is left to do in a review: issues by kind, names of units with what is proposed, and how far it is."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.importing import checks
from qingdan_app.importing.plan.issue_natures import ANSWERS, WORDS_SAY_ALL, Nature, nature_of
from qingdan_app.importing.plan.kind_titles import TITLES
from qingdan_app.importing.plan.likeness import Proposal, Why
from qingdan_app.importing.reviewing import issue_rows, settling, unit_rows
from qingdan_app.organization import settings

ROWS = 30
"""How many issues or units are told at once."""
ORDER = {Nature.ANSWER: 0, Nature.LOOK: 1, Nature.REMARK: 2}
CALLED = "Qingdan Reorganization"


def summary(run: Document) -> dict:
	"""How far the review is: `kinds` of issues with counts, `units` with counts of what is proposed, who has finished it."""
	return {
		"name": run.name,
		"status": run.status,
		"modified": str(run.modified),
		"kinds": _kinds(run),
		"units": _unit_counts(run),
		"reviewed_by": run.reviewed_by and frappe.utils.get_fullname(run.reviewed_by),
		"reviewed_at": run.reviewed_at and str(run.reviewed_at),
		"reviewed_here": run.reviewed_by == frappe.session.user,
		"by_two": settings.import_by_two(),
		"open": sum(map(checks.is_open, run.issues)),
	}


def _kinds(run: Document) -> list[dict]:
	total, left = (
		Counter(row.code for row in run.issues),
		Counter(row.code for row in run.issues if not row.settled),
	)
	kinds = [
		{
			"code": code,
			"title": _(TITLES[code]) if code in TITLES else code,
			"nature": nature_of(code).value,
			"open": left[code],
			"total": count,
		}
		for code, count in total.items()
	]
	return sorted(kinds, key=lambda kind: (ORDER[Nature(kind["nature"])], not kind["open"]))


def _unit_counts(run: Document) -> dict:
	open_rows = [row for row in run.units if checks.asks_for_unit(row)]
	sure = Counter(found.why for row in open_rows if (found := unit_rows.sure_of(row)))
	return {
		"total": len(run.units),
		"open": len(open_rows),
		"new": sum(row.resolution == unit_rows.CREATE for row in run.units),
		"proposed": [{"why": why, "title": _titles()[why], "count": count} for why, count in sure.items()],
	}


def issues_of(run: Document, code: str, start: int, whole: bool) -> dict:
	"""`{total, start, rows}`: the issues of a kind from `start` on, those that are open, or with `whole` all of them."""
	rows = [row for row in run.issues if row.code == code and (whole or not row.settled)]
	shown = rows[start : start + ROWS]
	leads = _leads(run, shown) if code in ANSWERS else {}
	return {"total": len(rows), "start": start, "rows": [_issue(row, leads) for row in shown]}


def units_of(run: Document, start: int, whole: bool) -> dict:
	"""`{total, start, rows}`: names of units, those that ask, or with `whole` all of them, those that ask first."""
	rows = sorted(
		(row for row in run.units if whole or checks.asks_for_unit(row)),
		key=lambda row: (not checks.asks_for_unit(row), row.idx),
	)
	shown = rows[start : start + ROWS]
	ended = _ended({each.name for row in shown for each in unit_rows.proposals_of(row)})
	return {"total": len(rows), "start": start, "rows": [_unit(row, ended) for row in shown]}


def _issue(row: Document, reads: Mapping[tuple, dict]) -> dict:
	said, asked = issue_rows.said_by(row), ANSWERS.get(row.code)
	return {
		**{
			field: row.get(field)
			for field in ("name", "line", "place", "message", "settled", "note", "remembered")
		},
		"asks": not row.settled,
		"address": issue_rows.address_of(row) if row.list_number else None,
		"asked": asked.value if asked else "",
		"phrase": said.get("text", ""),
		"reads": reads.get(issue_rows.address_of(row)),
		"answer": _answer(row),
		"seen": settling.seen_of(row),
		"settled_by": row.settled_by and frappe.utils.get_fullname(row.settled_by),
		"settled_at": row.settled_at and str(row.settled_at)[:16],
		"rememberable": bool(row.code in WORDS_SAY_ALL and said.get("text")),
	}


def _answer(row: Document) -> dict | None:
	"""What was answered: `{deadline: {kind, due}}` or `{units, lead}`."""
	return json.loads(row.answer) if row.settled and row.answer else None


def _leads(run: Document, rows: Sequence[Document]) -> dict[tuple, dict]:
	"""Address → how a task or key work reads now, for those that issues ask about: `{text, units, lead, due}`."""
	wanted = {issue_rows.address_of(row) for row in rows}
	named, found = unit_rows.leads_named(run), {}
	for position, one in enumerate(issue_rows.document_of(run)["lists"], start=1):
		for item in (item for section in one["sections"] for item in section["items"]):
			for number, said in enumerate((item, *item["tasks"])):
				address = (position, item["serial"], number)
				if address in wanted:
					found[address] = _reads(said, item, named.get(address))
	return found


def _reads(said: Mapping, item: Mapping, named: str | None) -> dict:
	whole = said if said.get("units") else item
	deadline = said.get("deadline") or {}
	return {
		"text": said["text"],
		"units": [unit["name"] for unit in whole.get("units") or ()],
		"lead": named or whole.get("lead_unit") or "",
		"raw": deadline.get("raw", ""),
		"due": deadline.get("final"),
	}


def _unit(row: Document, ended: Mapping[str, str]) -> dict:
	return {
		**{
			field: row.get(field)
			for field in ("written", "kind", "alias", "line", "key_works", "resolution", "unit", "same_as")
		},
		"asks": checks.asks_for_unit(row),
		"seen": unit_rows.seen_of(row),
		"proposals": [_proposal(each, ended) for each in unit_rows.proposals_of(row)],
		"answered_by": row.answered_by and frappe.utils.get_fullname(row.answered_by),
		"answered_at": row.answered_at and str(row.answered_at)[:16],
	}


def _proposal(proposal: Proposal, ended: Mapping[str, str]) -> dict:
	reason = _titles()[proposal.why]
	if proposal.name != proposal.unit:
		until = ended.get(proposal.name)
		former = _("“{0}”, its name until {1}").format(proposal.name, until)
		reason += " · " + (former if until else _("“{0}”, another name of it").format(proposal.name))
	return {"unit": proposal.unit, "why": proposal.why, "reason": reason}


def _titles() -> dict[str, str]:
	"""Why a unit is proposed, in the user's language."""
	return {
		Why.WRITING.value: _("the same name, written otherwise"),
		Why.SHORT.value: _("an abbreviation"),
		Why.PART.value: _("the words of the one stand in the other"),
		Why.SLIP.value: _("a character or two differ"),
		unit_rows.ENDED: _("this unit has ended, and nobody has taken over"),
	}


def _ended(names: set[str]) -> dict[str, str]:
	"""Units that were renamed, merged or dissolved → the day on which they were."""
	done = {"unit": ("in", [*names, ""]), "state": "Done"}
	rows = frappe.get_all(CALLED, done, ["unit", "effective_date"], order_by="effective_date")
	return {row.unit: frappe.utils.formatdate(row.effective_date) for row in rows}
