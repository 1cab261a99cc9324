"""Named refusals of visibility."""

import frappe


class NotYoursToSee(frappe.PermissionError):
	"""The document is not the person's to see, so they cannot tag, follow, comment or count it either."""


class NotYoursToChange(frappe.PermissionError):
	"""A file is attached to a document, and taken from it, by those who may write that."""


class FileNamesAField(frappe.ValidationError):
	"""A row of File names a column that holds no file: core would write the file's address into it."""

	http_status_code = 403


class FolderIsNoFile(frappe.ValidationError):
	"""A stored file stays a file: what is asked of files is asked of no folder."""

	http_status_code = 403


class FileIsPublic(frappe.ValidationError):
	"""Files of documents that not everybody sees have to be private."""


class NotSharedByHand(frappe.ValidationError):
	"""Documents are not shared one by one; who sees them follows from units and leaders."""

	http_status_code = 403
