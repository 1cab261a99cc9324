"""Desk's search bar finds tasks: core's index of words holds nothing of ours, for it asks nobody who sees what.

So tasks are looked for where lists look for them, by the one rule of visibility, and stand before what core finds.
"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, escape_html

from qingdan_app.overridden import answer
from qingdan_app.permissions.core_callers import REPEATING

SEARCH = "frappe.utils.global_search.search"
TASK = "Qingdan Task"
MOST = 20
SHORTEST = 2
LOOKED_AT = ("name", "text", "title", "further")


@frappe.whitelist()
def search(text: str, start: Any = 0, limit: Any = 20, doctype: str = "") -> list:
	"""`frappe.utils.global_search.search`: the user's own tasks with these words in number, title, text or the document's further words; then core's answer."""
	rows = answer(SEARCH, text=text, start=start, limit=limit, doctype=doctype)
	found = [row for row in rows or () if _is_theirs(row)]
	if doctype not in ("", TASK) or cint(start) < 0 or not frappe.has_permission(TASK, "read"):
		return found
	return [*_tasks(text.strip(), cint(start), min(max(cint(limit), 1), MOST)), *found]


def _is_theirs(row: dict) -> bool:
	"""Core's index asks nobody who sees what: a row that repeats words about documents is found by who reads it."""
	if row["doctype"] not in REPEATING:
		return True
	there = frappe.db.exists(row["doctype"], row["name"])
	return bool(there) and bool(frappe.has_permission(row["doctype"], "read", row["name"]))


def _tasks(text: str, start: int, limit: int) -> list[dict]:
	if len(text) < SHORTEST:
		return []
	rows = frappe.get_list(
		TASK,
		or_filters=[[TASK, field, "like", f"%{_literally(text)}%"] for field in LOOKED_AT],
		fields=["name", "title", "text"],
		order_by="name",
		limit_start=start,
		limit_page_length=limit,
	)
	return [_result(row) for row in rows]


def _literally(text: str) -> str:
	"""What somebody types is looked for as it is."""
	return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _result(row: dict) -> dict:
	"""A row as core's index has it; core puts it into a page as it is."""
	meta = frappe.get_meta(TASK)
	said = {field: escape_html(row.get(field) or "").replace("|||", "") for field in ("title", "text")}
	content = " ||| ".join(f"{_(meta.get_label(field))} : {words}" for field, words in said.items())
	# Frappe 16 shows a result by its title where it has one, and tasks of several lists may share theirs
	title = f"{row['name']} {said['title']}"
	return {"doctype": TASK, "name": row["name"], "title": title, "content": content, "rank": 1}
