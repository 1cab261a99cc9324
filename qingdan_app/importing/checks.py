"""What must hold before an import is written; each refusal says what to do on the review screen."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.importing import on_site
from qingdan_app.importing.exceptions import AlreadyWritten, CodeTaken, ImportRefused, NotSettled
from qingdan_app.importing.plan.codes import same_title
from qingdan_app.importing.plan.issue_natures import Nature, nature_of
from qingdan_app.importing.plan.planned_rows import Rows, repeated_names
from qingdan_app.tasks import archived

PREVIEWED = "Previewed"
DONE = ("Requested", "Written")
"""A run that has been confirmed: what it read is on the site, or asked for."""


def refuse_written(run: Document) -> None:
	if run.status in DONE:
		frappe.throw(
			_("{0} has been written. Start a new import for a changed document.").format(run.name),
			AlreadyWritten,
		)


def refuse_archived(codes: list[str]) -> None:
	"""Raise ListArchived where the document is that of a list that has ended."""
	for code in sorted(archived.among(codes)):
		archived.refuse(code)


def refuse_unread(run: Document) -> None:
	"""Raise NotSettled where nothing was read yet, or another file has taken the place of the one that was."""
	if run.status == "Draft":
		frappe.throw(_("Read the document first, then confirm what it shows."), NotSettled)


def refuse_unless_previewed(run: Document) -> None:
	refuse_written(run)
	refuse_unread(run)


def is_open(row: Document) -> bool:
	"""Whether an issue holds the import up: what is only a remark does not."""
	return not row.settled and nature_of(row.code) is not Nature.REMARK


def asks_for_unit(row: Document) -> bool:
	"""Whether it has to be said what a name of a unit means."""
	meant = {"Use Existing": row.unit, "Same as Another": row.same_as}
	return row.resolution == "Unresolved" or not meant.get(row.resolution, True)


def refuse_unsettled(run: Document) -> None:
	refuse_unless_previewed(run)
	units = [row.written for row in run.units if asks_for_unit(row)]
	issues = [row.place or str(row.line) for row in run.issues if is_open(row)]
	if units:
		frappe.throw(_("Choose a unit for: {0}").format(named_few(units)), NotSettled)
	if issues:
		frappe.throw(
			_("Issues of these places are open. Settle them under “Review”: {0}").format(named_few(issues)),
			NotSettled,
		)


MOST_NAMED = 20


def named_few(names: list[str]) -> str:
	"""The first of many names, and how many more there are."""
	few = "、".join(dict.fromkeys(names[:MOST_NAMED]))
	return _("{0} and {1} more").format(few, len(names) - MOST_NAMED) if len(names) > MOST_NAMED else few


def refuse_codes(run: Document, codes: dict[int, str]) -> None:
	titles = on_site.list_titles()
	double = len(set(codes.values())) < len(codes)
	foreign = [
		row.code for row in run.lists if row.code in titles and not same_title(titles[row.code], row.title)
	]
	if double or foreign:
		frappe.throw(
			_("Every list needs a code of its own; taken already: {0}").format(
				"、".join(foreign) or _("used twice here")
			),
			CodeTaken,
		)


def refuse_repeated(rows: Rows) -> None:
	"""Raise NotSettled when the document numbers two things alike."""
	twice = repeated_names(rows)
	if twice:
		frappe.throw(
			_("The document has these numbers twice: {0}. Mend it and read it again.").format(
				"、".join(twice[:20])
			),
			NotSettled,
		)


def refuse_unknown_leads(run: Document) -> None:
	"""Raise NotSettled when a lead named on the screen is not a name of the document."""
	names = {row.written for row in run.units}
	unknown = [f"{row.list_number}-{row.serial}" for row in run.leads if row.lead not in names]
	if unknown:
		frappe.throw(
			_("Name the lead as it is written in the table of units: {0}").format("、".join(unknown)),
			NotSettled,
		)


KEPT_BY_THE_SERVER = ("differences", "choices", "unheaded", "reviewed_by", "reviewed_at")


def keep_choices(run: Document) -> None:
	"""What a form sends of differences and choices is as old as the form: what is stored stands."""
	before = run.get_doc_before_save()
	for field in KEPT_BY_THE_SERVER:
		run.set(field, before.get(field) if before else None)
	if before and not run.parsed:
		run.parsed = before.parsed  # a form is not sent it, for its size


READ_FROM_FILE = ("status", "parsed", "outcome", "change_request", "written_by", "written_at")


def refuse_change_of_result(run: Document) -> None:
	"""Raise AlreadyWritten or ImportRefused when a hand changes what only reading and writing may set."""
	before = run.get_doc_before_save()
	if before and before.status in DONE:
		refuse_written(before)
	expected = {"status": "Draft"} if not before else {field: before.get(field) for field in READ_FROM_FILE}
	if any((run.get(field) or None) != (expected.get(field) or None) for field in READ_FROM_FILE):
		frappe.throw(
			_("What was read from the file is not edited here; mend the file and read it again."),
			ImportRefused,
		)
