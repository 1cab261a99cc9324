"""The roll-up of one list of many tasks on its form: for who sees all of it, for a unit and for an office, plain and by weight, counted anew and remembered."""

import argparse
import time

import frappe

from qingdan_app.api import progress
from qingdan_app.tasks import totals

from . import city, figures, inside, page_rows

LIST, TASKS_OF_ITEM = "Qingdan List", 4
ALL = "who sees all"
LONGEST = 50
"""Milliseconds."""


def main() -> None:
	parser = argparse.ArgumentParser()
	for name in ("tasks", "rounds"):
		parser.add_argument(f"--{name}", type=int)
	wanted = parser.parse_args()
	with inside.connected():
		figures.print_machine(f"The roll-up of a list of {wanted.tasks:,} tasks on its form")
		prepare(wanted.tasks)
		found = {words: table(words, wanted.rounds) for words in WAYS}
		figures.print_bars(bar for words, rows in found.items() for bar in bars(words, rows))
		inside.empty_site()


def prepare(tasks: int) -> None:
	"""A list of so many tasks, four to a key work; every fourth has milestones, and most of them are on their way."""
	inside.speak("building the city and its list")
	inside.empty_site()
	city.plain_doctype(page_rows.PLAIN, page_rows.FIELDS, [])
	frappe.db.sql_ddl(f"truncate table `tab{page_rows.PLAIN}`")
	city.build(page_rows.UNITS, page_rows.LEADERS, [page_rows.UNITS, 2])
	page_rows.fill(tasks)
	items = tasks // TASKS_OF_ITEM
	for statement in STATEMENTS:
		frappe.db.sql(statement, {"list": city.LIST, "items": items})
		frappe.db.commit()
	for doctype in ("Qingdan Task", "Qingdan Key Work", "Qingdan Task Milestone"):
		frappe.db.sql(f"analyze table `tab{doctype}`")


STATEMENTS = (
	f"""insert into `tabQingdan Key Work` (name, {page_rows.STAMPS}, list, serial, text, weight)
		select concat(%(list)s, '-', seq + 1), {page_rows.STAMPED}, %(list)s, seq + 1, '加快重大项目建设', 1 + seq mod 5 from seq_1_to_1000000 where seq <= %(items)s""",
	"""update `tabQingdan Task` set key_work = concat(list, '-', 2 + number mod %(items)s), weight = 1 + number mod 3,
		percent = number mod 100, starts_on = date_sub(ifnull(due_date, curdate()), interval 200 day)""",
	f"""insert into `tabQingdan Task Milestone` (name, {page_rows.STAMPS}, parent, parenttype, parentfield, idx, date, label)
		select concat(t.name, '-', step), {page_rows.STAMPED}, t.name, 'Qingdan Task', 'milestones', step,
			date_sub(t.due_date, interval 50 * step day), '阶段'
		from `tabQingdan Task` t join (select 1 step union select 2 union select 3) steps where t.number mod 4 = 0 and t.due_date is not null""",
)


def readers() -> list[tuple[str, str, int]]:
	"""Who reads it, and whether it goes by weight."""
	who = [
		(ALL, city.SUPERVISION),
		("a large unit", city.liaison(2)),
		("an office", city.clerk(1)),
	]
	return [
		(f"{words}{', by weight' if weighted else ''}", user, weighted)
		for weighted in (0, 1)
		for words, user in who
	]


COUNTED, AFTER, REMEMBERED = "counted whole", "after an act", "remembered"


def act(number: int) -> None:
	"""A task of the busiest unit is a little further than it was."""
	name = frappe.db.get_value("Qingdan Task", {"lead_unit": BUSIEST, "state": "推进中"})
	task = frappe.get_doc("Qingdan Task", name)
	task.load_doc_before_save()
	task.percent = number % 100
	task.db_update()
	totals.task_changed(task)
	frappe.db.commit()


BUSIEST = "市直单位001"
WAYS = (COUNTED, AFTER, REMEMBERED)
"""The first time on a day, which for whoever sees all is the night's, and after a statement that has written many tasks; once a task of a large
unit has changed; when nothing has."""


def bars(words: str, rows: list[tuple]) -> list[figures.Bar]:
	"""The slowest median of whoever sees all, and of the others."""
	everybody = [row[2] for row in rows if row[0].startswith(ALL)]
	others = [row[2] for row in rows if not row[0].startswith(ALL)]
	slowest = {f"{words}, {ALL}": max(everybody), f"{words}, units and offices": max(others)}
	return [
		figures.Bar(f"slowest p50, {who}, ms", most, f"≤ {LONGEST}", most <= LONGEST)
		for who, most in slowest.items()
	]


def table(words: str, rounds: int) -> list[tuple]:
	"""Print the figures of all readers, and answer them."""
	rows = [measure(who, user, weighted, rounds, words) for who, user, weighted in readers()]
	figures.print_table((f"reader, {words}", "tasks counted", "p50, ms", "p95, ms", "least, ms"), rows)
	return rows


def measure(words: str, user: str, weighted: int, rounds: int, way: str) -> tuple:
	"""How long the door takes at the server, for one reader."""
	frappe.get_doc(LIST, city.LIST).update({"weighted": weighted}).save()
	frappe.db.commit()
	totals.SETTLING = 3600 if way == COUNTED else -1
	frappe.set_user(user)
	took = []
	for number in range(rounds + 3):
		if way == AFTER:
			act(number)
		begun = time.perf_counter()
		said = progress.get_roll_up(LIST, city.LIST)
		took.append(time.perf_counter() - begun)
		frappe.db.rollback()
	frappe.set_user("Administrator")
	took = took[3:]  # marks are made, the answer is kept, and read once
	return (words, said["tasks"], figures.p50(took), figures.p95(took), figures.least(took))


if __name__ == "__main__":
	main()
