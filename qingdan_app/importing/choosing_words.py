"""Which differences people take from a document issued anew: chosen row by row, kept on the run, looked at again before they count."""

import json
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.importing import checks
from qingdan_app.importing.exceptions import NotSettled
from qingdan_app.importing.plan import chosen_words
from qingdan_app.importing.plan.compare import Comparison, Difference

MOST_NAMED = 20


def choose(run: Document, keys: Iterable[str], take: bool) -> list[str]:
	"""Take these differences from the document, or leave them as they are on the site; answers the keys taken now.

	The caller has locked the run, so that two who choose at once both count. Raises AlreadyWritten, or NotSettled for a row
	that the screen does not show or that has nothing to choose.
	"""
	checks.refuse_written(run)
	known = {each.key: each for each in shown(run)}
	asked = [known.get(key) for key in keys]
	if not all(each and chosen_words.is_open(each) for each in asked):
		frappe.throw(
			_("There is nothing to choose in one of these rows. Press “Compute Again” and look."), NotSettled
		)
	found = chosen_words.chosen(made(run), asked, take)
	run.db_set("choices", json.dumps(found, ensure_ascii=False), update_modified=False)
	run.db_set({"reviewed_by": None, "reviewed_at": None}, update_modified=False)
	return sorted(found)


def shown(run: Document) -> list[Difference]:
	"""The differences that the screen shows."""
	rows = json.loads(run.differences or "[]")
	fields = Difference.__dataclass_fields__
	return [
		Difference(
			**{name: row[name] for name in fields if name in row}
			| {"dues": tuple(row.get("dues") or ("", ""))}
		)
		for row in rows
	]


def made(run: Document) -> chosen_words.Choices:
	"""The choices as they are kept."""
	return json.loads(run.choices or "{}")


def still_held(run: Document, comparison: Comparison) -> dict[str, list[str]]:
	"""The choices without those whose row reads otherwise by now."""
	lost = set(chosen_words.lost(made(run), comparison.differences))
	return {key: words for key, words in made(run).items() if key not in lost}


def taken_now(run: Document, comparison: Comparison) -> list[Difference]:
	"""What is taken. Raises NotSettled, naming the rows, where one is not as it was when it was chosen."""
	lost = chosen_words.lost(made(run), comparison.differences)
	if lost:
		names = dict.fromkeys(key.split("|")[1] for key in lost)
		frappe.throw(
			_(
				"These rows have changed since they were chosen: {0}. Press “Compute Again”, look at them and confirm."
			).format("、".join(list(names)[:MOST_NAMED])),
			NotSettled,
		)
	return chosen_words.taken(made(run), comparison.differences)
