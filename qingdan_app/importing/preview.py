"""Filling in the review screen: what the document holds, what is new, what has to be settled."""

import json
from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.column_words import known
from qingdan_app.importing import attachment, columns_said, issue_words, on_site, said_once
from qingdan_app.importing.exceptions import FileIsNoList, YearNotNamed
from qingdan_app.importing.plan.codes import propose_code
from qingdan_app.importing.plan.planned_rows import each_item, open_leads, title_of
from qingdan_app.organization import unit_names
from qingdan_app.parsing import NotAList, parse_bytes, to_json


def read_document(run: Document) -> dict:
	"""The parsed document of a run's file, with what was said of it. Raises FileIsNoList, saying why, or YearNotNamed."""
	data, name = attachment.content_of(run)
	try:
		document = parse_bytes(data, name, columns_said.unheaded(run), known.vocabulary(), said_once.of(run))
	except NotAList as refusal:
		frappe.throw(
			_("This file is not a responsibility list: {0}").format(issue_words.reason(refusal.reason)),
			FileIsNoList,
		)
	parsed = to_json(document)
	if not parsed["base_year"]:
		frappe.throw(
			_("The document names no year. Enter it under “Year of the Document”, and read it again."),
			YearNotNamed,
		)
	for row, issue in zip(parsed["issues"], document.issues, strict=True):
		row["message"] = issue_words.sentence(issue)
	return parsed


def fill(run: Document, parsed: Mapping) -> None:
	"""Set the fields and rows of an import run from the parsed document; decisions made before are kept."""
	run.update({"parsed": json.dumps(parsed, ensure_ascii=False), "year": parsed["base_year"]})
	run.source_title = (parsed.get("title") or "").strip()
	_fill_lists(run, parsed)
	_fill_units(run, parsed)
	_fill_leads(run, parsed)
	_fill_issues(run, parsed)
	run.status = "Previewed"


def _fill_lists(run: Document, parsed: Mapping) -> None:
	taken = there = on_site.list_titles()
	run.set("lists", [])
	for position, parsed_list in enumerate(parsed["lists"], start=1):
		number = parsed_list["number"] or position
		title = title_of(parsed, parsed_list)
		code = propose_code(parsed["base_year"], number, title, taken)
		taken = {**taken, code: title}
		items = [item for section in parsed_list["sections"] for item in section["items"]]
		run.append(
			"lists",
			{
				"number": number,
				"title": title,
				"code": code,
				"key_works": len(items),
				"tasks": sum(len(item["tasks"]) for item in items),
				"exists_already": int(code in there),
			},
		)


def _fill_units(run: Document, parsed: Mapping) -> None:
	known = unit_names.units_by_name()
	decided = {
		row.written: (row.resolution, row.unit) for row in run.units if row.resolution == "Use Existing"
	}
	run.set("units", [])
	for name, written in _written_units(parsed).items():
		unit = known.get(name) or known.get(written["alias"])
		resolution, unit = ("Use Existing", unit) if unit else decided.get(name, ("Create", None))
		run.append("units", {**written, "resolution": resolution, "unit": unit})


def _written_units(parsed: Mapping) -> dict[str, dict]:
	found: dict[str, dict] = {}
	for item in each_item(parsed):
		own = [unit for task in item["tasks"] for unit in task.get("units") or ()]
		named = {unit["name"]: unit for unit in (*own, *item["units"])}
		for unit in named.values():
			row = found.setdefault(unit["name"], _written_unit(unit, item))
			row["key_works"] += 1
			row["alias"] = row["alias"] or unit["alias"]
	return found


def _written_unit(unit: Mapping, item: Mapping) -> dict:
	return {
		"written": unit["name"],
		"kind": unit["kind"].title(),
		"alias": unit["alias"],
		"line": item.get("line"),
		"key_works": 0,
	}


def _fill_leads(run: Document, parsed: Mapping) -> None:
	named = leads_named(run)
	run.set("leads", [])
	for row in open_leads(parsed):
		key = row["list_number"], row["serial"], row["task"]
		run.append("leads", {**row, "lead": named.get(key) or row["lead"]})


def leads_named(run: Document) -> dict[tuple[int, int, int], str]:
	"""Who leads where the document leaves it open: (list, serial, task or 0) → the name written."""
	return {(row.list_number, row.serial, row.task or 0): row.lead for row in run.leads}


def _fill_issues(run: Document, parsed: Mapping) -> None:
	settled = {(row.line, row.code) for row in run.issues if row.settled}
	run.set("issues", [])
	for issue in parsed["issues"]:
		known = (issue["line"], issue["code"]) in settled
		run.append("issues", {**issue, "settled": int(known)})
