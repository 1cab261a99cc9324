"""A row that is saved, added or deleted by itself: no check of its document runs then, nor is anybody told.

While somebody decides on the document it is therefore refused; the document is changed as a whole, by whoever may.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.engine.flow.kinds import Status
from qingdan_app.workflows.exceptions import UnderApproval
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.requests import acting


def check(row: Document) -> None:
	"""Raise UnderApproval where the document of a row, the one it had or the one it would have, is being decided on."""
	for doctype, name in dict.fromkeys(_documents_of(row)):
		if (
			choosing.is_governed(doctype)
			and not guard.is_saving(doctype, name)
			and _is_decided_on(doctype, name)
		):
			frappe.throw(
				_("{0} {1} is under approval. Change it as a whole, not one of its rows alone.").format(
					_(doctype), frappe.bold(name)
				),
				UnderApproval,
				title=_("Only Through the Flow"),
			)


def _documents_of(row: Document) -> Iterator[tuple[str, str]]:
	stored = None if row.is_new() else frappe.db.get_value(row.doctype, row.name, ["parenttype", "parent"])
	for doctype, name in filter(None, ((row.parenttype, row.parent), stored)):
		if doctype and name:
			yield str(doctype), str(name)


def _is_decided_on(doctype: str, name: str) -> bool:
	request = chains.running(doctype, name)
	return bool(request) and acting.state_of(request).status is not Status.RETURNED
