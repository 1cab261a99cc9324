"""Why an entry of the log stands there: each names the one that caused it, and words are stored with the first.

An approval that moves a document, and with it another one, writes three entries: the approval with its opinion, and two
moves. These hold no opinion (NULL: the words are those of the cause; an empty one says that nothing was said), and it is
reached through their causes.
"""

from collections.abc import Iterable, Mapping, Sequence

import frappe

from qingdan_app.workflows.log import renames
from qingdan_app.workflows.log.trail import CAUSE, LOG

FIELDS = ("name", CAUSE, "opinion", "actor", "on_behalf_of")
SHOWN = (*FIELDS, "sequence", "act", "from_state", "to_state", "acted_at")


def trail_of(doctype: str, name: str) -> list[dict]:
	"""What happened to a document, in the order of its log, with words and the names of who acted."""
	about = {"reference_doctype": doctype, "reference_name": name}
	rows = with_words(frappe.get_all(LOG, about, list(SHOWN), order_by="sequence"))
	return [{**row, "actor_name": renames.shown_name(row["actor"], row["acted_at"])} for row in rows]


def is_told(row: Mapping) -> bool:
	"""Whether it is known what caused an entry, or that nothing did; older ones hold no value at all."""
	return row.get(CAUSE) is not None


def with_words(rows: Sequence[dict]) -> list[dict]:
	"""The rows, with words from behind them where they lack their own: `opinion`, and `on_behalf_of` where the same person acted.

	Each row needs the columns `FIELDS`.
	"""
	known = _with_causes(rows)
	return [{**row, **_words(row, known)} for row in rows]


def roots_of(rows: Sequence[Mapping]) -> dict[str, str]:
	"""Entry → the first among `rows` of those it follows from; itself where none of them is there."""
	known = {row["name"]: row for row in rows}
	return {row["name"]: list(_line(row, known))[-1]["name"] for row in rows}


def _words(row: Mapping, known: Mapping[str, Mapping]) -> dict:
	line = list(_line(row, known))
	said = (each["opinion"] for each in line if each["opinion"] is not None)
	same = (each["on_behalf_of"] for each in line if each["actor"] == row["actor"])
	return {"opinion": next(said, ""), "on_behalf_of": next(filter(None, same), None)}


def _line(row: Mapping, known: Mapping[str, Mapping]) -> Iterable[Mapping]:
	"""The entry, what caused it, what caused that."""
	seen = set()
	while row and row["name"] not in seen:
		yield row
		seen.add(row["name"])
		row = known.get(row[CAUSE] or "")


def _with_causes(rows: Sequence[Mapping]) -> dict[str, Mapping]:
	"""By name: the rows, and all entries behind them."""
	known = {row["name"]: row for row in rows}
	while wanted := {row[CAUSE] for row in known.values() if row[CAUSE]} - known.keys():
		found = frappe.get_all(LOG, {"name": ("in", sorted(wanted))}, list(FIELDS))
		lost = {name: {**dict.fromkeys(FIELDS), "name": name} for name in wanted}
		known.update({**lost, **{row["name"]: row for row in found}})
	return known
