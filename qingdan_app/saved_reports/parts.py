"""The one writer of number cards and charts made of a built report: core's own documents, counted by each reader's sight.

They are counts of the report's DocType under its filters and nothing else: no method, no source, no other report.
"""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.naming import append_number_if_name_exists

from qingdan_app import asked_once
from qingdan_app.saved_reports import pages
from qingdan_app.saved_reports.contents import Contents
from qingdan_app.saved_reports.exceptions import NothingToBuild

CARD, CHART = "Number Card", "Dashboard Chart"
FUNCTIONS = ("Count", "Sum", "Average", "Minimum", "Maximum")
OF_GROUPS = ("Count", "Sum", "Average")
DRAWN = ("Bar", "Pie", "Donut", "Percentage", "Line")
NUMERIC = frozenset({"Int", "Float", "Currency", "Percent"})
GROUPED = frozenset({"Select", "Link", "Check", "Data"})
BARS = 20
"""Groups that a chart shows before it says “others”."""


def make_card(report: Document, title: str, function: str = "Count", column: str = "") -> Document:
	"""A number card over the report's rows."""
	contents = _countable(report)
	_check_function(contents, function, column, FUNCTIONS)
	card = frappe.new_doc(CARD)
	card.update({"label": _titled(title), "type": "Document Type", "document_type": report.ref_doctype})
	card.update({"function": function, "aggregate_function_based_on": column or None})
	asked_once.refuse_second(card, report.name, title, function, column)
	return _inserted(card, report, contents)


def make_chart(
	report: Document, title: str, drawn: str, group: str = "", function: str = "Count", column: str = ""
) -> Document:
	"""A chart of the report's rows, counted together by a column: by its own group where none is named."""
	contents = _countable(report)
	_check_function(contents, function, column, OF_GROUPS)
	if drawn not in DRAWN:
		frappe.throw(_("There is no chart of this kind: {0}").format(drawn), NothingToBuild)
	chart = frappe.new_doc(CHART)
	chart.chart_name = append_number_if_name_exists(CHART, _titled(title), "chart_name")
	chart.update(
		{"chart_type": "Group By", "document_type": report.ref_doctype, "type": drawn, "timeseries": 0}
	)
	asked_once.refuse_second(chart, report.name, title, drawn, group, function, column)
	chart.update({"group_by_based_on": _group(contents, group), "group_by_type": function})
	chart.update({"aggregate_function_based_on": column or None, "number_of_groups": BARS})
	return _inserted(chart, report, contents)


def parts_of(report: str) -> list[dict]:
	"""`[{doctype, name}]` of what was made of a report."""
	return [
		{"doctype": doctype, "name": name}
		for doctype in (CARD, CHART)
		for name in frappe.get_all(
			doctype, {"report_name": report, "is_standard": 0}, pluck="name", order_by="creation"
		)
	]


def remove_part(report: str, doctype: str, name: str) -> None:
	"""Take away a card or chart made of a report, and off the workspaces where it was put."""
	if {"doctype": doctype, "name": name} in parts_of(report):
		pages.take_off(doctype, name)
		frappe.delete_doc(doctype, name, ignore_permissions=True)  # own_report was asked


def _inserted(part: Document, report: Document, contents: Contents) -> Document:
	filters = [[*row, False] for row in contents.filters]
	part.update({"filters_json": json.dumps(filters, ensure_ascii=False), "dynamic_filters_json": "[]"})
	part.update({"report_name": report.name, "is_public": 1})
	return part.insert(ignore_permissions=True)  # core keeps these for its own roles; own_report was asked


def _countable(report: Document) -> Contents:
	if report.report_type != "Report Builder":
		frappe.throw(_("A card or chart is made of a report of Report Builder."), NothingToBuild)
	contents = Contents.of(report.ref_doctype, report.json)
	contents.check()
	if any(row[0] != report.ref_doctype for row in contents.filters):
		words = _(
			"The report is filtered by a table's column, by which a document would be counted once for each row."
		)
		frappe.throw(words, NothingToBuild)
	return contents


def _check_function(contents: Contents, function: str, column: str, known: tuple[str, ...]) -> None:
	field = frappe.get_meta(contents.doctype).get_field(column) if column else None
	counts = function == "Count" and not column
	if not (counts or (function in known[1:] and field and field.fieldtype in NUMERIC)):
		frappe.throw(_("Choose a column of numbers to compute with."), NothingToBuild)


def _group(contents: Contents, group: str) -> str:
	own = contents.grouped_by
	group = group or (own[0] if own and own[1] == contents.doctype else "")
	field = frappe.get_meta(contents.doctype).get_field(group)
	if not field or field.fieldtype not in GROUPED:
		frappe.throw(_("Choose the column by which the chart counts."), NothingToBuild)
	return group


def _titled(title: str) -> str:
	if not title.strip():
		frappe.throw(_("Give it a title."), NothingToBuild)
	return title.strip()
