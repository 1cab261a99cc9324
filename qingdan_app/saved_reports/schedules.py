"""The one writer of the schedule by which a built report is mailed: one for each report."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.saved_reports.exceptions import NothingToBuild
from qingdan_app.saved_reports.mailing import MOST_ROWS, SCHEDULE
from qingdan_app.saved_reports.sharing_reports import Audience

OFTEN = ("Daily", "Weekdays", "Weekly", "Monthly")
FORMATS = ("HTML", "XLSX", "CSV")
SHOWN = ("name", "enabled", "frequency", "day_of_week", "format", "send_if_data", "email_to")


@dataclass(frozen=True)
class Wish:
	"""When and as what a report is mailed; `day` is a day of the week in English, for a weekly one."""

	often: str
	day: str = "Monday"
	form: str = "HTML"
	only_with_rows: bool = True


def schedule_of(report: str) -> dict | None:
	"""The schedule of a report that is in force."""
	found = frappe.get_all(SCHEDULE, {"report": report, "enabled": 1}, SHOWN, order_by="creation", limit=1)
	return found[0] if found else None


def keep(report: Document, wish: Wish, audience: Audience) -> Document:
	"""Mail a report by this wish to roles and people from now on, instead of what was wished before."""
	if wish.often not in OFTEN or wish.form not in FORMATS:
		frappe.throw(_("Choose how often the report is mailed, and as what."), NothingToBuild)
	if not (audience.roles or audience.people):
		frappe.throw(_("Choose to whom the report is mailed."), NothingToBuild)
	before = frappe.db.exists(SCHEDULE, {"report": report.name})
	doc = frappe.get_doc(SCHEDULE, before) if before else frappe.new_doc(SCHEDULE)
	doc.update({"report": report.name, "report_type": report.report_type, "user": frappe.session.user})
	doc.update({"frequency": wish.often, "day_of_week": wish.day, "format": wish.form, "enabled": 1})
	doc.update({"send_if_data": int(wish.only_with_rows), "no_of_rows": MOST_ROWS})
	doc.email_to = "\n".join([*audience.roles, *audience.people])
	return doc.save(ignore_permissions=True)  # core keeps schedules for its own roles; own_report was asked


def stop(report: str) -> None:
	"""Mail a report no more."""
	for name in frappe.get_all(SCHEDULE, {"report": report}, pluck="name"):
		frappe.delete_doc(SCHEDULE, name, ignore_permissions=True)  # own_report was asked


def mails_can_leave() -> bool:
	"""Whether the site has an account by which it sends mail."""
	return bool(frappe.db.exists("Email Account", {"enable_outgoing": 1})) or bool(
		frappe.conf.get("mail_server")
	)
