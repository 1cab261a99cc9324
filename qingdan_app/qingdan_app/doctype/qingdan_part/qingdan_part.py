import frappe

from qingdan_app.handlers import who_may_hand
from qingdan_app.workflows.moves import kept_words
from qingdan_app.workflows.moves.controller import FixedName


class QingdanPart(FixedName):
	"""A unit's task, or its part of one, in the hands of a person of the unit; written by `handlers.handing_on` alone."""

	def validate(self):
		who_may_hand.keep(self)

	def on_update(self):
		kept_words.note(self)

	def on_trash(self):
		who_may_hand.refuse_deletion(self)


def on_doctype_update():
	frappe.db.add_index("Qingdan Part", ["handler", "state", "unit", "task"])
