"""What was pasted into the form of an import becomes its file: a private one, named so that people see that it was pasted."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime, now_datetime

from qingdan_app.importing.exceptions import PasteRefused
from qingdan_app.parsing import NotAList
from qingdan_app.parsing.readers.html import read_text

LARGEST = 8 * 1024 * 1024
"""Bytes. A web server takes requests of ten megabytes where nobody has told it otherwise."""
PAGE = '<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n{0}\n</body></html>'


def new_run() -> Document:
	"""An import that has no file yet. Raises PermissionError for whoever begins none."""
	if not frappe.has_permission("Qingdan Import", "create"):
		frappe.throw(_("Only list administrators import lists."), frappe.PermissionError)
	return frappe.new_doc("Qingdan Import")


def keep(run: Document, html: str, text: str) -> Document:
	"""Keep the clipboard's words as the run's file: as a page where it has one with words in it, else as text.

	Raises PasteRefused for nothing, and for more than is read at once; AlreadyWritten for a run that has been confirmed.
	"""
	page = _says_something(html)
	_check(html if page else "", text)
	content = PAGE.format(html) if page else text
	file = frappe.get_doc({"doctype": "File", "is_private": 1, "file_name": _name("html" if page else "txt")})
	file.content = content.encode("utf-8-sig")
	run.file = file.insert().file_url
	return run.save()


def _check(html: str, text: str) -> None:
	if not (html.strip() or text.strip()):
		frappe.throw(
			_("Nothing was pasted. Copy the table or the text in Word, Excel, WPS or a web page first."),
			PasteRefused,
		)
	if max(len(html.encode()), len(text.encode())) > LARGEST:
		frappe.throw(
			_("What was pasted is larger than {0} MB. Save it as a file, and attach that.").format(
				LARGEST // 1024**2
			),
			PasteRefused,
		)


def _says_something(html: str) -> bool:
	try:
		return bool(html.strip()) and bool(read_text(PAGE.format(html)).parts)
	except NotAList:
		return True


def _name(ending: str) -> str:
	when = format_datetime(now_datetime(), "yyyy-MM-dd HHmmss")
	return f"{_('Pasted on {0}').format(when)}.{ending}"
