import frappe
from frappe import _

from qingdan_app.scores.exceptions import WrittenByScores
from qingdan_app.workflows.moves.controller import WrittenBesideSaves


class QingdanScoreEvent(WrittenBesideSaves):
	"""Something that counts for or against a unit, as it was when it was counted. Written by counting alone."""

	def _refuse(self):
		frappe.throw(
			_("Scores are written by counting them, and stay as they were counted."), WrittenByScores
		)


def on_doctype_update():
	frappe.db.add_index("Qingdan Score Event", ["run", "unit"])
	frappe.db.add_index("Qingdan Score Event", ["reference_name"])
