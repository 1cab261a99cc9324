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
from qingdan_app.importing.plan.planned_rows import title_of
from qingdan_app.importing.reviewing import issue_rows, unit_rows
from qingdan_app.markup import harmless_throughout
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
		row |= {"message": issue_words.sentence(issue), "said": dict(issue.params)}
	return harmless_throughout(parsed)  # as rows are when they are saved: one name is the same in both


def fill(run: Document, parsed: Mapping) -> None:
	"""Set the fields and rows of an import run from the parsed document; decisions made before are kept."""
	run.update({"parsed": json.dumps(parsed, ensure_ascii=False), "year": parsed["base_year"]})
	run.source_title = (parsed.get("title") or "").strip()
	_fill_lists(run, parsed)
	issue_rows.fill(run, parsed)
	said = issue_rows.document_of(run, parsed)
	unit_rows.fill(run, said)
	unit_rows.fill_leads(run, said)
	run.update({"status": "Previewed", "reviewed_by": None, "reviewed_at": None})


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
