"""The one writer of an import: all of it in one transaction, or nothing."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app import background
from qingdan_app.handing_out import handing
from qingdan_app.importing import asking_for, checks, choosing_words, on_site, preview, revising, said_once
from qingdan_app.importing.exceptions import FileIsNoList
from qingdan_app.importing.plan import matching
from qingdan_app.importing.plan.bodies_and_posts import leader_rank, unit_kind
from qingdan_app.importing.plan.compare import KEY_WORK, TASK, Comparison, Difference, compare
from qingdan_app.importing.plan.planned_rows import Settlement, rows_of
from qingdan_app.importing.plan.revisions import Revisions, revisions_of
from qingdan_app.importing.reviewing import issue_rows, review_state, unit_rows
from qingdan_app.markup import harmless_row
from qingdan_app.organization import people, unit_names
from qingdan_app.organization.rules.answering import last_successor
from qingdan_app.same_matters import jobs
from qingdan_app.tasks import totals
from qingdan_app.tasks.bulk import insert_rows
from qingdan_app.workflows.moves import guard


def preview_run(run: Document) -> Document:
	"""Read the run's file and fill its review screen. Raises FileIsNoList or AlreadyWritten."""
	checks.refuse_written(run)
	preview.fill(run, preview.read_document(run))
	_save(run)
	return show_comparison(run)


def preview_or_tell(run: Document) -> Document:
	"""The same; a file that cannot be read stays with its run, which begins anew and says why as its outcome. Raises AlreadyWritten."""
	frappe.db.savepoint("reading")
	try:
		return preview_run(run)
	except FileIsNoList as refusal:
		frappe.db.rollback(save_point="reading")
		frappe.clear_messages()
		kept = frappe.get_doc(run.doctype, run.name)
		kept.forget_reading()
		kept.outcome = str(refusal)
		_save(kept)
		return kept


def show_comparison(run: Document) -> Document:
	"""Recompute what would be written under the decisions made so far, and keep it on the run."""
	comparison, _rows = _compare(run)
	held = choosing_words.still_held(run, comparison)
	run.db_set({"differences": _told(comparison), "choices": json.dumps(held, ensure_ascii=False)})
	run.db_set("outcome", _summary(comparison, written=False))
	return run


def confirm_run(run: Document, hand_out: bool = True) -> Document:
	"""Write what the review screen shows. Raises NotSettled, CodeTaken or AlreadyWritten; nothing is written then.

	New tasks are handed out at once, or stay drafted until somebody hands them out who has looked at the preview first.
	What is on the site already is left as it is, but for the words that were chosen to be taken from the document.
	"""
	checks.refuse_unsettled(run)
	said_once.refuse_unread(run)
	review_state.refuse_same_person(run)
	checks.refuse_archived(_codes(run))
	_create_units(run)
	comparison, planned = _compare(run)
	taken = choosing_words.taken_now(run, comparison)
	revisions = _revisions(run, taken, planned)
	new = _write(run, comparison)
	at_once = revisions.apart_from(comparison.handed_out)
	revising.write(at_once, run.name)
	asked = _ask(run, comparison, taken, revisions)
	_note(run, comparison, [_revised(at_once), _kept(revisions), _asked(asked)], asked)
	totals.everything_changed()
	if hand_out:
		handing.hand_out(row["name"] for row in new)
	background.start_after_commit(jobs.find_all, queue="long")
	return run


def _note(run: Document, comparison: Comparison, said: list[str], asked: asking_for.AskedFor | None) -> None:
	status = "Requested" if asked else "Written"
	run.update({"status": status, "written_by": frappe.session.user, "written_at": now_datetime()})
	run.change_request = asked and asked.request.name
	run.outcome = "\n".join(filter(None, [_summary(comparison, written=True), *said]))
	run.differences = _told(comparison)
	_save(run)


def _ask(
	run: Document, comparison: Comparison, taken: list[Difference], revisions: Revisions
) -> asking_for.AskedFor | None:
	"""What is taken for lists that were handed out is asked for. Raises NotSettled while another revision of one is decided on."""
	chosen = {each.name for each in taken if each.is_added}
	tasks = [row for row in comparison.new[TASK] if row["name"] in chosen]
	needed = {row["key_work"] for row in tasks}
	added = {TASK: tasks, KEY_WORK: [row for row in comparison.new[KEY_WORK] if row["name"] in needed]}
	asked = revisions.of_lists(comparison.handed_out)
	if not (tasks or asked.tasks or asked.dropped or asked.key_works):
		return None
	asking_for.refuse_second(run)
	return asking_for.ask(run, asked, added, on_site.rows_on_site(_codes(run)))


def _asked(asked: asking_for.AskedFor | None) -> str:
	if not asked:
		return ""
	return _(
		"{0} tasks that change, {1} that end and {2} that come are asked for in {3}; they are written when it is granted."
	).format(asked.changed, asked.dropped, asked.added, asked.request.name)


def _codes(run: Document) -> list[str]:
	return [row.code.strip() for row in run.lists]


def _save(run: Document) -> None:
	"""What was read from the file and computed is told by the screen; a version of it would be a page of JSON."""
	with guard.permit(run):
		run.save(ignore_version=True)  # the flag of that name core sets anew in every save


