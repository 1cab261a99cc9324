"""Who sees a matter: who wrote it, its leader's office, whoever sees its task, this year's or an earlier one's, or has the turn on it, and who sees all."""

import frappe
from frappe.model.document import Document

from qingdan_app.organization.people import standing_of
from qingdan_app.tasks import sources
from qingdan_app.workflows.listed import EVERYTHING, among, any_of
from qingdan_app.workflows.requests.access import at_turn

MATTER, TASK, ROW = "Qingdan Matter", "Qingdan Task", "Qingdan Matter Unit"


def matters(user: str | None = None) -> str:
	"""The list condition of matters."""
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	tasks = sources.sources_of(standing).condition
	return any_of(
		[
			among(f"`tab{MATTER}`.`owner`", [standing.user]),
			among(f"`tab{MATTER}`.`leader`", standing.leaders),
			tasks and f"`tab{MATTER}`.`name` in (select `matter` from `tab{TASK}` where {tasks})",
			at_turn(MATTER, standing.user),
		]
	)


def matters_to_change(user: str | None = None) -> str:
	"""Who wrote it, and who sees all; its state says whether it is still open."""
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else among(f"`tab{MATTER}`.`owner`", [standing.user])


def units(user: str | None = None) -> str:
	"""Rows are seen with their matter."""
	seen = matters(user)
	return seen and f"`tab{ROW}`.`parent` in (select `name` from `tab{MATTER}` where {seen})"


def new_matter(doc: Document, user: str) -> bool:
	"""Whoever has the role writes a new one of their own."""
	return doc.get("owner") in (None, "", user, frappe.session.user)
