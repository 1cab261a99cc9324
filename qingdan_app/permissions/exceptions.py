"""Named refusals of visibility."""

import frappe


class NotYoursToSee(frappe.PermissionError):
	"""The document is not the person's to see, so they cannot tag, follow, comment or count it either."""


class FileIsPublic(frappe.ValidationError):
	"""Files of documents that not everybody sees have to be private."""


class NotSharedByHand(frappe.ValidationError):
	"""Documents are not shared one by one; who sees them follows from units and leaders."""

	http_status_code = 403
