"""Filling in the review screen: what the document holds, what is new, what has to be settled."""

import json
from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.importing import issue_words, on_site
from qingdan_app.importing.exceptions import FileIsNoList
from qingdan_app.importing.plan.codes import propose_code
from qingdan_app.importing.plan.planned_rows import open_leads
from qingdan_app.organization import unit_names
from qingdan_app.parsing import NotAList, parse_bytes, to_json


def read_document(file_url: str) -> dict:
	"""The parsed document of an attached file. Raises FileIsNoList, saying why."""
	path = frappe.get_doc("File", {"file_url": file_url}).get_full_path()
	with open(path, "rb") as source:
		data = source.read()
	try:
		document = parse_bytes(data)
	except NotAList as refusal:
		frappe.throw(
			_("This file is not a responsibility list: {0}. Attach the list as a text file.").format(
				issue_words.reason(refusal.reason)
			),
			FileIsNoList,
		)
	parsed = to_json(document)
	if not parsed["base_year"]:
		frappe.throw(
			_("The document names no year. Write it into the title, as in 2021年, and read it again."),
			FileIsNoList,
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
		code = propose_code(parsed["base_year"], number, parsed_list["title"], taken)
		taken = {**taken, code: parsed_list["title"]}
		items = [item for section in parsed_list["sections"] for item in section["items"]]
		run.append(
			"lists",
			{
				"number": number,
				"title": parsed_list["title"],
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
	for parsed_list in parsed["lists"]:
		for section in parsed_list["sections"]:
			for item in section["items"]:
				for unit in item["units"]:
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
	named = {(row.list_number, row.serial): row.lead for row in run.leads}
	run.set("leads", [])
	for row in open_leads(parsed):
		run.append("leads", {**row, "lead": named.get((row["list_number"], row["serial"])) or row["lead"]})


def _fill_issues(run: Document, parsed: Mapping) -> None:
	settled = {(row.line, row.code) for row in run.issues if row.settled}
	run.set("issues", [])
	for issue in parsed["issues"]:
		known = (issue["line"], issue["code"]) in settled
		run.append("issues", {**issue, "settled": int(known)})
