"""What the matrix says to an endpoint: a value for every argument, by its name, about one document and one column of it."""

from functools import cache
from typing import Any

import frappe

from qingdan_app.tests.security import core_source, matrix_meanings
from qingdan_app.tests.security.aims import PLANTED, TAG, Aim
from qingdan_app.tests.site import as_json


def words_for(endpoint: str, aim: Aim) -> dict[str, Any]:
	"""The arguments with which an endpoint is asked for a document; what may be left out and means nothing here is."""
	own = matrix_meanings.meant_by(endpoint, aim)
	known, words = {**_known(aim), **own}, core_source.arguments(endpoint)
	if not words:
		return {**_listing(aim), **own}
	asked = {
		word: known.get(word, by_sound(word, aim))
		for word, optional in words.items()
		if not optional or word in known
	}
	return {**{word: value for word, value in asked.items() if value is not None}, **own}


def by_sound(word: str, aim: Aim) -> str | None:
	"""What an argument of a name that nobody thought of would be."""
	if "doctype" in word or word.endswith("dt"):
		return aim.doctype
	return aim.name if word.endswith(("name", "dn", "_doc")) else None


def known_words() -> set[str]:
	"""The names of arguments that somebody thought of."""
	return set(_known(Aim("", "", "")))


def _listing(aim: Aim) -> dict:
	"""For what takes all of the request: the words of Desk's lists, of exports and of searches."""
	fields = as_json(["name", aim.column])
	return {"doctype": aim.doctype, "fields": fields, "filters": "[]", "start": 0, "page_length": 5000}


@cache
def _known(aim: Aim) -> dict[str, Any]:
	return {**_places(aim), **_columns(aim), **_pages(), **_papers(aim), **_acts(aim)}


def _places(aim: Aim) -> dict[str, Any]:
	"""The document, by whatever name."""
	one, many = aim.name, as_json([aim.name])
	return {
		**dict.fromkeys(
			("doctype", "dt", "_doctype", "goal_doctype", "document_type", "reminder_doctype"), aim.doctype
		),
		**dict.fromkeys(
			("name", "dn", "docname", "doc_name", "value", "doc", "old", "old_name", "event"), one
		),
		**dict.fromkeys(("names", "docnames", "docs", "requests", "source_names", "lists"), many),
		"parent": "",
		"rows": as_json([f"{aim.doctype}|{one}|{aim.column}"]),
		"take": 1,
		"headings": as_json([one, "工作任务"]),
		"line": 0,
		"with_tables": 1,
		"html": f"<p>{one}</p>",
		"year": 2021,
		"issues": as_json([one]),
		**dict.fromkeys(("whole", "remember", "forget", "everywhere", "strict", "only_new"), 1),
		"token": one,
		"units": as_json([one]),
		"lead": one,
		"written": one,
		"resolution": "Create",
		"why": one,
		"rules": as_json([{"colour": "Red", "fact": "Days Left", "comparison": "At Most", "number": 400}]),
		"rule_set": one,
		"scheme": one,
		"scored": one,
		"counted_list": one,
		"from_day": "2021-01-01",
		"to_day": "2021-01-31",
		"asked": as_json({"kind": "Suspension", "reason": one, "merged_into": one}),
		"tasks": as_json([one]),
		"issue": as_json({"task": one, "problem": PLANTED}),
		"verification": as_json({"task": one, "result": "As Reported", "finding": PLANTED}),
		"instruction": as_json({"task": one, "words": PLANTED}),
		"handed": one,
		"sub_items": as_json([{"words": one, "person": "Administrator"}]),
		"weight": 1,
		"note": PLANTED,
		"reason": one,
		"words": one,
		"deadline": "2021-06-30",
		"verdict": "look_again",
		"by_day": "2099-06-30",
		"due": "2099-06-30",
		"watch": as_json({"condition": one}),
		"goal": one,
		"ready": 1,
		"remark": one,
		"person": "Administrator",
		"source": as_json({"kind": one, "document_number": one}),
		"document": one,
		"documents": as_json([{"doctype": aim.doctype, "name": one}]),
		"reminder_docname": one,
		"route": f"{aim.doctype}/{one}",
		"chart": as_json(_heatmap(aim.doctype)),
		"items": as_json([aim.doctype]),
		"all_doctypes": 0,
		"new": f"{one}-x",
		"new_name": f"{one}-x",
		"merge": 0,
		"source_name": one,
		"selected_children": "",
		"target_doc": "{}",
		"files": as_json([aim.file]),
		"file_url": aim.file_url,
		"file_list": as_json([{"name": aim.file}]),
		"import_file": aim.file_url,
		"fid": aim.file,
		"attachments": as_json([aim.file]),
		"task": aim.task,
		"request": aim.request or one,
		"after": None,
		"flow": one,
		"target": "",
	}


