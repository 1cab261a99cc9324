"""A user was renamed: what runs goes on under the new name. Columns that link to users are carried by core itself.

State, shares and the people whom flows and tables of conditions name are text, and carried here. The log stays as it
was written, and holds an entry that says who is called otherwise now.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

import frappe
from frappe.model.document import Document

from qingdan_app.plain_rows import update
from qingdan_app.workflows.engine.flow import Event, Request, apply, from_plain, renamed
from qingdan_app.workflows.flows import linked_values
from qingdan_app.workflows.flows.definitions import parts_of, reference
from qingdan_app.workflows.log import renames
from qingdan_app.workflows.requests import columns, following_posts

REQUEST = "Qingdan Approval Request"
NAMING: Mapping[str, tuple[tuple[str, str], ...]] = {
	"Qingdan Approval Step": (
		("resolver", "parameter"),
		("copy_resolver", "copy_parameter"),
		("", "fallback"),
	),
	"Qingdan Approval Route Row": (("resolver", "parameter"),),
}
"""Rows that name users in a text, and the column that says whether it does; empty where it always does."""
BY_USER = "user"
BATCH = 200
SEPARATED = re.compile(r"([,，\s]+)")


def follow(doc: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Carry a renamed user through requests and flows (hook `after_rename` of User)."""
	renames.note(old, new)
	names = list(naming(old))
	for name in names:
		_carry(name, {old: new})
	for doctype in NAMING:
		_carry_rows(doctype, {old: new})
	if merge:
		following_posts.look_at(names)  # two signers may have become one


def of_today(request: Request, names: Mapping[str, str]) -> Request:
	"""A request with people, and those its steps name, under their new names."""
	return renamed(request, names, lambda text: reference_of_today(text, names))


def replayed(events: list[Event], doctype: str = "") -> Request:
	"""The request as its log tells it, under today's names: each renaming happens between the entries around it.

	`doctype` is what it decides on, whose links its conditions may name.
	"""
	waiting, state = list(renames.of_all_kinds()), None
	for event in events:
		while state and waiting and waiting[0].at < event.at:
			state = _after(state, waiting.pop(0), doctype)
		if state is None:
			waiting = [each for each in waiting if each.at >= event.at]
		state = apply(state, event)
	for each in waiting:
		state = _after(state, each, doctype)
	return state


def since(moment: datetime) -> list[renames.Renamed]:
	"""The renamings of accounts and documents from a moment on, in their order."""
	return [each for each in renames.of_all_kinds() if each.at >= moment]


def _after(state: Request, each: renames.Renamed, doctype: str) -> Request:
	named = of_today(state, {each.old: each.new}) if each.doctype == renames.USER else state
	return linked_values.in_request(named, each, doctype)


def reference_of_today(text: str, names: Mapping[str, str]) -> str:
	"""A resolver with its parameter, as the engine carries it, under the new names."""
	if not text:
		return text
	resolver, parameter = parts_of(text)
	return reference(resolver, people_of_today(parameter, names)) if resolver == BY_USER else text


def people_of_today(text: str, names: Mapping[str, str]) -> str:
	"""Users in a text, separated by commas or lines, under their new names."""
	return "".join(names.get(part, part) for part in SEPARATED.split(text))


def read_events(rows: list[dict]) -> list[Event]:
	"""Events as they are stored."""
	return [from_plain(Event, row) for row in rows]


def naming(user: str) -> Iterator[str]:
	"""Requests whose state, or whose shares, hold a name."""
	last = ""
	while True:
		mark = json.dumps(user, ensure_ascii=False)
		run = frappe.qb.DocType(REQUEST)
		named = run.engine_state.like(f"%{linked_values.plain(user)}%") | run.shared.like(
			f"%{linked_values.plain(mark)}%"
		)
		query = frappe.qb.from_(run).select(run.name).where((run.name > last) & named)
		names = query.orderby(run.name).limit(BATCH).run(pluck=True)
		yield from names
		if len(names) < BATCH:
			return
		last = names[-1]


def _carry(name: str, names: Mapping[str, str]) -> None:
	row = frappe.db.get_value(REQUEST, name, ["engine_state", "shared"], as_dict=True, for_update=True)
	state = columns.state_text(of_today(columns.state_of(row), names))
	shared = {names.get(user, user): share for user, share in json.loads(row.shared or "{}").items()}
	kept = json.dumps(shared) if row.shared else row.shared
	update(REQUEST, name, {"engine_state": state, "shared": kept})


def _carry_rows(doctype: str, names: Mapping[str, str]) -> None:
	for column, text in NAMING[doctype]:
		old = next(iter(names))
		about = {text: ("like", f"%{linked_values.plain(old)}%"), **({column: BY_USER} if column else {})}
		for row in frappe.get_all(doctype, about, ["name", "parenttype", "parent", text]):
			update(doctype, row.name, {text: people_of_today(row[text], names)})
			linked_values.touch(row.parenttype, row.parent)