def _told(comparison: Comparison) -> str:
	"""The differences as the screen gets them."""
	return json.dumps(
		[{**asdict(each), "key": each.key} for each in comparison.differences], ensure_ascii=False
	)


def _compare(run: Document) -> tuple[Comparison, dict[str, list[dict]]]:
	"""What differs, and the document's rows by DocType."""
	codes = {row.idx: row.code.strip() for row in run.lists}
	checks.refuse_codes(run, codes)
	checks.refuse_unknown_leads(run)
	merged = people.successors()
	units = {row.written: last_successor(row.unit or row.same_as or row.written, merged) for row in run.units}
	leads = unit_rows.leads_named(run)
	rows = rows_of(issue_rows.document_of(run), Settlement(codes, units, leads))
	checks.refuse_repeated(rows)
	wanted = {
		"Qingdan Leader": rows.leaders,
		"Qingdan List": rows.lists,
		"Qingdan Key Work": rows.key_works,
		"Qingdan Task": rows.tasks,
	}
	planned = {doctype: list(map(harmless_row, rows)) for doctype, rows in wanted.items()}
	return _compared(planned, list(codes.values()))


def _compared(planned: dict[str, list[dict]], codes: list[str]) -> tuple[Comparison, dict[str, list[dict]]]:
	"""The document's rows in the numbers of the site, and what differs."""
	stored = on_site.rows_on_site(codes)
	matched = matching.in_numbers_of_site(planned, stored, on_site.numbers_taken(codes))
	comparison = compare(matched.rows, stored, frozenset(on_site.handed_out(codes)))
	comparison.differences = [
		replace(each, guess=matched.guesses.get(each.name, ""), number=matched.numbers.get(each.name, ""))
		for each in comparison.differences
	]
	return comparison, matched.rows


def _revisions(run: Document, taken: list[Difference], planned: dict[str, list[dict]]) -> Revisions:
	"""What the words that were taken from the document mean for the rows that are there."""
	by_name = {doctype: {row["name"]: row for row in rows} for doctype, rows in planned.items()}
	stored = on_site.rows_on_site(_codes(run)) if taken else {TASK: {}, KEY_WORK: {}}
	return revisions_of(taken, by_name, stored)


def _revised(at_once: Revisions) -> str:
	"""What became of the choices that were written, as a sentence."""
	said = sum(len(each.said) for each in at_once.tasks.values()) + len(at_once.dropped)
	if not said and not at_once.key_works:
		return ""
	tasks = len({*at_once.tasks, *at_once.dropped})
	return _("{0} differences were taken from the document, into {1} tasks.").format(said, tasks)


def _kept(revisions: Revisions) -> str:
	if not revisions.kept:
		return ""
	kept = "、".join(sorted(revisions.kept))
	return _("These are completed or under review and keep what was decided on: {0}").format(kept)


def _write(run: Document, comparison: Comparison) -> list[dict]:
	"""Write what is new, but for lists that were handed out, of which it is asked for; answers the new tasks."""
	for row in comparison.new["Qingdan List"]:
		row["source_import"] = run.name
	_create_leaders(comparison.new["Qingdan Leader"])
	tasks = [{**row, "drafted": 1} for row in comparison.at_once(TASK)]
	insert_rows("Qingdan List", comparison.new["Qingdan List"])
	insert_rows(KEY_WORK, comparison.at_once(KEY_WORK))
	insert_rows(TASK, tasks)
	return tasks


def _create_units(run: Document) -> None:
	known = unit_names.units_by_name()
	for row in run.units:
		if row.resolution == "Create" and row.written in known:
			row.update({"unit": known[row.written], "resolution": "Use Existing"})
		elif row.resolution == "Create":
			unit = frappe.new_doc("Qingdan Unit")
			is_group = int(row.kind == "Group")
			unit.update({"unit_name": row.written, "is_group": is_group, "kind": unit_kind(row.written)})
			unit.insert()
			row.update({"unit": unit.name, "resolution": "Use Existing"})
	unit_rows.follow(run)
	_learn_names(run)


def _learn_names(run: Document) -> None:
	"""Keep the names a unit goes by in this document, so that the next one finds it under any of them."""
	known = unit_names.units_by_name()
	for row in run.units:
		for name in (row.written, row.alias):
			if name and name not in known:
				unit = frappe.get_doc("Qingdan Unit", row.unit)
				unit.append("aliases", {"alias": name})
				unit.save()
				known[name] = unit.name


def _create_leaders(leaders: Sequence[dict]) -> None:
	last = frappe.db.count("Qingdan Leader")
	for rank, row in enumerate(sorted(leaders, key=leader_rank), start=last + 1):
		frappe.get_doc({"doctype": "Qingdan Leader", **row, "rank": rank}).insert()


def _summary(comparison: Comparison, written: bool) -> str:
	sentence = (
		_("Created {0} lists, {1} key works and {2} tasks; {3} rows were there already, {4} differ.")
		if written
		else _("Would create {0} lists, {1} key works and {2} tasks; {3} rows are there already, {4} differ.")
	)
	counts = [comparison.count(doctype) for doctype in ("Qingdan List", "Qingdan Key Work", "Qingdan Task")]
	return sentence.format(*counts, comparison.unchanged, len(comparison.words))
