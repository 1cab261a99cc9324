import frappe
from frappe import _

from qingdan_app.lights.exceptions import WrittenByLights
from qingdan_app.workflows.moves.controller import WrittenBesideSaves


class QingdanLightChange(WrittenBesideSaves):
	"""On which day a task changed its colour, and why. Written by what changes lights alone."""

	def _refuse(self):
		frappe.throw(_("The history of lights writes itself."), WrittenByLights)


def on_doctype_update():
	frappe.db.add_index("Qingdan Light Change", ["task", "creation"])
