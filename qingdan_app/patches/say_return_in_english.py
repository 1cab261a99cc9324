"""退回 is Return in English wherever it is said; the row that was created as Send Back says so too."""

import frappe


def execute() -> None:
	"""Write the one word over the other where it stands as it was created; an administrator's wording stays."""
	created = {"language": "en", "source_text": "退回", "translated_text": "Send Back"}
	for row in frappe.get_all("Translation", created, pluck="name"):
		frappe.db.set_value("Translation", row, "translated_text", "Return", update_modified=False)
