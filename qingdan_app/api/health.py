"""How the site is, for load balancers and monitors: they come without an account, and learn nothing of anybody."""

import frappe
from werkzeug.wrappers import Response

from qingdan_app import arguments
from qingdan_app.topology import watched_over


@frappe.whitelist(allow_guest=True, methods=["GET"])
@arguments.read
def get_health(strict: bool = False) -> dict:
	"""Whether requests can be answered (200, else 503): `{well, database, cache, queue, message_behind, clock_behind}`, the last two in seconds.

	With `strict` the answer is 503 also where the queue is away, or messages or clocks lie for half an hour.
	"""
	return watched_over.told_to_anybody(strict)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@arguments.read
def get_metrics(token: str = "") -> Response:
	"""Figures of the site as Prometheus reads them, for System Managers and whoever has `qingdan_metrics_token` of site_config.json,
	as the header `X-Qingdan-Token` or the argument."""
	return watched_over.told_to_monitors(token)
