import frappe
from frappe import _

from qingdan_app.reorganizing import checking, ordering
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.reorganizing.rules.kinds import NEEDS, Kind, State
from qingdan_app.workflows.moves import kept_words
from qingdan_app.workflows.moves.controller import FixedName

OWNED = ("state", "ordered_by", "carried_out_at", "carried_out_by", "tasks_moved", "trouble")


class QingdanReorganization(FixedName):
	"""An order by which a leader's portfolio, or what a unit answers for, changes hands from a day on."""

	def validate(self):
		self.refuse_change_of_ordered()
		if self.kind not in [kind.value for kind in Kind]:
			return  # core says which there are
		given, taken = NEEDS[Kind(self.kind)]
		self.title = f"{_(self.kind)}: {self.get(given) or ''} → {self.get(taken) or ''}"[:140]

	def refuse_change_of_ordered(self):
		"""What was ordered is changed by the order alone; a new one is a draft, whatever was written into it."""
		if self.flags.by_order:
			return
		before = self.get_doc_before_save()
		self.update({name: before.get(name) if before else None for name in OWNED})
		self.state = self.state or State.DRAFT.value
		if self.state != State.DRAFT.value:
			ordering.raise_ordered(self)

	def on_update(self):
		kept_words.note(self)

	def on_trash(self):
		if self.state != State.DRAFT.value:
			ordering.raise_ordered(self)

	def onload(self):
		self.set_onload("may_order", frappe.has_permission(ORDER, "write", self))
		self.set_onload("due", bool(self.effective_date) and checking.is_due(self))
