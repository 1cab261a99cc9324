"""What a caller names in an act, read into what the engine takes; refused by name where it is something else."""

import frappe
from frappe import _
from frappe.utils import cint

from qingdan_app.workflows.exceptions import WrongItems, WrongPeople
from qingdan_app.workflows.moves.many import parsed
from qingdan_app.workflows.requests.beside import Wanted
from qingdan_app.workflows.requests.inbox import LONGEST_BULK

MOST_PEOPLE = 200


def turns(requests: list[dict] | str) -> list[tuple[str, int]]:
	"""Request and turn of each item. Raises WrongItems for what is no list of them, or is longer than a page may be."""
	rows = parsed(requests)
	whole = isinstance(rows, list) and all(isinstance(row, dict) and row.get("request") for row in rows)
	if not whole or len(rows) > LONGEST_BULK:
		frappe.throw(
			_("Name up to {0} items, each by its request and turn.").format(LONGEST_BULK), WrongItems
		)
	return [(str(row["request"]), cint(row.get("turn"))) for row in rows]


def people(users: list[str] | str | None) -> tuple[str, ...]:
	"""The users an act names. Raises WrongPeople for what is no list of them, or is far too long."""
	named = parsed(users)
	if not named:
		return ()
	if not isinstance(named, list) or not all(isinstance(user, str) for user in named):
		frappe.throw(_("Name people as a list of users."), WrongPeople)
	if len(named) > MOST_PEOPLE:
		frappe.throw(_("At most {0} people can be named at once.").format(MOST_PEOPLE), WrongPeople)
	return tuple(named)


def values(fields: dict | str | None) -> dict:
	"""The fields an act fills in. Raises WrongItems for what is no map of them."""
	named = parsed(fields)
	if not named:
		return {}
	if not isinstance(named, dict) or any(isinstance(value, dict | list) for value in named.values()):
		frappe.throw(_("Name what is filled in as fields with their values."), WrongItems)
	return named


def wanted(filters: dict | str | None) -> Wanted:
	"""Which lines of a box: `text`, `doctype`, `step`, `late`, and kinds of scopes. Raises WrongItems for what is no map of words."""
	asked = {key: value for key, value in values(filters).items() if value}
	plain = {key: str(asked.pop(key)).strip() for key in ("text", "doctype", "step") if key in asked}
	late, known = bool(cint(asked.pop("late", 0))), frappe.get_hooks("approval_scopes", {})
	if not set(asked) <= set(known):
		frappe.throw(_("Name what is filled in as fields with their values."), WrongItems)
	return Wanted(**plain, late=late, scopes={kind: str(name) for kind, name in asked.items()})
