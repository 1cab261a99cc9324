import frappe

from qingdan_app.same_matters import joining, members_shown
from qingdan_app.workflows.moves import guard, kept_words
from qingdan_app.workflows.moves.controller import FixedName


class QingdanSameMatter(FixedName):
	"""Tasks of several lists that say the same: found, then joined or parted. Written by its room alone."""

	def onload(self):
		self.set_onload("beside", members_shown.side_by_side(self))
		self.set_onload("may_join", joining.may_join())

	def before_validate(self):
		"""Core comes by here even where it is told to leave out validation."""
		if not guard.is_permitted(self):
			joining.raise_kept(self)

	def on_update(self):
		kept_words.note(self)

	def on_trash(self):
		joining.raise_kept(self)


def on_doctype_update():
	frappe.db.add_index("Qingdan Same Matter", ["state", "year"])
