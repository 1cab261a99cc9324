"""Named refusals of the import."""

import frappe


class ImportRefused(frappe.ValidationError):
	"""Base: nothing was written."""


class FileIsNoList(ImportRefused):
	"""The file is no responsibility list."""


class NotSettled(ImportRefused):
	"""Units or issues on the review screen still wait for a decision."""


class AlreadyWritten(ImportRefused):
	"""This run has been written; a changed document is a new run."""

	http_status_code = 409


class CodeTaken(ImportRefused):
	"""A list code is used twice or belongs to another list."""
