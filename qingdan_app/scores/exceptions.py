"""Refusals about scores, by name."""

import frappe

from qingdan_app.workflows.exceptions import FlowRefusal


class SchemeWrong(frappe.ValidationError):
	"""A scoring scheme that cannot be meant so."""


class SchemeInForce(FlowRefusal):
	"""A scheme that is in force stays as it is."""

	http_status_code = 409


class CannotBeCounted(FlowRefusal):
	"""These days of this list cannot be counted; the message says why."""


class AssessmentWrong(frappe.ValidationError):
	"""A rating, praise or criticism that cannot be meant so."""


class AssessmentCounted(FlowRefusal):
	"""A rating, praise or criticism that was counted in a run stays as it is."""

	http_status_code = 409


class WrittenByScores(frappe.ValidationError):
	"""Scores are written by what counts them alone."""
