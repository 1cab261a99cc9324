"""How MariaDB runs the queries behind a page."""

import frappe
from frappe.model.db_query import DatabaseQuery

from qingdan_app.organization.people import forget_standings, standing_of
from qingdan_app.tasks import page
from qingdan_app.tasks.sources import sources_of

from . import figures

HEAD = ("table", "type", "key", "rows", "Extra")


def print_plans(user: str) -> None:
	"""EXPLAIN of our page and total, and of Desk's list and count, for one person."""
	before = frappe.session.user
	frappe.set_user(user)
	forget_standings()
	for title, query in queries().items():
		print(f"\n{title}")
		figures.print_table(HEAD, [[row[column] for column in HEAD] for row in explained(query)])
	frappe.set_user(before)


def queries() -> dict[str, str]:
	sources, query = sources_of(standing_of()), page.TaskQuery()
	names = page.names_of_page(query)
	count = {"fields": ["count(`tabQingdan Task`.name) as total_count"], "run": False}
	return {
		"our page": page.rows_query(sources, query).get_sql(),
		"Desk's list as it is opened": desk_list({"name": ("in", names)}),
		"Desk's list with filters our page does not know": desk_list({}),
		"Desk's count with such filters": DatabaseQuery("Qingdan Task").execute(**count),
	}


def desk_list(filters: dict) -> str:
	words = {
		"fields": ["name", "title", "due_date"],
		"filters": filters,
		"order_by": "`tabQingdan Task`.`due_order` asc",
		"group_by": "`tabQingdan Task`.`name`",
	}
	return DatabaseQuery("Qingdan Task").execute(**words, limit_page_length=20, run=False)


def explained(query: str) -> list[dict]:
	return frappe.db.sql(f"explain {query}", as_dict=True)
