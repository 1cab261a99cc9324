"""A paper as HTML for core's printing: our own templates, in which every value is escaped."""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.utils import format_datetime, get_fullname, now_datetime

from qingdan_app.workflows.papers.fields import MOMENT

FOLDER = "qingdan_app/workflows/papers"


def render(template: str, values: Mapping[str, Any]) -> str:
	"""The HTML of a template, given by its path from its app's folder; macros of all papers are in `paper.html`."""
	printed = {"by": get_fullname(frappe.session.user), "at": moment(now_datetime())}
	escaping = frappe.get_jenv().overlay(autoescape=True)  # core's own environment escapes nothing
	return escaping.get_template(template).render({**values, "printed": printed, "moment": moment})


def moment(at: Any) -> str:
	"""A time to the minute; nothing for none."""
	return format_datetime(at, MOMENT) if at else ""
