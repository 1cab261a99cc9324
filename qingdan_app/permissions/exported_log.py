"""Core's export of the approval log: acts, steps and people in words, and what was said there where an entry comes from.

The file holds what is stored: keys, addresses, and words once, with the first entry of what was done. To tell which row is
which entry, core is asked for the names too; they are taken out again where nobody wanted them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qingdan_app.workflows.log import trail_in_words
from qingdan_app.workflows.log.trail import LOG

NAME = f"`tab{LOG}`.`name`"
AHEAD = 1
"""Columns that core writes before those asked for: the number of the row."""
Rows = list[list]


def prepare(asked: dict[str, Any]) -> Callable[[Rows], Rows] | None:
	"""What completes the rows of the file that core makes of a request; None where there is nothing to complete."""
	fields = fields_of(asked)
	columns = [field.rsplit(".", 1)[-1].strip("` ") for field in fields]
	if asked.get("doctype") != LOG or not set(columns).intersection(trail_in_words.WORDED):
		return None
	added = "name" not in columns
	if added:
		asked["fields"] = json.dumps([*fields, NAME])
		columns.append("name")
	return lambda rows: _completed(rows, columns, added)


def fields_of(asked: Mapping[str, Any]) -> list[str]:
	"""The columns that a request names."""
	try:
		fields = json.loads(asked.get("fields") or "[]")
	except (TypeError, ValueError):
		return []
	return fields if isinstance(fields, list) and all(isinstance(field, str) for field in fields) else []


def _completed(rows: Rows, columns: Sequence[str], added: bool) -> Rows:
	"""The rows of a file, its head included, with the words of causes and without the names that were added."""
	at = {column: place for place, column in enumerate(columns, AHEAD)}
	name = at["name"]
	said = trail_in_words.in_words([str(row[name]) for row in rows[1:] if len(row) > name and row[name]])
	for row in rows[1:]:
		words = said.get(str(row[name]), {}) if len(row) > name else {}
		for field in words.keys() & at.keys():
			row[at[field]] = words[field]
	return [row[:name] + row[name + 1 :] for row in rows] if added else rows