def _columns(aim: Aim) -> dict[str, Any]:
	"""The column that is asked for, and what rows are."""
	fields, column = as_json(["name", aim.column]), aim.column
	return {
		**dict.fromkeys(
			("field", "fieldname", "workflow_state_field", "sort_field", "goal_field", "field_name"), column
		),
		"filters": "[]",
		"current_filters": "{}",
		**dict.fromkeys(("export_fields", "select_columns"), as_json({aim.doctype: ["name", column]})),
		"fields": fields,
		"or_filters": None,
		"order_by": None,
		"group_by": None,
		"searchfield": "name",
		"stats": as_json([column]),
		"field_map": as_json({"start": "creation", "end": "creation", "title": column}),
		"start": 0,
		"end": "2030-01-01",
		"date_field": "creation",
		"goal_value_field": column,
		"goal_total_field": column,
		"data": as_json({column: PLANTED}),
		"values": None,
		"args": as_json({"doctype": aim.doctype, "name": aim.name, "docname": aim.name, column: PLANTED}),
	}


def _pages() -> dict[str, Any]:
	"""As much as there is, in any form."""
	return {
		**dict.fromkeys(("txt", "text", "query", "search_term"), ""),
		**dict.fromkeys(("limit_start", "prev", "limit_page_length", "debug", "cache"), 0),
		**dict.fromkeys(("page_len", "page_length", "limit"), 5000),
		**dict.fromkeys(("file_format_type", "file_type"), "CSV"),
		"as_dict": 1,
		"states": "[]",
		"tag": f"%{TAG}%",
		"order": "{}",
		"refresh": 1,
		"ignore_user_permissions": 1,
		"with_data": 1,
		"hand_out": 0,
		"export_records": "all",
		"type": "coordinates",
		"perm_type": "read",
		"cached_timestamp": "",
	}


def _papers(aim: Aim) -> dict[str, Any]:
	"""Prints, reports and mail."""
	return {
		"label": "x",
		"title": "x",
		"format": "Standard",
		"print_format": "Standard",
		"no_letterhead": 1,
		"settings": "{}",
		"options": None,
		"method": "frappe.client.get_count",
		"tree_method": "frappe.client.get_count",
		"report_name": aim.report,
		"report": aim.report,
		"ref_doctype": aim.doctype,
		"reference_doctype": aim.doctype,
		"reference_name": aim.name,
		"reference_docname": aim.name,
		"content": PLANTED,
		"comment": PLANTED,
		"subject": "x",
		"recipients": frappe.session.user,
		"send_email": 0,
		"form": "{}",
		"description": PLANTED,
		"color": None,
		"points": 1,
		"comment_email": "",
		"comment_by": "",
	}


def _acts(aim: Aim) -> dict[str, Any]:
	"""What our own doors are told."""
	return {
		"verb": "approve",
		"notice": as_json({"level": "Blue", "demand": PLANTED}),
		"act": "complete",
		**dict.fromkeys(("opinion", "reason"), PLANTED),
		"turn": 0,
		"people": None,
		"straight": False,
		"signature": "",
		"seen": "",
		"seen_state": None,
		"box": "done",
		"late": False,
		"state": None,
		"kind": "Period",
		"period": frappe.utils.today()[:7],
		"unit": None,
		"done": PLANTED,
		**dict.fromkeys(("percent_reason", "figures", "problems", "next_steps", "outside"), ""),
		"percent": 10,
		**dict.fromkeys(("evidence", "milestones", "target_figures"), None),
		"preview": False,
		**dict.fromkeys(("service", "page", "code", "authCode"), ""),
		"user": frappe.session.user,
		"successor": frappe.session.user,
		**_building(),
	}


def _building() -> dict[str, Any]:
	"""What the doors of built reports are told."""
	return {
		"roles": None,
		"often": "Daily",
		"day": "Monday",
		"form": "HTML",
		"only_with_rows": 0,
		"function": "Count",
		"column": "",
		"drawn": "Bar",
		"group": "",
		"part": "Number Card",
		"part_name": "x",
		"parts": "[]",
		"workspace": "x",
	}


def _heatmap(doctype: str) -> dict:
	words = {"name": "x", "type": "Heatmap", "document_type": doctype, "chart_type": "Count"}
	return {**words, "based_on": "creation", "filters_json": "[]"}
