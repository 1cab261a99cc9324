"""Seals: check every log against them."""

import frappe

from qingdan_app import arguments
from qingdan_app.workflows.seals import letters, sealing


@frappe.whitelist(methods=["POST"])
@arguments.read
def verify_trail(outside: str = "", only_new: bool = False) -> list[dict]:
	"""Every broken chain of the approval log, with its first broken link: `[{chain, sequence, fault}]`.

	`outside` holds seals that were kept elsewhere, one a line as `NUMBER:DIGEST`. With `only_new` the logs alone are checked that were
	sealed since the last seal that was checked.
	"""
	frappe.has_permission("Qingdan Approval Seal", "read", throw=True)
	if only_new:
		return [vars(broken) for broken in sealing.verify_new()]
	return [vars(broken) for broken in sealing.verify_all(letters.kept_in_lines(outside))]
