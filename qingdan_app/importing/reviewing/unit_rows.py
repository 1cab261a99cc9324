"""The names of units that stand in a document: which unit each means, what is proposed for it and why, and the writer of what people choose."""

import json
from collections.abc import Iterable, Mapping, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.importing import checks
from qingdan_app.importing.exceptions import AnsweredMeanwhile, NotSettled
from qingdan_app.importing.plan.answered_issues import Address
from qingdan_app.importing.plan.likeness import Known, KnownNames, Proposal, certain
from qingdan_app.importing.plan.planned_rows import each_item, open_leads
from qingdan_app.importing.reviewing import issue_rows, review_state
from qingdan_app.markup import harmless_row
from qingdan_app.organization import unit_names

CREATE, EXISTING, ANOTHER, UNRESOLVED = "Create", "Use Existing", "Same as Another", "Unresolved"
BY_PEOPLE = ("resolution", "unit", "same_as", "answered_by", "answered_at")
ENDED = "ended"
"""Why a unit is proposed under its own name: it has ended, and nobody has taken over."""


def fill(run: Document, said: Mapping) -> None:
	"""Set the rows from a document as it reads with its answers: known names are used, close ones ask, others are new.

	A name that had a row keeps it, and what was chosen for it.
	"""
	rows = {row.written: row for row in run.units}
	known, in_use = unit_names.units_by_name(), unit_names.units_by_name(in_use_only=True)
	close = KnownNames(Known(name, unit) for name, unit in in_use.items())
	run.set("units", [])
	for name, written in written_units(said).items():
		values = _meant(name, written["alias"], known, in_use, close)
		before = rows.get(name)
		if before and _stands(before, values):
			values |= {field: before.get(field) for field in BY_PEOPLE}
		_append(run, "units", before, {**written, **values})
	follow(run)


def follow(run: Document) -> list[Document]:
	"""What is another spelling of a name means what that name means by now, and is asked where it is no name of the document any more;
	answers the rows that changed."""
	rows = {row.written: row for row in run.units}
	changed = []
	for row in run.units:
		if row.resolution == ANOTHER and (values := _followed(row, rows)):
			row.update(values)
			changed.append(row)
	return changed


def _followed(row: Document, rows: Mapping[str, Document]) -> dict:
	"""What is to be written into a row that is another spelling, nothing where it stays so."""
	meant, seen = rows.get(row.same_as), {row.written}
	while meant and meant.resolution == ANOTHER and meant.written not in seen:
		seen.add(meant.written)
		meant = rows.get(meant.same_as)
	if meant and meant.resolution == CREATE:
		return {} if meant.written == row.same_as else {"same_as": meant.written}
	if meant and meant.resolution == EXISTING and meant.unit:
		return {"resolution": EXISTING, "unit": meant.unit, "same_as": None}
	return {
		"resolution": UNRESOLVED,
		"unit": None,
		"same_as": None,
		"answered_by": None,
		"answered_at": None,
	}


def _append(run: Document, table: str, before: Document | None, values: Mapping) -> None:
	"""Add a row of harmless words, however it is written then; one that was there before keeps its name, so that screens find it again."""
	row = run.append(table, before or {})
	row.update({**harmless_row(values), "idx": len(run.get(table))})


def _stands(before: Document, now: Mapping) -> bool:
	"""Whether what a name meant before goes on: what people have chosen does, but that it is new where it is known by now."""
	if before.answered_by and before.resolution == EXISTING:
		return True
	return now["resolution"] != EXISTING and bool(before.answered_by or before.resolution == EXISTING)


def follow_answers(run: Document) -> None:
	"""Names that answers have brought in get a row of their own, those that nobody says any more lose it; leads are asked again."""
	run.reload()
	said = issue_rows.document_of(run)
	fill(run, said)
	fill_leads(run, said)
	for table in ("units", "leads"):
		run.update_child_table(table)


def fill_leads(run: Document, said: Mapping) -> None:
	"""Where the lead has to be named, with what was named before."""
	named = leads_named(run) | {
		answer.address: answer.lead for answer in issue_rows.answers_of(run) if answer.lead
	}
	rows = {(row.list_number, row.serial, row.task or 0): row for row in run.leads}
	run.set("leads", [])
	for row in open_leads(said):
		key = row["list_number"], row["serial"], row["task"]
		_append(run, "leads", rows.get(key), {**row, "lead": named.get(key) or row["lead"]})


def leads_named(run: Document) -> dict[tuple[int, int, int], str]:
	"""Who leads where the document leaves it open: (list, serial, task or 0) → the name written."""
	return {(row.list_number, row.serial, row.task or 0): row.lead for row in run.leads}


