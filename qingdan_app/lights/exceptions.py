"""Refusals about lights, by name."""

import frappe


class LightRuleWrong(frappe.ValidationError):
	"""A rule of lights that cannot be meant so."""


class WrittenByLights(frappe.ValidationError):
	"""The history of lights is written by what changes them alone."""
