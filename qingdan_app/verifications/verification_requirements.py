"""What holds for a verification however it is written: about which task, what it says, and that it stays."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.verifications.exceptions import VerificationIncomplete, VerificationStays

VERIFICATION, TASK = "Qingdan Verification", "Qingdan Task"


def may_verify(task: Document) -> bool:
	"""Whether the session's user writes down what was found about a task as it stands."""
	allowed = people.standing_of().sees_all and frappe.has_permission(VERIFICATION, "create")
	return bool(allowed) and not task.drafted


def settle(verification: Document) -> None:
	"""What the unit had said until then is kept beside it."""
	fields = ["list", "title", "percent", "last_report"]
	task = frappe.db.get_value(TASK, verification.task or "", fields, as_dict=True) or frappe._dict()
	said = {"percent": task.percent, "report": task.last_report}
	verification.update({"list": task.list, "task_title": task.title, **said})
	verification.day = verification.day or getdate()


def check(verification: Document) -> None:
	"""Raise VerificationIncomplete for what is missing, VerificationStays for a second correction, PermissionError for a task that the
	writer does not see."""
	if verification.task:
		frappe.get_doc(TASK, verification.task).check_permission("read")
	missing = list(_missing(verification))
	if missing:
		frappe.throw(
			_("The verification cannot be kept yet: {0}.").format("；".join(missing)), VerificationIncomplete
		)
	if verification.corrects:
		_check_corrected(verification)


def _missing(verification: Document) -> Iterator[str]:
	if not verification.task:
		yield _("it names no task")
	if not (verification.finding or "").strip():
		yield _("it does not say what was found")
	if getdate(verification.day) > getdate():
		yield _("its day is yet to come")
	if frappe.db.get_value(TASK, verification.task, "drafted"):
		yield _("{0} is not handed out yet").format(verification.task)
	if verification.corrects and not _is_about_same(verification):
		yield _("it corrects one of another task")


def _is_about_same(verification: Document) -> bool:
	return frappe.db.get_value(VERIFICATION, verification.corrects, "task") == verification.task


def _check_corrected(verification: Document) -> None:
	"""Under a lock: of two at once the second one finds the first."""
	by = {"corrects": verification.corrects}
	if known := frappe.db.get_value(VERIFICATION, by, "name", for_update=True):
		frappe.throw(
			_("{0} was corrected by {1} already; correct that one.").format(verification.corrects, known),
			VerificationStays,
		)


def keep_as_written(verification: Document) -> None:
	"""Raise VerificationStays for one that was written already."""
	if not verification.is_new():
		refuse_change(verification)


def refuse_change(verification: Document) -> None:
	"""Raise VerificationStays: what was found is on record."""
	frappe.throw(
		_("{0} is kept as it was written. Write another one that corrects it.").format(
			frappe.bold(verification.name)
		),
		VerificationStays,
	)
