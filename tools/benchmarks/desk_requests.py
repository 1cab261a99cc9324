"""What Desk's list view asks for: a page of rows, and their total."""

import json
from collections.abc import Callable

from . import page_rows
from .client import Answer, Client

NAMES = ("name", "owner", "modified", "modified_by", "docstatus", "title", "state", "percent", "due_date")


def desk(client: Client, doctype: str, filters: list | None = None) -> Callable[[], float]:
	"""The two requests Desk's list view sends; asked, it answers their seconds."""
	order = "due_date" if doctype == page_rows.PLAIN else "due_order"
	filters = json.dumps(filters or [])
	words = {
		"doctype": doctype,
		"fields": json.dumps([f"`tab{doctype}`.`{name}`" for name in NAMES]),
		"filters": filters,
		"order_by": f"`tab{doctype}`.`{order}` asc",
		"start": 0,
		"page_length": 20,
		"view": "List",
		"group_by": f"`tab{doctype}`.`name`",
		"with_comment_count": 1,
	}
	count = {"doctype": doctype, "filters": filters, "fields": "[]", "distinct": "false"}

	def ask() -> float:
		rows = answered(client.post_form("frappe.desk.reportview.get", **words))
		return rows.seconds + answered(client.post_form("frappe.desk.reportview.get_count", **count)).seconds

	return ask


def answered(answer: Answer) -> Answer:
	"""The answer, if it is one; it may be empty."""
	if answer.status != 200:
		raise RuntimeError(f"{answer.status}: {answer.body}")
	return answer


def checked(answer: Answer) -> Answer:
	"""The answer, if there is something in it."""
	if not answered(answer).message:
		raise RuntimeError(f"nothing: {answer.body}")
	return answer
