"""Coming in from a messenger; visitors come to these two, with a browser."""

import frappe
from werkzeug.wrappers import Response

from qingdan_app import arguments
from qingdan_app.signing_in import entering, leading_on


@frappe.whitelist(allow_guest=True, methods=["GET"])
@arguments.read
def get_page(service: str, page: str = "") -> Response | None:
	"""Lead the browser to the sign-in of a messenger (DingTalk, WeCom), and from there to a page of Desk; to that page at once, who is logged in."""
	return leading_on.lead_on(lambda: entering.begin(service, page))


@frappe.whitelist(allow_guest=True, methods=["GET"])
@arguments.read
def get_signed_in(state: str, code: str = "", authCode: str = "") -> Response | None:
	"""Log in whom the messenger names by its code (`authCode` is DingTalk's name for it), and lead on to the page that was asked for."""
	return leading_on.lead_on(lambda: entering.arrive(code or authCode, state))
