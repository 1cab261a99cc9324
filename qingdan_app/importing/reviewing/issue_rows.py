"""The issues of a run as rows: what was settled stays settled where place, kind and words are the same when the file is read again."""

import json
from collections.abc import Iterator, Mapping

import frappe
from frappe.model.document import Document

from qingdan_app.importing.plan.answered_issues import Address, Answer, addresses, answered
from qingdan_app.importing.reviewing import remembering
from qingdan_app.markup import harmless_row

BY_PEOPLE = ("settled", "note", "settled_by", "settled_at", "answer", "remembered")
"""What the review writes into an issue; everything else of it was read from the file."""
READ_EARLIER = "?"
"""In the place of the values of an issue that was read before values were kept: it is known by place and kind."""


def fill(run: Document, parsed: Mapping) -> None:
	"""Set the rows of a run from what was read, with what people have settled before and what is remembered of other documents."""
	settled = {key_of(row): row for row in run.issues if row.settled}
	known = remembering.recall(parsed["issues"], parsed["base_year"])
	run.set("issues", [])
	about = addresses(parsed)
	for number, issue in enumerate(parsed["issues"]):
		row = run.append("issues", _read(issue, about[number]))
		before = settled.get(key_of(row)) or settled.get((*key_of(row)[:2], READ_EARLIER))
		if before:
			row.update({field: before.get(field) for field in BY_PEOPLE})
		elif number in known:
			row.update({"settled": 1, "remembered": 1, **known[number]})


def key_of(row: Document) -> tuple[str, str, str]:
	"""By which an issue is known again."""
	return (row.place or str(row.line), row.code, READ_EARLIER if row.said is None else row.said)


def document_of(run: Document, parsed: Mapping | None = None) -> dict:
	"""The parsed document of a run as it reads with what people have answered."""
	return answered(parsed or json.loads(run.parsed), answers_of(run))


def answers_of(run: Document) -> Iterator[Answer]:
	"""What people have answered, in the order of the issues."""
	for row in run.issues:
		if row.settled and row.answer and row.list_number:
			said = json.loads(row.answer)
			yield Answer(address_of(row), said.get("deadline"), said.get("units"), said.get("lead"))


def address_of(row: Document) -> Address:
	return Address(row.list_number, row.serial, row.task or 0)


def _read(issue: Mapping, address: Address | None) -> dict:
	said = json.dumps(issue["said"], ensure_ascii=False) if issue.get("said") else ""
	found = {field: issue[field] for field in ("line", "place", "code", "message")}
	return harmless_row({**found, "said": said, **(address._asdict() if address else {})})


def said_by(row: Document) -> dict:
	"""The values that an issue speaks of."""
	return frappe.parse_json(row.said) if row.said else {}
