"""What a browser is answered that comes in from a messenger: the next page, or why not, in words."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.website.serve import get_response
from werkzeug.wrappers import Response

from qingdan_app.signing_in.exceptions import SignInRefused

REFUSED = 403


def lead_on(step: Callable[[], str]) -> Response | None:
	"""Send the browser on to where a step says; who is refused is answered with a page that says why, and that there is a password."""
	try:
		page = step()
	except SignInRefused as refusal:
		return _refusal(str(refusal))
	frappe.local.response.update({"type": "redirect", "location": page})
	return None


def _refusal(why: str) -> Response:
	"""Core's own page of a message, under the status that core leaves out on it."""
	frappe.respond_as_web_page(
		_("Not Logged In"),
		f"{why} {_('Or log in with your password.')}",
		indicator_color="orange",
		primary_action="/login",
		primary_label=_("Log In"),
	)
	answer = get_response(frappe.local.response["route"])
	answer.status_code = REFUSED
	return answer
