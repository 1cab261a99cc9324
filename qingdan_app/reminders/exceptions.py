"""Refusals about reminders, by name."""

import frappe


class ReminderRuleWrong(frappe.ValidationError):
	"""A rule of reminders that cannot be meant so."""


class WrittenByReminders(frappe.ValidationError):
	"""Reminders are written by the sweep alone."""
