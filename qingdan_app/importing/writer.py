"""The one writer of an import: all of it in one transaction, or nothing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.importing import preview, site
from qingdan_app.importing.bulk import insert_rows
from qingdan_app.importing.exceptions import AlreadyWritten, CodeTaken, NotSettled
from qingdan_app.importing.plan.compare import Comparison, compare
from qingdan_app.importing.plan.rows import Settlement, rows_of


def preview_run(run: Document) -> Document:
	"""Read the run's file and fill its review screen. Raises FileIsNoList or AlreadyWritten."""
	_refuse_written(run)
	preview.fill(run, preview.read_document(run.file))
	run.save()
	return show_comparison(run)


def show_comparison(run: Document) -> Document:
	"""Recompute what would be written under the decisions made so far, and keep it on the run."""
	comparison = _compare(run)
	run.db_set("differences", json.dumps([asdict(d) for d in comparison.differences], ensure_ascii=False))
	run.db_set("outcome", _summary(comparison, written=False))
	return run


def confirm_run(run: Document) -> Document:
	"""Write what the review screen shows. Raises NotSettled, CodeTaken or AlreadyWritten; nothing is written then.

	What is on the site already is left as it is; differences are reported, never overwritten.
	"""
	_refuse_written(run)
	_refuse_unsettled(run)
	_create_units(run)
	comparison = _compare(run)
	_write(run, comparison)
	run.update({"status": "Written", "written_by": frappe.session.user, "written_at": now_datetime()})
	run.outcome = _summary(comparison, written=True)
	run.differences = json.dumps([asdict(d) for d in comparison.differences], ensure_ascii=False)
	run.save()
	return run


def _compare(run: Document) -> Comparison:
	codes = {row.number: row.code.strip() for row in run.lists}
	_refuse_codes(run, codes)
	units = {row.written: row.unit or row.written for row in run.units}
	rows = rows_of(json.loads(run.parsed), Settlement(codes, units))
	wanted = {
		"Qingdan Leader": rows.leaders,
		"Qingdan List": rows.lists,
		"Qingdan Key Work": rows.key_works,
		"Qingdan Task": rows.tasks,
	}
	return compare(wanted, site.rows_on_site(list(codes.values())))


def _write(run: Document, comparison: Comparison) -> None:
	for row in comparison.new["Qingdan List"]:
		row["source_import"] = run.name
	_create_leaders(comparison.new["Qingdan Leader"])
	for doctype in ("Qingdan List", "Qingdan Key Work", "Qingdan Task"):
		insert_rows(doctype, comparison.new[doctype])


def _create_units(run: Document) -> None:
	for row in run.units:
		if row.resolution != "Create":
			continue
		unit = frappe.new_doc("Qingdan Unit")
		unit.update({"unit_name": row.written, "is_group": int(row.kind == "Group"), "kind": _unit_kind(row)})
		if row.alias:
			unit.append("aliases", {"alias": row.alias})
		unit.insert()
		row.update({"unit": unit.name, "resolution": "Use Existing"})


def _unit_kind(row: Document) -> str:
	if row.written.endswith("管委会"):
		return "Committee"
	if row.written.endswith(("区政府", "县政府", "市政府")) or row.kind == "Group":
		return "District"
	return "Enterprise" if row.written.endswith(("集团", "公司")) else "Department"


def _create_leaders(leaders: Sequence[dict]) -> None:
	last = frappe.db.count("Qingdan Leader")
	for rank, row in enumerate(sorted(leaders, key=_rank), start=last + 1):
		frappe.get_doc({"doctype": "Qingdan Leader", **row, "rank": rank}).insert()


def _rank(leader: dict) -> int:
	posts = ("市长", "常务副市长", "副市长")
	return posts.index(leader["post"]) if leader["post"] in posts else len(posts)


def _summary(comparison: Comparison, written: bool) -> str:
	sentence = (
		_("Created {0} lists, {1} key works and {2} tasks; {3} rows were there already, {4} differ.")
		if written
		else _("Would create {0} lists, {1} key works and {2} tasks; {3} rows are there already, {4} differ.")
	)
	counts = [comparison.count(doctype) for doctype in ("Qingdan List", "Qingdan Key Work", "Qingdan Task")]
	return sentence.format(*counts, comparison.unchanged, len(comparison.differences))


def _refuse_written(run: Document) -> None:
	if run.status == "Written":
		frappe.throw(_("{0} has been written. Start a new import for a changed document.").format(run.name), AlreadyWritten)


def _refuse_unsettled(run: Document) -> None:
	if run.status != "Previewed":
		frappe.throw(_("Read the document first, then confirm what it shows."), NotSettled)
	units = [row.written for row in run.units if row.resolution == "Unresolved" or _lacks_unit(row)]
	issues = [str(row.line) for row in run.issues if not row.settled]
	if units:
		frappe.throw(_("Choose a unit for: {0}").format("、".join(units)), NotSettled)
	if issues:
		frappe.throw(_("Look at the issues of these lines and tick “Settled”: {0}").format("、".join(issues)), NotSettled)


def _lacks_unit(row: Document) -> bool:
	return row.resolution == "Use Existing" and not row.unit


def _refuse_codes(run: Document, codes: dict[int, str]) -> None:
	titles = site.list_titles()
	double = len(set(codes.values())) < len(codes)
	foreign = [row.code for row in run.lists if row.code in titles and not _same_title(titles[row.code], row.title)]
	if double or foreign:
		frappe.throw(
			_("Every list needs a code of its own; taken already: {0}").format("、".join(foreign) or _("used twice here")),
			CodeTaken,
		)


def _same_title(one: str, other: str) -> bool:
	return "".join(one.split()) == "".join(other.split())
