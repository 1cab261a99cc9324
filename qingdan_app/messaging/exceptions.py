"""What the outbox refuses, by name."""

import frappe


class WrittenByTheOutbox(frappe.ValidationError):
	"""A message was to be made, changed or deleted by hand."""


class CannotBeMuted(frappe.ValidationError):
	"""A kind of message that always arrives, or a channel that is none."""


class NotYourPreference(frappe.PermissionError):
	"""What somebody else wants to be told is for them to say."""


class WrongMessages(frappe.ValidationError):
	"""What was to be sent again is no list of messages, or too long a one."""


class WrongMessageRule(frappe.ValidationError):
	"""Words that could not be filled in, or a channel that the site does not have."""


class AccountsLogIn(frappe.PermissionError):
	"""Whoever is entered in a messenger account logs in as its user: that is not for everybody to say."""


class WrongChannelSettings(frappe.ValidationError):
	"""A channel was to be used that could reach nobody as it is set up."""
