"""A list issued anew that was handed out: what people take of it is asked for with one change request."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.changes import possible, waiting_revisions
from qingdan_app.changes.possible import REQUEST
from qingdan_app.changes.rules.kinds import Asked, Kind
from qingdan_app.importing.exceptions import NotSettled
from qingdan_app.importing.plan.compare import KEY_WORK, TASK
from qingdan_app.importing.plan.revisions import Revisions
from qingdan_app.tasks import history
from qingdan_app.workflows.moves import guard, performing

SHOWN = "{0} {1}"


class AskedFor(NamedTuple):
	"""The request, and how many tasks it changes, ends and adds."""

	request: Document
	changed: int
	dropped: int
	added: int


def ask(
	run: Document, revisions: Revisions, added: Mapping[str, Sequence[dict]], on_site: Mapping[str, Mapping]
) -> AskedFor | None:
	"""Ask for these revisions and these new rows; None where nothing is left to ask for.

	`on_site` holds the stored rows (DocType → name → row). Raises what asking for any change raises.
	"""
	words = {name: _without_item(each.values) for name, each in sorted(revisions.tasks.items())}
	changed = _that_change(words, revisions.dropped)
	revision = {
		"tasks": changed,
		"dropped": sorted(revisions.dropped),
		"key_works": {name: _of_item(name, revisions, on_site) for name in sorted(revisions.key_works)},
		"added": {"key_works": [*added[KEY_WORK]], "tasks": [*added[TASK]]},
	}
	if not any((changed, revision["dropped"], revision["key_works"], added[TASK])):
		return None
	request = _write(run, revision)
	return AskedFor(request, len(changed), len(revisions.dropped), len(added[TASK]))


def refuse_second(run: Document) -> None:
	"""Raise NotSettled while what another import asked for about one of these lists waits for its decision."""
	waiting_revisions.refuse_second((row.code.strip() for row in run.lists), error=NotSettled)


def _without_item(values: Mapping) -> dict:
	"""The words of its item come to a task with the item."""
	return {name: value for name, value in values.items() if name != "key_work_text"}


def _that_change(words: Mapping[str, Mapping], dropped: set[str]) -> dict[str, Mapping]:
	"""Those of which people may hold something against the task that reads otherwise then."""
	asked = Asked(Kind.REVISION, {"revision": {"tasks": words}})
	tasks = history.of_many(words)
	found = {}
	for name, task in tasks.items():
		now = history.words_of_task(task)
		if name not in dropped and now != now | possible.words_after(asked, task):
			found[name] = words[name]
	return found


def _of_item(name: str, revisions: Revisions, on_site: Mapping[str, Mapping]) -> dict:
	stored, revision = on_site[KEY_WORK][name], revisions.key_works[name]
	tasks = on_site[TASK].items()
	follows = [
		task
		for task, row in tasks
		if row["key_work"] == name
		and "key_work_text" in _said(revisions, task)
		and task not in revisions.dropped
	]
	seen = {
		field: stored[field] or "" for field in ("text", "units_raw", "leader") if field in revision.values
	}
	return {"values": revision.values, "seen": seen, "tasks": follows}


def _said(revisions: Revisions, task: str) -> Mapping:
	return revisions.tasks[task].said if task in revisions.tasks else {}


def _write(run: Document, revision: Mapping) -> Document:
	request = frappe.new_doc(REQUEST)
	request.update({"kind": Kind.REVISION.value, "source_import": run.name})
	request.reason = _("{0}, issued anew ({1})").format(run.source_title or run.name, run.name)
	request.revision = json.dumps(revision, ensure_ascii=False, default=str)
	rows = revision["added"]["tasks"]
	request.additions = "\n".join(SHOWN.format(row["name"], row["text"]) for row in rows)
	for name in sorted({*revision["tasks"], *revision["dropped"]}):
		request.append("tasks", {"task": name})
	with guard.permit(request):
		request.insert()
	return performing.perform_on(request, "ask_for_change")
