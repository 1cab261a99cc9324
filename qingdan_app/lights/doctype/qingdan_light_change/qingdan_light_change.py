import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.lights.exceptions import WrittenByLights


class QingdanLightChange(Document):
	"""On which day a task changed its colour, and why. Written by what changes lights alone."""

	def before_validate(self):
		self._refuse()

	def on_trash(self):
		self._refuse()

	def before_rename(self, *_args, **_kwargs):
		self._refuse()

	def _refuse(self):
		frappe.throw(_("The history of lights writes itself."), WrittenByLights)


def on_doctype_update():
	frappe.db.add_index("Qingdan Light Change", ["task", "creation"])
