"""What a notice, an instruction and an issue have in common: something said in writing to somebody who has to answer."""

from collections.abc import Iterable
from types import ModuleType
from typing import ClassVar

import frappe

from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.requests import urging


class InWriting(FlowControlledDocument):
	"""A document whose words may be changed until it goes out, and stay from then on."""

	requirements: ClassVar[ModuleType]
	"""What holds for its DocType: `is_open`, `settle`, `refuse_change` and `refuse_deletion` of a document. Asked of the class: what a
	caller sends stands on the document."""

	def onload(self):
		"""Whether its form may still be written in, and whom it waits for be urged."""
		self.set_onload("open", type(self).requirements.is_open(self))
		self.set_onload("may_urge", urging.possible(self))

	def before_validate(self):
		if type(self).requirements.is_open(self) and not guard.is_permitted(self):
			self.settle()

	def settle(self):
		"""Write into it what follows from what it is about."""
		type(self).requirements.settle(self)

	def validate(self):
		if not guard.is_permitted(self):
			type(self).requirements.refuse_change(self)

	def on_trash(self):
		type(self).requirements.refuse_deletion(self)


def open_about(doctype: str, states: Iterable[str], tasks: Iterable[str], locked: bool) -> list[str]:
	"""The names of documents of a type, in the states in which they are open, that are about one of these tasks."""
	row = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(row).select(row.name).orderby(row.name)
	query = query.where(row.task.isin([*tasks] or [""]) & row.state.isin([*states]))
	return (query.for_update() if locked else query).run(pluck=True)
