"""The indexes of our DocTypes, looked after at every migrate.

Core makes them only when the file of a DocType has changed; a statement that names an index needs it in any case: after
a restore, where somebody dropped it, and where only the list of indexes has changed.
"""

import frappe

from qingdan_app.ours import modules


def create_missing() -> None:
	"""Create the indexes that the DocTypes of the app name and the database lacks."""
	for name in frappe.get_all("DocType", {"module": ("in", modules()), "custom": 0}, pluck="name"):
		frappe.get_doc("DocType", name).run_module_method("on_doctype_update")
