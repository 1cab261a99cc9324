"""The class of Report (hook `override_doctype_class`): what is built over ours is its owner's until it is shared."""

import json

import frappe
from frappe import _
from frappe.core.doctype.report.report import Report

from qingdan_app.saved_reports import building, sight
from qingdan_app.saved_reports.contents import Contents
from qingdan_app.saved_reports.exceptions import NotYourReport


class BuiltReport(Report):
	"""A Report whose settings are read before they are stored, and which nobody else sees unless it is shared."""

	def before_insert(self) -> None:
		"""Core gives a report without roles to all that may read its DocType."""
		is_own = sight.is_built(self) and not self.get("roles")
		super().before_insert()
		if is_own:
			self.set("roles", [])

	def validate(self) -> None:
		"""Raise BrokenReport where it asks for what is not its own to ask for."""
		super().validate()
		if sight.is_built(self) and self.report_type == "Report Builder":
			self._check_right()
			Contents.of(self.ref_doctype, self.json).check()

	def _check_right(self) -> None:
		if not frappe.has_permission(self.ref_doctype, "report"):
			frappe.throw(_("No permission for {0}").format(_(self.ref_doctype)), NotYourReport)

	def is_permitted(self) -> bool | None:
		"""Whether the session's user sees it; core would let everybody at a report without roles."""
		return sight.sees(self.name) if sight.is_built(self) else super().is_permitted()

	def onload(self) -> None:
		"""Show what can be shown where a field was taken away since, and say what that was."""
		if not sight.is_built(self) or self.report_type != "Report Builder":
			return
		kept, columns, filters = Contents.of(self.ref_doctype, self.json).without_what_is_gone()
		if columns or filters:
			self.json = json.dumps(kept, ensure_ascii=False)
			gone = ", ".join([*columns, *filters])
			frappe.msgprint(
				_("These fields are no longer there, the report is shown without them: {0}").format(gone)
			)

	def on_trash(self) -> None:
		"""What was made of it goes with it."""
		if sight.is_built(self):
			building.take_apart(self)
		super().on_trash()
