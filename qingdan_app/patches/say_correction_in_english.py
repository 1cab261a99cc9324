"""Turns of a correction carry the source word for it, which is translated for each reader, not a Chinese one."""

import frappe

TURN = "Qingdan Approval Assignment"


def execute() -> None:
	"""Write the source word over what was stored before."""
	frappe.db.set_value(TURN, {"kind": "Correction"}, "step_title", "Correction", update_modified=False)
