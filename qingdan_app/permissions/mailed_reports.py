"""Reports that core mails, or lets be downloaded, by the clock: their cells are kept as words, as in any export."""

from frappe.email.doctype.auto_email_report.auto_email_report import AutoEmailReport

from qingdan_app.permissions.core_exports import kept_as_words


class WordsInReport(AutoEmailReport):
	"""An Auto Email Report whose table computes nothing where it is opened (hook `override_doctype_class`)."""

	def get_report_content(self) -> str | bytes | None:
		"""What is mailed or downloaded; a page is no table."""
		content = super().get_report_content()
		return content if self.format == "HTML" else kept_as_words(content)
