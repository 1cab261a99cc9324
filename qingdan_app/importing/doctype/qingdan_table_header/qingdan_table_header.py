from frappe.model.document import Document

from qingdan_app.importing import columns_said


class QingdanTableHeader(Document):
	"""What the columns under a whole header are, as somebody has said: every table with the same words is read so."""

	def autoname(self):
		self.name = columns_said.name_of([row.heading for row in self.columns])

	def validate(self):
		for row in self.columns:
			row.heading = " ".join((row.heading or "").split())
		self.words = columns_said.as_words([row.heading for row in self.columns])
		columns_said.check_roles([row.role for row in self.columns])
		columns_said.keep_headings(self)
