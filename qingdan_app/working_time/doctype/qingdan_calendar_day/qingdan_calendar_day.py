from frappe.model.document import Document

from qingdan_app.workflows.requests import jobs


class QingdanCalendarDay(Document):
	"""A day on which the city works, or does not, other than the statutory calendar says."""

	def on_update(self):
		jobs.calendar_changed()

	def after_delete(self):
		jobs.calendar_changed()
