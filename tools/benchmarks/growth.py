"""What a task leaves behind in a year: rows and kilobytes by table, after the year of a town was played by the app's own services."""

import argparse
import json
from collections.abc import Mapping
from typing import NamedTuple

import frappe

from qingdan_app.simulation.tests.small_town import small_town
from qingdan_app.tests.played_town import PlayedTown

from . import figures, inside

SEED = 8
LOG = "Qingdan Approval Log"
LEAST = 0.5
"""Kilobytes a task-year below which a table is summed up with others."""
SIZES = """select `table_name`, `table_rows`, `data_length`, `index_length` from `information_schema`.`tables`
	where `table_schema` = database() and `table_type` = 'BASE TABLE'"""
CONTENT = """select coalesce(sum(octet_length(ifnull(`snapshot`, ''))), 0), coalesce(sum(octet_length(ifnull(`event`, ''))), 0),
	coalesce(sum(octet_length(concat_ws('', `reference_doctype`, `reference_name`, `act`, `from_state`, `to_state`, `actor`, `opinion`))), 0), count(*)
	from `tabQingdan Approval Log`"""


VERSIONS = """select `ref_doctype`, count(*), sum(octet_length(`data`)) from `tabVersion` group by 1 order by 3 desc"""


class Size(NamedTuple):
	rows: int
	bytes: int


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--tasks", type=int)
	wanted = parser.parse_args()
	with inside.connected():
		figures.print_machine(f"What {wanted.tasks} tasks leave behind in a year")
		inside.empty_site()
		before = sizes()
		inside.speak("playing the year")
		PlayedTown(small_town(wanted.tasks, SEED))
		inside.drop_jobs_of_queue()
		frappe.db.commit()
		report(before, sizes(), wanted.tasks)
		inside.empty_site()


def sizes() -> Mapping[str, Size]:
	"""Rows and bytes with indexes of every table, as they are stored."""
	tables = [row[0] for row in frappe.db.sql(SIZES)]
	for table in tables:
		frappe.db.sql(f"analyze table `{table}`")
	return {
		table: Size(frappe.db.sql(f"select count(*) from `{table}`")[0][0], data + index)
		for table, _rows, data, index in frappe.db.sql(SIZES)
	}


def report(before: Mapping[str, Size], after: Mapping[str, Size], tasks: int) -> None:
	"""Print what has come to each table, a task; and of what an entry of the log consists."""
	grown = {
		table.removeprefix("tab"): Size(size.rows - before[table].rows, size.bytes - before[table].bytes)
		for table, size in after.items()
		if table in before
	}
	shown = {table: size for table, size in grown.items() if size.bytes / tasks / 1024 >= LEAST}
	rest = [size for table, size in grown.items() if table not in shown]
	shown["all others"] = Size(sum(size.rows for size in rest), sum(size.bytes for size in rest))
	rows = sorted(shown.items(), key=lambda each: -each[1].bytes)
	rows.append(
		(
			"together",
			Size(sum(size.rows for size in grown.values()), sum(size.bytes for size in grown.values())),
		)
	)
	table = [(name, size.rows / tasks, size.bytes / tasks / 1024) for name, size in rows]
	figures.print_table(("a task-year", "rows", "KB"), table)
	_print_log(grown[LOG])
	_print_versions(tasks)


def _print_versions(tasks: int) -> None:
	"""Of which documents core has kept versions."""
	found = frappe.db.sql(VERSIONS)
	rows = [(doctype, count / tasks, int(size) / tasks / 1024) for doctype, count, size in found]
	figures.print_table(("versions a task-year", "rows", "KB of content"), rows)


def _print_log(log: Size) -> None:
	snapshots, events, words, count = (int(value) for value in frappe.db.sql(CONTENT)[0])
	texts = frappe.get_all(LOG, {"snapshot": ("is", "set")}, pluck="snapshot")
	before = sum(len(frappe.as_json(json.loads(text))) for text in texts)
	named = [
		("snapshot", snapshots),
		("snapshot with spaces and escapes, as before", before),
		("event", events),
		("other words", words),
		("stored, with indexes", log.bytes),
	]
	figures.print_table(
		("an entry of the log", "bytes"), [(what, round(size / count)) for what, size in named]
	)


if __name__ == "__main__":
	main()
