"""Reports that core mails by the clock (hook `override_doctype_class`): each person gets what that person sees.

Core reads a report once, as whoever set the mail up, and sends that to every address written down. Here a report about
documents of ours goes to people of the site alone, and is read as each of them at the moment it is sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.email.doctype.auto_email_report.auto_email_report import AutoEmailReport
from frappe.model.document import Document
from frappe.utils import get_url_to_report, now_datetime, today
from frappe.utils.csvutils import to_csv
from frappe.utils.xlsxutils import make_xlsx

from qingdan_app.ours import is_ours
from qingdan_app.permissions.core_exports import kept_as_words
from qingdan_app.saved_reports import mail_rows, recipients, sight
from qingdan_app.saved_reports.contents import Contents
from qingdan_app.sessions import acting_as

SCHEDULE = "Auto Email Report"
MOST_ROWS = 1000
TEMPLATE = "qingdan_app/templates/emails/built_report.html"


class MailedReport(AutoEmailReport):
	"""An Auto Email Report that tells nobody more than they see, and whose table computes nothing where it is opened."""

	def validate_emails(self) -> None:
		"""A line is an address, or a role of the site; raises NobodyOfThatName for others where documents of ours are told."""
		if not self._is_about_ours():
			return super().validate_emails()
		lines = recipients.lines_of(self.email_to)
		recipients.check(lines)
		self.email_to = "\n".join(lines)

	def send(self) -> None:
		"""Send it to each person as that person sees it; a request leaves that to a worker, whose session is its own."""
		if not self._is_about_ours():
			return super().send()
		if getattr(frappe.local, "request", None):
			frappe.enqueue(deliver, queue="long", schedule=self.name, again=True, enqueue_after_commit=True)
		else:
			deliver(self.name)

	def get_report_content(self) -> str | bytes | None:
		"""What is mailed or downloaded, as the session's user sees it where it is about documents of ours."""
		if not self._is_about_ours():
			return self._kept(super().get_report_content())
		self.user = frappe.session.user
		report = frappe.get_doc("Report", self.report)
		if not report.is_permitted():
			raise frappe.PermissionError
		if sight.is_built(report) and report.report_type == "Report Builder":
			return self._built(report)
		return self._kept(super().get_report_content())

	def _built(self, report: Document) -> str | bytes | None:
		labels, rows, more = mail_rows.read(report, min(self.no_of_rows or MOST_ROWS, MOST_ROWS))
		if not rows and self.send_if_data:
			return None
		if self.format == "HTML":
			return self._page(report, labels, rows, more)
		table = [labels, *rows]
		content = make_xlsx(table, "Report").getvalue() if self.format == "XLSX" else to_csv(table)
		return kept_as_words(content)

	def _page(self, report: Document, labels: list[str], rows: list[list], more: bool) -> str:
		words = {"title": report.name, "labels": labels, "rows": rows, "more": more}
		words["url"] = get_url_to_report(report.name, report.report_type, report.ref_doctype)
		return frappe.render_template(
			TEMPLATE, {**words, "description": self.description, "now": now_datetime()}
		)

	def letter(self) -> dict | None:
		"""What goes to the session's user: message and attachments; None where there is nothing to send."""
		report = frappe.get_doc("Report", self.report)
		content = self.get_report_content() if report.is_permitted() else None
		if not content:
			return None
		if self.format == "HTML":
			return {"message": content}
		message = self._page(report, [], [], False)
		return {"message": message, "attachments": [{"fname": self.get_file_name(), "fcontent": content}]}

	def _kept(self, content: str | bytes | None) -> str | bytes | None:
		return content if self.format == "HTML" else kept_as_words(content)

	def _is_about_ours(self) -> bool:
		return is_ours(frappe.db.get_value("Report", self.report, "ref_doctype"))


def deliver(schedule: str, again: bool = False) -> None:
	"""Queue one mail for each person who may get the report today; once a day, unless `again` is asked for.

	What fails is logged, and the others still get theirs.
	"""
	for user in _people(schedule):
		if again or not _was_sent(schedule, user):
			try:
				_send(schedule, user)
			except Exception:
				frappe.log_error(title=f"{schedule} {user}"[:140])


def _people(schedule: str) -> list[str]:
	"""Who gets it today; nobody where the report cannot be read any more, whatever became of it."""
	try:
		doc = frappe.get_doc(SCHEDULE, schedule)
		report = frappe.get_doc("Report", doc.report)
		people = recipients.people_of(recipients.lines_of(doc.email_to))
		if not sight.is_built(report):
			return people
		sound = not _lacks_a_filter(report)
		return [
			user for user in people if sound and recipients.may_get(report.name, report.ref_doctype, user)
		]
	except Exception:
		frappe.log_error(title=schedule)
		return []


def _send(schedule: str, user: str) -> None:
	with reading_as(user):
		doc = frappe.get_doc(SCHEDULE, schedule)
		letter = doc.letter()
	if letter:
		about = {"reference_doctype": SCHEDULE, "reference_name": schedule}
		frappe.sendmail(recipients=[_address(user)], subject=doc.report, **letter, **about)


def _was_sent(schedule: str, user: str) -> bool:
	"""Whether a mail of today stands in the queue already: a worker may run the same job twice."""
	about = {"reference_doctype": SCHEDULE, "reference_name": schedule, "creation": (">=", today())}
	queued = frappe.get_all("Email Queue", about, pluck="name")
	about = {"parent": ("in", queued), "recipient": _address(user)}
	return bool(queued and frappe.db.exists("Email Queue Recipient", about))


def _address(user: str) -> str:
	return frappe.db.get_value("User", user, "email") or user


def _lacks_a_filter(report: Document) -> bool:
	"""Without one of its filters a report would tell more than was meant: it is not sent, and its keeper is told."""
	if report.report_type != "Report Builder":
		return False
	_kept, _columns, filters = Contents.of(report.ref_doctype, report.json).without_what_is_gone()
	if filters:
		words = _(
			"Report {0} was not mailed: what it was filtered by is no longer there ({1}). Open it and save it again."
		)
		note = {"doctype": "Notification Log", "type": "Alert", "for_user": report.owner}
		note |= {"subject": words.format(report.name, ", ".join(filters))}
		note |= {"document_type": "Report", "document_name": report.name}
		frappe.get_doc(note).insert(ignore_permissions=True)  # a note to the keeper, from no person
	return bool(filters)


@contextmanager
def reading_as(user: str) -> Iterator[None]:
	"""Be somebody else while a report is read, in their language; only where no request of a person is under way."""
	language = frappe.local.lang
	with acting_as(user):
		frappe.local.lang = frappe.db.get_value("User", user, "language") or language
		try:
			yield
		finally:
			frappe.local.lang = language
