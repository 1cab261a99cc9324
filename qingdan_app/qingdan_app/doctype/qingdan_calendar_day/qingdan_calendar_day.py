from frappe.model.document import Document

from qingdan_app.workflows.approvals import calendar


class QingdanCalendarDay(Document):
	"""A day on which the city works, or does not, other than the statutory calendar says."""

	def on_change(self):
		calendar.forget()
