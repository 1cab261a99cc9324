"""What a server needs before it can make a PDF: where it has none, people hear what to install instead of an error page."""

import shutil

import frappe
from frappe import _

from qingdan_app import arguments

DOORS = ("print_format.download_pdf", "print_format.download_multi_pdf", "print_format.report_to_pdf")
PROGRAM, OTHER = "wkhtmltopdf", "chrome"


class PdfProgramMissing(frappe.ValidationError):
	"""The server has nothing that makes a PDF."""

	http_status_code = 501


def check() -> None:
	"""Raise PdfProgramMissing where core is asked for a PDF and has no program for it (hook `auth_hooks`)."""
	path = arguments.path_of_request()
	asked = str(frappe.form_dict.get("cmd") or path).rstrip("/")
	by_other = frappe.form_dict.get("pdf_generator") == OTHER
	if asked.endswith(DOORS) and not by_other and not shutil.which(PROGRAM):
		frappe.throw(
			_(
				"This server cannot make a PDF yet. Its administrator installs it with: apt-get install wkhtmltopdf fonts-noto-cjk. Until then, print from the browser."
			),
			PdfProgramMissing,
		)
