"""How far the review of a run is: finished by whom, and whether another person has to confirm it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.importing import checks
from qingdan_app.importing.exceptions import SecondPersonNeeded
from qingdan_app.organization import settings

BY_SERVER = ("reviewed_by", "reviewed_at")


def touch(run: Document) -> None:
	"""Something was settled, answered or chosen: the review is not finished any more, and screens know that they are old."""
	run.db_set({"reviewed_by": None, "reviewed_at": None})


def finish(run: Document) -> None:
	"""Say that the review is finished. Raises NotSettled while something is open."""
	checks.refuse_unsettled(run)
	run.db_set({"reviewed_by": frappe.session.user, "reviewed_at": now_datetime()})


def refuse_same_person(run: Document) -> None:
	"""Raise SecondPersonNeeded where the office wants another person to confirm than the one who has finished the review."""
	if not settings.import_by_two():
		return
	if not run.reviewed_by:
		frappe.throw(
			_(
				"This site asks two people for an import: press “Review Finished” first, then another person confirms."
			),
			SecondPersonNeeded,
		)
	if run.reviewed_by == frappe.session.user:
		frappe.throw(
			_("You have finished the review of this import. Another list administrator confirms it."),
			SecondPersonNeeded,
		)
