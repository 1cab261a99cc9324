"""How MariaDB runs the queries behind a page."""

import frappe
from frappe.model.db_query import DatabaseQuery

from qingdan_app.permissions.people import forget_standings, standing_of
from qingdan_app.tasks import page

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
	standing, query = standing_of(), page.TaskQuery()
	desk = DatabaseQuery("Qingdan Task")
	order = "`tabQingdan Task`.`due_order` asc"
	words = {
		"fields": ["name", "title", "due_date"],
		"order_by": order,
		"group_by": "`tabQingdan Task`.`name`",
	}
	return {
		"our page": page.rows_query(standing, query).get_sql(),
		"Desk's list": desk.execute(**words, limit_page_length=20, run=False),
		"Desk's count": DatabaseQuery("Qingdan Task").execute(
			fields=["count(`tabQingdan Task`.name) as total_count"], run=False
		),
	}


def explained(query: str) -> list[dict]:
	return frappe.db.sql(f"explain {query}", as_dict=True)
