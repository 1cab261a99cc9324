import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime, get_system_timezone, now_datetime

from qingdan_app.handing_out import acknowledging
from qingdan_app.lights import jobs
from qingdan_app.organization import settings
from qingdan_app.setup import city
from qingdan_app.tasks import owed_anew
from qingdan_app.working_time import calendars, site_calendar
from qingdan_app.working_time.rules import BadHours


class QingdanSettings(Document):
	"""Settings of the app: calendar and hours of a working day, months of reports, and who keeps the seals."""

	def onload(self):
		"""By which clock days begin, and which Holiday Lists there are."""
		zone = get_system_timezone()
		self.set_onload("clock", {"zone": zone, "now": format_datetime(now_datetime())})
		self.set_onload("holiday_lists", calendars.holiday_lists())

	def validate(self):
		self._check_hours()
		self._check_calendar()
		for address in settings.addresses_in(self):
			frappe.utils.validate_email_address(address, throw=True)

	def on_update(self):
		before = self.get_doc_before_save()
		if not before or self._clocks(before) != self._clocks(self):
			site_calendar.changed()
		if before and self.has_value_changed("report_months_back"):
			owed_anew.of_everything()
		if before and self.has_value_changed("light_rules"):
			jobs.light_soon()
		if self.has_value_changed("acknowledge_hours"):
			acknowledging.reckon_anew()
		if before and before.responsibility_lists == settings.NOT_USED:
			city.create_missing()
		frappe.cache.delete_key("bootinfo")  # sessions are told which workspaces are theirs

	def _clocks(self, settings: Document) -> tuple:
		chosen = (settings.get("calendar") or calendars.CHINA, settings.get("holiday_list"))
		return (*chosen, site_calendar.hours_of(settings))

	def _check_hours(self):
		try:
			site_calendar.hours_from(self)
		except BadHours as error:
			frappe.throw(_("The hours of the day overlap or end before they begin: {0}").format(error))

	def _check_calendar(self):
		if self.calendar != calendars.HOLIDAY_LIST:
			self.holiday_list = None
		elif self.holiday_list not in calendars.holiday_lists():
			frappe.throw(_("Choose the Holiday List by which working days are counted."))
		if self.calendar == calendars.OTHER_APP and not calendars.of_other_app():
			frappe.throw(_("No app on this site offers a calendar (hook working_calendar)."))
