"""A paper as HTML for core's printing: our own templates, in which every value is escaped."""

import shutil
from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.utils import format_datetime, get_fullname, now_datetime

from qingdan_app.workflows.papers.fields import MOMENT

FOLDER = "qingdan_app/workflows/papers"
PDF_DOORS = ("print_format.download_pdf", "print_format.download_multi_pdf")
PROGRAM = "wkhtmltopdf"


class PdfProgramMissing(frappe.ValidationError):
	"""The server has nothing that makes a PDF."""

	http_status_code = 501


def render(template: str, values: Mapping[str, Any]) -> str:
	"""The HTML of a template, given by its path from its app's folder; macros of all papers are in `paper.html`.

	Raises PdfProgramMissing where a PDF is asked for and the server can make none.
	"""
	_refuse_pdf_without_program()
	printed = {"by": get_fullname(frappe.session.user), "at": moment(now_datetime())}
	escaping = frappe.get_jenv().overlay(autoescape=True)  # core's own environment escapes nothing
	return escaping.get_template(template).render({**values, "printed": printed, "moment": moment})


def moment(at: Any) -> str:
	"""A time to the minute; nothing for none."""
	return format_datetime(at, MOMENT) if at else ""


def _refuse_pdf_without_program() -> None:
	"""Core would answer with what Python says of a missing file."""
	asked = frappe.local.form_dict or {}
	by_core = str(asked.get("cmd") or "").endswith(PDF_DOORS) and asked.get("pdf_generator") != "chrome"
	if by_core and not shutil.which(PROGRAM):
		frappe.throw(
			_(
				"This server cannot make a PDF yet. Its administrator installs it with: apt-get install wkhtmltopdf fonts-noto-cjk. Until then, print from the browser."
			),
			PdfProgramMissing,
		)
