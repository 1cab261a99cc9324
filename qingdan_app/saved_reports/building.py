"""What the doors do with a report that its keeper passes on; `sharing_reports.own_report` was asked before."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.saved_reports import pages, parts, recipients, schedules, sharing_reports
from qingdan_app.saved_reports.exceptions import NothingToBuild
from qingdan_app.saved_reports.sharing_reports import Audience

make_card, make_chart = parts.make_card, parts.make_chart


def audience(roles: list | str | None, people: list | str | None) -> Audience:
	"""Roles and people as a door was told; raises NobodyOfThatName."""
	return sharing_reports.checked(_names(roles), _names(people))


def schedule(report: Document, wish: Iterable, audience: Audience) -> None:
	"""Mail a report by a wish, and share it with whoever gets it."""
	schedules.keep(report, schedules.Wish(*wish), audience)
	sharing_reports.share_also_with(report, audience)


def stop(report: Document) -> None:
	schedules.stop(report.name)


def mail_now(report: Document) -> int:
	"""Queue the mails of a scheduled report; how many people get one."""
	scheduled = schedules.schedule_of(report.name)
	if not scheduled:
		frappe.throw(_("Choose first when and to whom the report is mailed."), NothingToBuild)
	frappe.get_doc(schedules.SCHEDULE, scheduled["name"]).send()
	people = recipients.people_of(recipients.lines_of(scheduled["email_to"]))
	return sum(recipients.may_get(report.name, report.ref_doctype, user) for user in people)


def remove_part(report: Document, doctype: str, name: str) -> None:
	parts.remove_part(report.name, doctype, name)


def put_on_workspace(
	report: Document, chosen: list | str, workspace: str, title: str, audience: Audience
) -> dict:
	"""Put a way to the report and what was made of it on a workspace: `{workspace, route}`."""
	made = parts.parts_of(report.name)
	wanted = [
		part
		for part in frappe.parse_json(chosen) or []
		if part in made or part == {"doctype": "Report", "name": report.name}
	]
	if not wanted:
		frappe.throw(_("Choose what is put on the workspace."), NothingToBuild)
	page = pages.own_workspace(workspace) if workspace else pages.create(title, audience.roles)
	for part in wanted:
		_put(page, report, part)
	route = page.title.lower().replace(" ", "-")
	return {"workspace": page.name, "route": route if page.public else f"private/{route}"}


def take_apart(report: Document) -> None:
	"""What was made of a report goes with it."""
	schedules.stop(report.name)
	for part in parts.parts_of(report.name):
		parts.remove_part(report.name, **part)
	pages.take_off("Report", report.name)


def _put(page: Document, report: Document, part: dict) -> None:
	if part["doctype"] != "Report":
		label = (
			frappe.db.get_value(part["doctype"], part["name"], "label")
			if part["doctype"] == parts.CARD
			else part["name"]
		)
		pages.put(page, part["doctype"], part["name"], label)
		return
	pages.put_report(page, report)
	if page.public:
		roles = tuple(row.role for row in page.roles)
		sharing_reports.share_also_with(report, Audience(roles))


def _names(names: list | str | None) -> list[str]:
	"""Names as they are sent: a list, its JSON, or one name."""
	try:
		found = frappe.parse_json(names) if isinstance(names, str) else names
	except (ValueError, RecursionError):
		found = names
	listed = found if isinstance(found, list) else [names]
	return [name for name in listed if isinstance(name, str) and name]
