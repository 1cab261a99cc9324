"""Cards of core's Kanban boards: which column a card stands in may be the flow's to say."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.overridden import answer
from qingdan_app.permissions.companions import may
from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.workflows.exceptions import StateChangeRefused
from qingdan_app.workflows.moves import stated

BOARDS = "frappe.desk.doctype.kanban_board.kanban_board"


@frappe.whitelist()
def move_card(
	board_name: str, docname: str, from_colname: str, to_colname: str, old_index: Any, new_index: Any
) -> Any:
	"""`update_order_for_single_card` of core: a card that a person drags.

	Raises StateChangeRefused for another column where that is a state of the flow, and says where states change.
	"""
	board = frappe.get_doc("Kanban Board", board_name)
	if not may(board.reference_doctype, str(docname)):
		frappe.throw(_("No permission for {0}").format(docname), NotYoursToSee)
	if from_colname != to_colname and board.field_name in stated.fields_of(board.reference_doctype):
		_refuse(board.reference_doctype, docname)
	_give_places(board, str(docname), from_colname, to_colname)
	words = {"board_name": board_name, "docname": docname, "old_index": old_index, "new_index": new_index}
	return answer(
		f"{BOARDS}.update_order_for_single_card", **words, from_colname=from_colname, to_colname=to_colname
	)


@frappe.whitelist()
def add_card(board_name: str, docname: str, colname: str) -> Any:
	"""`add_card` of core: a card that was just made, at the head of its column."""
	board = frappe.get_doc("Kanban Board", board_name)
	if not may(board.reference_doctype, str(docname)):
		frappe.throw(_("No permission for {0}").format(docname), NotYoursToSee)
	_give_places(board, "", colname)
	return answer(f"{BOARDS}.add_card", board_name=board_name, docname=docname, colname=colname)


def _refuse(doctype: str, name: str) -> None:
	frappe.throw(
		_(
			"{0} is not moved on the board: its state follows from the flow. Open the card and press its button."
		).format(frappe.bold(f"{_(doctype)} {name}")),
		StateChangeRefused,
		title=_("Only Through the Flow"),
	)


def _give_places(board: Document, name: str, *columns: str) -> None:
	"""Core counts on the order that a board keeps, which it does not keep before the first card has been moved."""
	for column in board.columns:
		if column.column_name in columns:
			order = frappe.parse_json(column.order or "[]") or []
			missing = name and column.column_name == columns[0] and name not in order
			column.db_set(
				"order", frappe.as_json([name, *order] if missing else order), update_modified=False
			)
