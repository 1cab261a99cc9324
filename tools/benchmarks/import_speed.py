"""The 2021 list into an empty site: our importer, and Frappe's own Data Import of the same rows."""

import argparse
import csv
import io
import statistics
import time
from collections.abc import Callable

import frappe
from frappe.core.doctype.data_import.data_import import start_import
from frappe.core.doctype.data_import.exporter import Exporter

from qingdan_app.demo import seed
from qingdan_app.importing import writer

from . import figures, inside

DOCTYPES = ("Qingdan Unit", "Qingdan Leader", "Qingdan List", "Qingdan Key Work", "Qingdan Task")
OF_THE_RUN = ("source_import",)  # points to the run of our importer, which Data Import has not
COMPARED = {
	"Qingdan Key Work": ["name", "text", "leader", "lead_unit", "units_raw"],
	"Qingdan Task": [
		"name",
		"text",
		"state",
		"due_date",
		"due_order",
		"deadline_kind",
		"leader",
		"lead_unit",
	],
	"Qingdan Task Unit": ["parent", "unit", "duty", "state", "due_order"],
	"Qingdan Task Milestone": ["parent", "date", "precision", "label"],
}
LONGEST_SECONDS = 10
TIMES_AS_FAST = 5


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--rounds", type=int, default=3)
	rounds = parser.parse_args().rounds
	with inside.connected():
		figures.print_machine("Import of the 2021 list")
		ours = [import_ours() for _ in range(rounds)]
		rows, words, files = counts(), contents(), {doctype: exported(doctype) for doctype in DOCTYPES}
		theirs = dict(import_theirs(files))
		same = counts() == rows and contents() == words
		report(ours, theirs, rows, same)
		inside.empty_site()


def import_ours() -> tuple[float, float]:
	"""Seconds of the preview and of the confirmation."""
	inside.empty_site()
	run = frappe.get_doc({"doctype": "Qingdan Import", "file": seed.attach_list()}).insert()
	frappe.db.commit()
	preview = timed(lambda: writer.preview_run(run))
	for issue in run.issues:
		issue.settled = 1
	run.save()
	frappe.db.commit()
	return preview, timed(lambda: writer.confirm_run(run, hand_out=False))


def import_theirs(files: dict[str, str]):
	"""Each DocType and the seconds Data Import's job needs for it, in the order of their links."""
	inside.empty_site()
	for doctype in DOCTYPES:
		inside.speak(f"Data Import of {doctype}")
		run = data_import(doctype, files[doctype])
		yield doctype, timed(lambda run=run: start_import(run.name))
		run.reload()
		if run.status != "Success":
			raise RuntimeError(f"Data Import of {doctype}: {run.status} {run.template_warnings}")


def timed(action: Callable[[], object]) -> float:
	"""Seconds of an action and its commit."""
	begun = time.perf_counter()
	action()
	frappe.db.commit()
	return time.perf_counter() - begun


def data_import(doctype: str, content: str):
	file = {"doctype": "File", "file_name": f"{doctype}.csv", "is_private": 1, "content": content}
	run = frappe.new_doc("Data Import")
	run.update({"reference_doctype": doctype, "import_type": "Insert New Records"})
	run.import_file = frappe.get_doc(file).insert().file_url
	run.insert()
	frappe.db.commit()
	return run


def exported(doctype: str) -> str:
	"""The rows on the site as Frappe's own exporter writes them, for Frappe's own importer."""
	meta = frappe.get_meta(doctype)
	fields = {doctype: [field.fieldname for field in meta.fields if field.fieldname not in OF_THE_RUN]}
	for table in meta.get_table_fields():
		fields[table.fieldname] = [field.fieldname for field in frappe.get_meta(table.options).fields]
	exporter = Exporter(doctype, export_fields=fields, export_data=True, file_type="CSV")
	text = io.StringIO()
	csv.writer(text).writerows(exporter.get_csv_array_for_export())
	return text.getvalue()


def contents() -> dict[str, set[tuple]]:
	"""What the key works, the tasks and their units say, as far as the document decides it."""
	return {
		doctype: {
			tuple(str(value or "") for value in row)
			for row in frappe.get_all(doctype, fields=fields, as_list=True)
		}
		for doctype, fields in COMPARED.items()
	}


def counts() -> dict[str, int]:
	"""How many rows there are, children included."""
	tables = [frappe.get_meta(doctype).get_table_fields() for doctype in DOCTYPES]
	children = {field.options for fields in tables for field in fields}
	return {doctype: frappe.db.count(doctype) for doctype in (*DOCTYPES, *sorted(children))}


def report(ours: list, theirs: dict[str, float], rows: dict[str, int], same: bool) -> None:
	preview, confirm = (statistics.median(column) for column in zip(*ours, strict=True))
	total, other = preview + confirm, sum(theirs.values())
	print(
		"Rows: "
		+ ", ".join(f"{count} {doctype.removeprefix(inside.OURS)}" for doctype, count in rows.items())
	)
	print(f"Data Import wrote the same: {'yes' if same else 'NO'}")
	table = [("our importer, preview", f"{preview:.2f}"), ("our importer, confirmation", f"{confirm:.2f}")]
	table += [(f"Data Import, {doctype}", f"{seconds:.2f}") for doctype, seconds in theirs.items()]
	figures.print_table(("what", "seconds"), table)
	verdicts = [
		("whole list, s", f"{total:.2f}", f"≤ {LONGEST_SECONDS}", total <= LONGEST_SECONDS),
		("Data Import / ours", f"{other / total:.1f}", f"≥ {TIMES_AS_FAST}", other / total >= TIMES_AS_FAST),
	]
	figures.print_table(
		("bar", "measured", "wanted", "holds"), [(*row[:3], "yes" if row[3] else "NO") for row in verdicts]
	)


if __name__ == "__main__":
	main()