def choose(run: Document, written: str, resolution: str, unit: str | None, seen: str) -> str:
	"""Say which unit a name of the document means; answers the name. Of another spelling `unit` is the name of the document that is new.

	Raises AnsweredMeanwhile where the row stands otherwise than was seen.
	"""
	checks.refuse_unless_previewed(run)
	row = next((row for row in run.units if row.written == written), None)
	is_known = resolution in (CREATE, EXISTING, ANOTHER, UNRESOLVED)
	if not row or not is_known or (resolution in (EXISTING, ANOTHER)) != bool(unit):
		frappe.throw(_("Choose a unit for this name, or say that it is a new one."), NotSettled)
	if seen_of(row) != seen:
		frappe.throw(
			_("Somebody has said meanwhile what “{0}” means. Load the page again and look.").format(
				row.written
			),
			AnsweredMeanwhile,
		)
	if resolution == ANOTHER:
		_refuse_unless_new(run, row, unit)
		_write(row, resolution, None, unit)
	else:
		if unit and not frappe.db.exists("Qingdan Unit", unit):
			frappe.throw(_("There is no unit {0}.").format(unit), NotSettled)
		_write(row, resolution, unit)
	for each in follow(run):
		each.db_update()
	review_state.touch(run)
	return row.written


def _refuse_unless_new(run: Document, row: Document, name: str) -> None:
	"""Raise NotSettled for a name that is no other one of the document, or that will not become a unit."""
	meant = next((each for each in run.units if each.written == name), None)
	if not meant or meant is row or meant.resolution != CREATE:
		words = _("“{0}” is no other name of this document that becomes a new unit.")
		frappe.throw(words.format(name), NotSettled)


def take_proposals(run: Document, why: str) -> list[str]:
	"""Take all proposals of one certainty for names that nobody has decided on; answers the names written."""
	checks.refuse_unless_previewed(run)
	taken = []
	for row in run.units:
		proposal = sure_of(row)
		if row.resolution == UNRESOLVED and proposal and proposal.why == why:
			_write(row, EXISTING, proposal.unit)
			taken.append(row.written)
	review_state.touch(run)
	return taken


def sure_of(row: Document) -> Proposal | None:
	"""The proposal that may be taken with others at once; a unit that has ended is taken by itself alone."""
	proposal = certain(proposals_of(row))
	return proposal if proposal and proposal.why != ENDED else None


def seen_of(row: Document) -> str:
	"""How a name stands, as a screen shows it."""
	return f"{row.resolution}|{row.unit or row.same_as or ''}"


def proposals_of(row: Document) -> list[Proposal]:
	return [Proposal(*each) for each in json.loads(row.proposals or "[]")]


def refuse_unknown(run: Document, names: Iterable[str]) -> None:
	"""Raise NotSettled for a name that is neither one of the document nor one that a unit of the site goes by."""
	known = {row.written for row in run.units} | set(unit_names.units_by_name(in_use_only=True))
	unknown = [name for name in names if name not in known]
	if unknown:
		words = _(
			"These are neither names of the document nor of a unit: {0}. Create the unit first, or choose another."
		)
		frappe.throw(words.format("、".join(unknown)), NotSettled)


def units_at(run: Document, address: Address) -> Sequence[str]:
	"""The names of the units of a task or key work as it reads now."""
	lists = issue_rows.document_of(run)["lists"]
	for item in each_item({"lists": lists[address.list_number - 1 : address.list_number]}):
		if item["serial"] == address.serial:
			said = item["tasks"][address.task - 1] if address.task else item
			return [unit["name"] for unit in said.get("units") or item["units"]]
	return []


def written_units(parsed: Mapping) -> dict[str, dict]:
	"""Every name that stands in a document, with its kind, other name, first line and how many key works name it."""
	found: dict[str, dict] = {}
	for item in each_item(parsed):
		own = [unit for task in item["tasks"] for unit in task.get("units") or ()]
		named = {unit["name"]: unit for unit in (*own, *item["units"])}
		for unit in named.values():
			row = found.setdefault(unit["name"], _written(unit, item))
			row["key_works"] += 1
			row["alias"] = row["alias"] or unit["alias"]
	return found


def _written(unit: Mapping, item: Mapping) -> dict:
	return {
		"written": unit["name"],
		"kind": unit["kind"].title(),
		"alias": unit["alias"],
		"line": item.get("line"),
		"key_works": 0,
	}


def _meant(
	name: str, alias: str | None, known: Mapping[str, str], in_use: Mapping[str, str], close: KnownNames
) -> dict:
	"""What a name means: a unit that is known by it; what is close has to be asked."""
	unit = in_use.get(name) or in_use.get(alias)
	if unit:
		return {
			"resolution": EXISTING,
			"unit": unit,
			"same_as": None,
			"proposals": "[]",
			"answered_by": None,
			"answered_at": None,
		}
	ended = known.get(name) or known.get(alias)
	proposals = [Proposal(ended, name, ENDED)] if ended else close.proposals(name)
	if not proposals and alias:
		proposals = close.proposals(alias)
	told = json.dumps(proposals, ensure_ascii=False)
	resolution = UNRESOLVED if proposals else CREATE
	return {
		"resolution": resolution,
		"unit": None,
		"same_as": None,
		"proposals": told,
		"answered_by": None,
		"answered_at": None,
	}


def _write(row: Document, resolution: str, unit: str | None, same_as: str | None = None) -> None:
	stamp = {"answered_by": frappe.session.user, "answered_at": now_datetime()}
	if resolution == UNRESOLVED:
		stamp = {"answered_by": None, "answered_at": None}
	row.db_set({"resolution": resolution, "unit": unit, "same_as": same_as, **stamp})
