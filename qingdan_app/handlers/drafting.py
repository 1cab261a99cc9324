"""A person of a unit drafts its report: the unit's liaison files it, and is told when it can be filed."""

import frappe
from frappe.model.document import Document

from qingdan_app.handlers import telling
from qingdan_app.organization import people
from qingdan_app.tasks.sources import TASK


def tell_ready(report: Document) -> None:
	"""Tell those who file for the unit that its draft is ready; for one version of it once."""
	task = frappe.get_doc(TASK, report.task)
	person = frappe.utils.get_fullname(frappe.session.user)
	cause = f"{report.name}/{report.modified}"
	telling.tell(people.contacts_of([report.unit], ["Liaison"]), task, "drafted", cause, person=person)
