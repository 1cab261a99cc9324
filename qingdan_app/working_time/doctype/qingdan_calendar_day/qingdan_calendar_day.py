from frappe.model.document import Document

from qingdan_app.working_time import site_calendar


class QingdanCalendarDay(Document):
	"""A day on which the city works, or does not, other than the statutory calendar says."""

	def on_update(self):
		site_calendar.changed()

	def after_delete(self):
		site_calendar.changed()
