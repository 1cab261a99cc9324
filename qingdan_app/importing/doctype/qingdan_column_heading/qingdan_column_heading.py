import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.parsing.vocabulary import plain


class QingdanColumnHeading(Document):
	"""What a heading of a column means to this office, in every table that is read."""

	def autoname(self):
		"""By the words that headings are compared by, so that no two mean the same heading."""
		self.heading = " ".join((self.heading or "").split())
		self.name = plain(self.heading)
		if not self.name:
			frappe.throw(_("Write the heading as it stands above the column."), frappe.MandatoryError)
