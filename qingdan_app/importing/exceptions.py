"""Named refusals of the import."""

import frappe


class ImportRefused(frappe.ValidationError):
	"""Base: nothing was written."""


class FileIsNoList(ImportRefused):
	"""The file is no responsibility list."""


class ColumnsUnreadable(ImportRefused):
	"""By what was said of a header no task could be read."""


class YearNotNamed(FileIsNoList):
	"""The document names no year and nobody has said it."""


class PasteRefused(ImportRefused):
	"""What was pasted is empty, or larger than is read at once."""


class NotSettled(ImportRefused):
	"""Units or issues on the review screen still wait for a decision."""


class AlreadyWritten(ImportRefused):
	"""This run has been written; a changed document is a new run."""

	http_status_code = 409


class CodeTaken(ImportRefused):
	"""A list code is used twice or belongs to another list."""


class AnsweredMeanwhile(ImportRefused):
	"""Somebody else has settled or answered it since the screen was drawn."""

	http_status_code = 409


class SecondPersonNeeded(ImportRefused):
	"""The office asks for another person than the one who has finished the review."""
