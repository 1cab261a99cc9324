"""What a browser is answered that comes in from a messenger: the next page, or why not, in words."""

from collections.abc import Callable

import frappe
from frappe import _

from qingdan_app.signing_in.exceptions import SignInRefused


def lead_on(step: Callable[[], str]) -> None:
	"""Send the browser on to where a step says; who is refused reads why, and that there is a password."""
	try:
		page = step()
	except SignInRefused as refusal:
		words = f"{refusal} {_('Or log in with your password.')}"
		frappe.respond_as_web_page(
			_("Not Logged In"),
			words,
			http_status_code=403,
			indicator_color="orange",
			primary_action="/login",
			primary_label=_("Log In"),
		)
		return
	frappe.local.response.update({"type": "redirect", "location": page})
