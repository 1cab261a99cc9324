"""Messages: sending again what was given up, and the channels one may choose from."""

import frappe
from frappe import _

from qingdan_app import arguments
from qingdan_app.messaging import outbox
from qingdan_app.messaging.channels import channels_for_people
from qingdan_app.workflows import administrators


@frappe.whitelist(methods=["POST"])
@arguments.read
def resend(names: list[str] | str) -> int:
	"""Send messages that were given up once more, for administrators; answers how many of them were."""
	if not administrators.administers():
		frappe.throw(_("Sending again is for administrators."), frappe.PermissionError)
	return outbox.resend(frappe.parse_json(names) if isinstance(names, str) else names)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_channels() -> list[str]:
	"""The channels of the site by which one may be reached, for one's own preferences."""
	frappe.has_permission("Qingdan Message Preference", "create", throw=True)
	return channels_for_people()
