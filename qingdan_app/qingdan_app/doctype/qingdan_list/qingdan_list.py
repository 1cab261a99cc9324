import frappe

from qingdan_app.workflows.moves.controller import FixedName


class QingdanList(FixedName):
	"""One of a document's lists, with its code, year and source."""

	def onload(self):
		"""What the form does not offer: core keeps what others lead to."""
		self.set_onload("kept", bool(frappe.db.exists("Qingdan Key Work", {"list": self.name})))
