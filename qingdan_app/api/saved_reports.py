"""Reports that a builder passes on: sharing, mailing by the clock, cards, charts and workspaces."""

import frappe

from qingdan_app import arguments
from qingdan_app.saved_reports import building, sharing_reports, told


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_report(report: str) -> dict:
	"""How a saved report stands: `{keeps, keeper, may_take_over}`, and to its keeper `{roles, people, schedule, mails, parts,
	workspaces, columns, groups, group}`."""
	doc = frappe.get_doc("Report", report)
	doc.check_permission("read")
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def share(report: str, roles: list[str] | str | None = None, people: list[str] | str | None = None) -> dict:
	"""Share one's report with these roles and people and with nobody else; answers as `get_report`."""
	doc = sharing_reports.own_report(report)
	sharing_reports.share_with(doc, building.audience(roles, people))
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def take_over(report: str) -> dict:
	"""Keep a report whose owner has left; answers as `get_report`."""
	doc = sharing_reports.take_over(report)
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def schedule(
	report: str,
	often: str,
	day: str = "Monday",
	form: str = "HTML",
	only_with_rows: bool = True,
	roles: list[str] | str | None = None,
	people: list[str] | str | None = None,
) -> dict:
	"""Mail one's report Daily, on Weekdays, Weekly or Monthly as HTML, XLSX or CSV: each recipient gets what they see.

	It is shared with them as well. Answers as `get_report`.
	"""
	doc = sharing_reports.own_report(report)
	building.schedule(doc, (often, day, form, only_with_rows), building.audience(roles, people))
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def stop_mailing(report: str) -> dict:
	"""Mail one's report no more; answers as `get_report`."""
	doc = sharing_reports.own_report(report)
	building.stop(doc)
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def mail_now(report: str) -> dict:
	"""Send the scheduled report once, now: `{people}`, how many get it."""
	return {"people": building.mail_now(sharing_reports.own_report(report))}


@frappe.whitelist(methods=["POST"])
@arguments.read
def make_card(report: str, title: str, function: str = "Count", column: str = "") -> dict:
	"""Make a number card of one's report, or compute with one of its columns; answers as `get_report`."""
	doc = sharing_reports.own_report(report)
	building.make_card(doc, title, function, column)
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def make_chart(
	report: str, title: str, drawn: str = "Bar", group: str = "", function: str = "Count", column: str = ""
) -> dict:
	"""Make a chart of one's report, counted by a column; answers as `get_report`."""
	doc = sharing_reports.own_report(report)
	building.make_chart(doc, title, drawn, group, function, column)
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def remove_part(report: str, part: str, part_name: str) -> dict:
	"""Take away a card or chart (`part` is its DocType) made of one's report; answers as `get_report`."""
	doc = sharing_reports.own_report(report)
	building.remove_part(doc, part, part_name)
	return told.of(doc)


@frappe.whitelist(methods=["POST"])
@arguments.read
def put_on_workspace(
	report: str,
	parts: list[dict] | str,
	workspace: str = "",
	title: str = "",
	roles: list[str] | str | None = None,
) -> dict:
	"""Put a way to one's report, its cards and charts (`[{doctype, name}]`) on a workspace of one's own.

	With a `title` a new one is made, for these roles or for oneself; the report is shared with the roles. `{workspace, route}`.
	"""
	doc = sharing_reports.own_report(report)
	return building.put_on_workspace(doc, parts, workspace, title, building.audience(roles, None))
