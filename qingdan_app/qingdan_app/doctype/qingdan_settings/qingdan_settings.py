import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.organization import settings
from qingdan_app.working_time import site_calendar
from qingdan_app.working_time.rules import BadHours


class QingdanSettings(Document):
	"""Settings of the app: the hours of a working day, and who keeps the seals."""

	def validate(self):
		self._check_hours()
		for address in settings.addresses_in(self):
			frappe.utils.validate_email_address(address, throw=True)

	def on_update(self):
		before = self.get_doc_before_save()
		if not before or site_calendar.hours_of(before) != site_calendar.hours_of(self):
			site_calendar.changed()

	def _check_hours(self):
		try:
			site_calendar.hours_from(self)
		except BadHours as error:
			frappe.throw(_("The hours of the day overlap or end before they begin: {0}").format(error))
