"""The shipped Kanban board: tasks by state. Created if missing; its owner may change or delete it."""

import frappe

from qingdan_app.tasks.rules.states import TaskState

BOARD = "任务状态看板"
COLOURS: dict[TaskState, str] = {
	TaskState.WAITING: "Gray",
	TaskState.MOVING: "Blue",
	TaskState.IN_REVIEW: "Orange",
	TaskState.COMPLETED: "Green",
}
SHOWN_FIELDS = ("lead_unit", "due_date")


def create_missing() -> None:
	"""Create the board of tasks by state where there is none of its name."""
	if frappe.db.exists("Kanban Board", BOARD):
		return
	board = frappe.new_doc("Kanban Board")
	board.update({"kanban_board_name": BOARD, "reference_doctype": "Qingdan Task", "field_name": "state"})
	board.update({"private": 0, "show_labels": 1, "fields": frappe.as_json(list(SHOWN_FIELDS))})
	for state, colour in COLOURS.items():
		board.append("columns", {"column_name": state.value, "indicator": colour, "status": "Active"})
	board.insert(ignore_permissions=True)  # set-up runs as whoever installs
