"""The one writer of an import: all of it in one transaction, or nothing."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.handing_out import handing
from qingdan_app.importing import checks, choosing_words, on_site, preview, revising
from qingdan_app.importing.bulk import insert_rows
from qingdan_app.importing.plan.bodies_and_posts import leader_rank, unit_kind
from qingdan_app.importing.plan.compare import Comparison, Difference, compare
from qingdan_app.importing.plan.planned_rows import Settlement, rows_of
from qingdan_app.importing.plan.revisions import Revisions, revisions_of
from qingdan_app.markup import harmless_row
from qingdan_app.organization import unit_names
from qingdan_app.tasks import totals
from qingdan_app.workflows.moves import guard


def preview_run(run: Document) -> Document:
	"""Read the run's file and fill its review screen. Raises FileIsNoList or AlreadyWritten."""
	checks.refuse_written(run)
	preview.fill(run, preview.read_document(run.file))
	_save(run)
	return show_comparison(run)


def show_comparison(run: Document) -> Document:
	"""Recompute what would be written under the decisions made so far, and keep it on the run."""
	comparison, _rows = _compare(run)
	held = choosing_words.still_held(run, comparison)
	run.db_set({"differences": _told(comparison), "choices": json.dumps(held, ensure_ascii=False)})
	run.db_set("outcome", _summary(comparison, written=False))
	return run


def confirm_run(run: Document, hand_out: bool = True) -> Document:
	"""Write what the review screen shows. Raises NotSettled, CodeTaken or AlreadyWritten; nothing is written then.

	New tasks are handed out at once, or stay drafted until somebody hands them out who has looked at the preview first.
	What is on the site already is left as it is, but for the words that were chosen to be taken from the document.
	"""
	checks.refuse_written(run)
	checks.refuse_unsettled(run)
	_create_units(run)
	comparison, planned = _compare(run)
	taken = choosing_words.taken_now(run, comparison)
	_write(run, comparison)
	revisions = _revise(run, taken, planned)
	run.update({"status": "Written", "written_by": frappe.session.user, "written_at": now_datetime()})
	run.outcome = "\n".join(filter(None, [_summary(comparison, written=True), _revised(taken, revisions)]))
	run.differences = _told(comparison)
	_save(run)
	totals.everything_changed()
	if hand_out:
		handing.hand_out(row["name"] for row in comparison.new["Qingdan Task"])
	return run


def _save(run: Document) -> None:
	"""What was read from the file and computed is told by the screen; a version of it would be a page of JSON."""
	run.flags.ignore_version = True
	with guard.permit(run):
		run.save()


def _told(comparison: Comparison) -> str:
	"""The differences as the screen gets them."""
	return json.dumps(
		[{**asdict(each), "key": each.key} for each in comparison.differences], ensure_ascii=False
	)


def _compare(run: Document) -> tuple[Comparison, dict[str, list[dict]]]:
	"""What differs, and the document's rows by DocType."""
	codes = {row.idx: row.code.strip() for row in run.lists}
	checks.refuse_codes(run, codes)
	checks.refuse_unknown_leads(run)
	units = {row.written: row.unit or row.written for row in run.units}
	leads = {(row.list_number, row.serial): row.lead for row in run.leads}
	rows = rows_of(json.loads(run.parsed), Settlement(codes, units, leads))
	checks.refuse_repeated(rows)
	wanted = {
		"Qingdan Leader": rows.leaders,
		"Qingdan List": rows.lists,
		"Qingdan Key Work": rows.key_works,
		"Qingdan Task": rows.tasks,
	}
	planned = {doctype: list(map(harmless_row, rows)) for doctype, rows in wanted.items()}
	return compare(planned, on_site.rows_on_site(list(codes.values()))), planned


def _revise(run: Document, taken: list[Difference], planned: dict[str, list[dict]]) -> Revisions:
	"""Write the words that were taken from the document into the rows that are there."""
	by_name = {doctype: {row["name"]: row for row in rows} for doctype, rows in planned.items()}
	stored = on_site.rows_on_site([row.code.strip() for row in run.lists])["Qingdan Task"] if taken else {}
	revisions = revisions_of(taken, by_name, stored)
	revising.write(revisions, run.name)
	return revisions


def _revised(taken: list[Difference], revisions: Revisions) -> str:
	"""What became of the choices, as sentences."""
	if not taken:
		return ""
	sentences = [
		_("{0} differences were taken from the document, into {1} tasks.").format(
			len(taken), len(revisions.tasks)
		)
	]
	if revisions.kept:
		kept = "、".join(sorted(revisions.kept))
		sentences.append(
			_("These are completed or under review and keep what was decided on: {0}").format(kept)
		)
	return "\n".join(sentences)


def _write(run: Document, comparison: Comparison) -> None:
	for row in comparison.new["Qingdan List"]:
		row["source_import"] = run.name
	for row in comparison.new["Qingdan Task"]:
		row["drafted"] = 1
	_create_leaders(comparison.new["Qingdan Leader"])
	for doctype in ("Qingdan List", "Qingdan Key Work", "Qingdan Task"):
		insert_rows(doctype, comparison.new[doctype])


def _create_units(run: Document) -> None:
	for row in run.units:
		if row.resolution == "Create":
			unit = frappe.new_doc("Qingdan Unit")
			is_group = int(row.kind == "Group")
			unit.update({"unit_name": row.written, "is_group": is_group, "kind": unit_kind(row.written)})
			unit.insert()
			row.update({"unit": unit.name, "resolution": "Use Existing"})
	_learn_names(run)


def _learn_names(run: Document) -> None:
	"""Keep the names a unit goes by in this document, so that the next one finds it under any of them."""
	known = unit_names.units_by_name()
	for row in run.units:
		for name in (row.written, row.alias):
			if name and name not in known:
				unit = frappe.get_doc("Qingdan Unit", row.unit)
				unit.append("aliases", {"alias": name})
				unit.save()
				known[name] = unit.name


def _create_leaders(leaders: Sequence[dict]) -> None:
	last = frappe.db.count("Qingdan Leader")
	for rank, row in enumerate(sorted(leaders, key=leader_rank), start=last + 1):
		frappe.get_doc({"doctype": "Qingdan Leader", **row, "rank": rank}).insert()


def _summary(comparison: Comparison, written: bool) -> str:
	sentence = (
		_("Created {0} lists, {1} key works and {2} tasks; {3} rows were there already, {4} differ.")
		if written
		else _("Would create {0} lists, {1} key works and {2} tasks; {3} rows are there already, {4} differ.")
	)
	counts = [comparison.count(doctype) for doctype in ("Qingdan List", "Qingdan Key Work", "Qingdan Task")]
	return sentence.format(*counts, comparison.unchanged, len(comparison.words))
