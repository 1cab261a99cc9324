"""The log in words: names, acts and steps as people say them, one row for each thing that was done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import frappe
from frappe import _
from frappe.utils import create_batch

from qingdan_app.markup import harmless
from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.engine.acts import WorkflowAct
from qingdan_app.workflows.engine.flow.verb import Verb
from qingdan_app.workflows.engine.flow.verbs import verb_of
from qingdan_app.workflows.log import causes, renames
from qingdan_app.workflows.log.trail import LOG

SAID = ("opinion", "on_behalf_of")
"""Columns that an entry takes from behind it where it has nothing of its own."""
WORDED = (*SAID, "act", "actor", "from_state", "to_state")
"""Columns that keep keys or addresses, or that an entry takes from behind it."""
BATCH = 1000
FIELDS = (
	*causes.FIELDS,
	"act",
	"from_state",
	"to_state",
	"acted_at",
	"request",
	"sequence",
	"reference_doctype",
	"reference_name",
)


def rows(filters: Sequence) -> list[dict]:
	"""What the session's user may see of the log, oldest first: an entry, and in its row all that followed from it.

	`[{acted_at, reference_doctype, reference_name, document_type, person, behalf, step, act, opinion, followed}]`
	"""
	order = "acted_at, creation, sequence"
	# by their names: Frappe tells lists of filters and of fields apart by their place
	found = frappe.get_list(LOG, fields=list(FIELDS), filters=filters, order_by=order, limit_page_length=0)
	told = causes.with_words(found)
	roots = causes.roots_of(told)
	following: dict[str, list[dict]] = defaultdict(list)
	for row in told:
		if roots[row["name"]] != row["name"]:
			following[roots[row["name"]]].append(row)
	titles = titles_of({row["request"] for row in told if row["request"]})
	return [_row(row, following[row["name"]], titles) for row in told if row["name"] == roots[row["name"]]]


def names_of(user: str) -> list[str]:
	"""What an account is called, and was called before."""
	found = [user]
	for each in reversed(renames.all_renames()):
		if each.new in found:
			found.append(each.old)
	return found


def _row(row: Mapping, following: Iterable[Mapping], titles: Mapping[str, Mapping[str, str]]) -> dict:
	return {
		"acted_at": row["acted_at"],
		"reference_doctype": row["reference_doctype"],
		"reference_name": row["reference_name"],
		"document_type": _(row["reference_doctype"]),
		"person": renames.shown_name(row["actor"], row["acted_at"]),
		"behalf": renames.shown_name(row["on_behalf_of"], row["acted_at"]),
		"step": _place(row, "from_state", titles),
		"act": words_of_act(row),
		"opinion": harmless(row["opinion"]),
		"followed": "；".join(_moved(each, titles) for each in following),
	}


def words_of_entry(row: Mapping) -> dict[str, str]:
	"""What an entry alone says in words: `{act, from_state, to_state}`."""
	titles = titles_of({row["request"]} if row["request"] else ())
	places = {side: _place(row, side, titles) for side in ("from_state", "to_state")}
	return {"act": words_of_act(row), **places}


def words_of_act(row: Mapping) -> str:
	"""What was done, as people say it."""
	return _(shown_act(row).words)


def shown_act(row: Mapping) -> Verb | WorkflowAct:
	"""How the act of an entry is shown: a verb of a request, or a move of the document."""
	return verb_of(row["act"]) if row["request"] else workflow_acts.row_of(row["act"])


def with_words_of_causes(answer: dict | list) -> dict | list:
	"""A page of core's list of the log, `{keys, values}`, whose caused entries say what was said where they come from."""
	if not isinstance(answer, dict) or "name" not in answer["keys"]:
		return answer
	rows = [dict(zip(answer["keys"], values, strict=True)) for values in answer["values"]]
	said = said_in([row["name"] for row in rows])
	values = [[said.get(row["name"], {}).get(key, row[key]) for key in answer["keys"]] for row in rows]
	return {**answer, "values": values}


def said_in(entries: Sequence[str]) -> dict[str, dict]:
	"""Entry → what was said with it, or where it comes from: the columns `SAID`."""
	found: dict[str, dict] = {}
	for batch in create_batch(list(entries), BATCH):
		stored = frappe.get_all(LOG, {"name": ("in", batch)}, list(causes.FIELDS))
		found.update(
			{row["name"]: {field: row[field] for field in SAID} for row in causes.with_words(stored)}
		)
	return found


def in_words(entries: Sequence[str]) -> dict[str, dict]:
	"""Entry → what a file or a mail says of it: the columns `WORDED`, with names, acts and steps as people say them."""
	found: dict[str, dict] = {}
	for batch in create_batch(list(entries), BATCH):
		stored = causes.with_words(frappe.get_all(LOG, {"name": ("in", batch)}, list(FIELDS)))
		titles = titles_of({row["request"] for row in stored if row["request"]})
		found.update({row["name"]: _in_words(row, titles) for row in stored})
	return found


def _in_words(row: Mapping, titles: Mapping[str, Mapping[str, str]]) -> dict:
	people = {each: renames.shown_name(row[each], row["acted_at"]) for each in ("actor", "on_behalf_of")}
	places = {side: _place(row, side, titles) for side in ("from_state", "to_state")}
	return {**people, **places, "act": words_of_act(row), "opinion": row["opinion"]}


def _moved(row: Mapping, titles: Mapping[str, Mapping[str, str]]) -> str:
	return f"{row['reference_name']} {words_of_act(row)} {_place(row, 'to_state', titles)}".strip()


def _place(row: Mapping, side: str, titles: Mapping[str, Mapping[str, str]]) -> str:
	"""Where an entry comes from or leads to: a step of the request by its title, or a state of the document."""
	key = row[side] or ""
	if row["request"] and key.startswith("@"):
		return ""
	return _(titles.get(row["request"], {}).get(key) or key)


def titles_of(requests: Iterable[str]) -> dict[str, dict[str, str]]:
	"""Request → key of a step → its title."""
	run, step = frappe.qb.DocType("Qingdan Approval Request"), frappe.qb.DocType("Qingdan Approval Step")
	names = list(requests)
	if not names:
		return {}
	query = frappe.qb.from_(run).join(step).on(step.parent == run.flow)
	found: dict[str, dict[str, str]] = defaultdict(dict)
	for request, key, title in (
		query.select(run.name, step.step_key, step.title).where(run.name.isin(names)).run()
	):
		found[request][key] = title
	return found
