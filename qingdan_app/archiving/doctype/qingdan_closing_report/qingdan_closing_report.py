import json

import frappe
from frappe import _

from qingdan_app.archiving.exceptions import ClosingReportStays
from qingdan_app.workflows.moves import guard, kept_words
from qingdan_app.workflows.moves.controller import FixedName


class QingdanClosingReport(FixedName):
	"""What a list had come to on the day on which it was archived; kept as it was then."""

	def autoname(self):
		"""Numbered within its list, under the lock of the list."""
		number = frappe.db.count("Qingdan Closing Report", {"list": self.list}) + 1
		self.name = f"{self.list}-GD-{number:02d}"

	def onload(self):
		"""The figures by unit and by leader, for the form."""
		self.set_onload("units", json.loads(self.units or "[]"))
		self.set_onload("leaders", json.loads(self.leaders or "[]"))

	def before_validate(self):
		if not guard.is_permitted(self):
			self._refuse()

	def on_update(self):
		kept_words.note(self)

	def on_trash(self):
		self._refuse()

	def _refuse(self):
		frappe.throw(
			_("{0} stays as it was on its day; archiving a list writes it.").format(frappe.bold(self.name)),
			ClosingReportStays,
		)
