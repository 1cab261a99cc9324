import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.approvals import calendar, jobs, seal_letters
from qingdan_app.workflows.working_time import BadHours


class QingdanSettings(Document):
	"""Settings of the app: the hours of a working day, and who keeps the seals."""

	def validate(self):
		self._check_hours()
		for address in seal_letters.recipients_in(self):
			frappe.utils.validate_email_address(address, throw=True)

	def on_update(self):
		before = self.get_doc_before_save()
		if not before or calendar.hours_of(before) != calendar.hours_of(self):
			jobs.calendar_changed()

	def _check_hours(self):
		try:
			calendar.hours_from(self)
		except BadHours as error:
			frappe.throw(_("The hours of the day overlap or end before they begin: {0}").format(error))
