"""Cards of core's boards: one that is dragged is moved, or refused by name with where its state changes; never a fault."""

import frappe

from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import StateChangeRefused

BOARDS = "frappe.desk.doctype.kanban_board.kanban_board"


class TestBoards(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.task = self.city.task

	def board(self, doctype: str, field: str, *columns: str, order: str | None = None):
		"""A board as core makes it: it keeps no order before a card has been moved."""
		board = frappe.new_doc("Kanban Board")
		name = f"Board {frappe.generate_hash(length=8)}"
		board.update({"kanban_board_name": name, "reference_doctype": doctype, "field_name": field})
		for column in columns:
			board.append("columns", {"column_name": column})
		board.insert()
		for column in board.columns:
			column.db_set("order", order)
		return board

	def drag(self, user, board, name, source, target):
		words = {"from_colname": source, "to_colname": target, "old_index": 0, "new_index": 0}
		call = f"{BOARDS}.update_order_for_single_card"
		return self.call(call, user, board_name=board.name, docname=name, **words)

	def test_a_state_is_not_dragged_and_the_refusal_says_where_it_changes(self):
		for order in (None, "[]", "null", '["another"]'):
			board = self.board("Qingdan Task", "state", "待启动", "推进中", order=order)
			for user in (self.city.administrator, self.city.liaison, self.city.supervisor, "Administrator"):
				with self.subTest(order=order, user=user):
					self.assertRefused(
						StateChangeRefused, self.drag, user, board, self.task.name, "待启动", "推进中"
					)
		self.assertEqual(self.stored("Qingdan Task", self.task.name, "state"), "待启动")

	def test_the_refusal_names_no_doctype_as_it_is_stored(self):
		board = self.board("Qingdan Task", "state", "待启动", "推进中")
		with self.assertRaises(StateChangeRefused) as refusal:
			self.drag(self.city.administrator, board, self.task.name, "待启动", "推进中")
		self.assertNotIn("docstatus", str(refusal.exception))
		self.assertIn(self.task.name, str(refusal.exception))

	def test_a_card_that_is_not_theirs_is_not_spoken_of(self):
		board = self.board("Qingdan Task", "state", "待启动", "推进中")
		self.assertRefused(
			NotYoursToSee, self.drag, self.city.outsider, board, self.task.name, "待启动", "推进中"
		)

	def test_on_a_board_of_others_a_first_drag_moves_the_card(self):
		todo = frappe.get_doc({"doctype": "ToDo", "description": "x", "status": "Open"}).insert()
		board = self.board("ToDo", "status", "Open", "Closed")
		self.drag("Administrator", board, todo.name, "Open", "Closed")
		self.assertEqual(self.stored("ToDo", todo.name, "status"), "Closed")
		kept = {
			row.column_name: frappe.parse_json(row.order)
			for row in frappe.get_doc("Kanban Board", board.name).columns
		}
		self.assertEqual(kept, {"Open": [], "Closed": [todo.name]})

	def test_a_first_new_card_has_its_place(self):
		todo = frappe.get_doc({"doctype": "ToDo", "description": "x", "status": "Open"}).insert()
		board = self.board("ToDo", "status", "Open", "Closed")
		self.call(
			f"{BOARDS}.add_card", "Administrator", board_name=board.name, docname=todo.name, colname="Open"
		)
		self.assertEqual(
			frappe.parse_json(frappe.get_doc("Kanban Board", board.name).columns[0].order), [todo.name]
		)
