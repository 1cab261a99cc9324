"""Seals: check every log against them."""

import frappe

from qingdan_app import arguments
from qingdan_app.workflows.seals import letters, sealing


@frappe.whitelist(methods=["POST"])
@arguments.read
def verify_trail(outside: str = "") -> list[dict]:
	"""Every broken chain of the approval log, with its first broken link: `[{chain, sequence, fault}]`.

	`outside` holds seals that were kept elsewhere, one a line as `NUMBER:DIGEST`.
	"""
	frappe.has_permission("Qingdan Approval Seal", "read", throw=True)
	return [vars(broken) for broken in sealing.verify_all(letters.kept_in_lines(outside))]
