"""Named refusals of reports that people build."""

import frappe


class NotYourReport(frappe.PermissionError):
	"""A saved report is shared, mailed and built upon by who keeps it, with the role for it."""


class BrokenReport(frappe.ValidationError):
	"""A report asks for a DocType or a field that is not its own to ask for, or that there is not."""


class NobodyOfThatName(frappe.ValidationError):
	"""A report is shared with, and mailed to, roles and enabled people of this site alone."""


class NothingToBuild(frappe.ValidationError):
	"""What is to be made of a report does not go with what it shows."""


class NotYourWorkspace(frappe.PermissionError):
	"""Something is put on workspaces that one has made oneself."""
