import frappe

from qingdan_app.handing_out import acknowledging
from qingdan_app.workflows.moves.controller import FixedName


class QingdanList(FixedName):
	"""One of a document's lists, with its code, year and source."""

	def onload(self):
		"""What the form does not offer, as core keeps what others lead to; and how many tasks are not handed out yet."""
		self.set_onload("kept", bool(frappe.db.exists("Qingdan Key Work", {"list": self.name})))
		self.set_onload("drafted", frappe.db.count("Qingdan Task", {"list": self.name, "drafted": 1}))

	def on_update(self):
		"""Clocks that run follow the hours of their list."""
		if self.has_value_changed("acknowledge_hours"):
			acknowledging.reckon_anew(self.name)
