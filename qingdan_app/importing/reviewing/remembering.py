"""What was settled in one document holds in the next: which day a phrase means, and which words ask nothing any more."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.importing.plan.issue_natures import ANSWERS, WORDS_SAY_ALL, Asked
from qingdan_app.importing.plan.phrase_meanings import DATE, Meaning, day_meant, meaning_of, same_phrase
from qingdan_app.markup import harmless

REMEMBERED = "Qingdan Remembered Answer"
DEADLINE, ISSUE = "Deadline", "Issue"
LONGEST_WORDS = 500
LAST_DAY, SOME_YEAR = 31, 2024
_FIELDS = ["key", "about", "meaning", "month", "day", "years_later", "year", "note"]


def keys_of(issue: Mapping) -> tuple[str, ...]:
	"""By which what was settled of an issue is found again, the first that is there: of a deadline its phrase, then its kind and words."""
	words = (issue.get("said") or {}).get("text", "")
	own = key(ISSUE, issue["code"], words)
	return (key(DEADLINE, "", words), own) if ANSWERS.get(issue["code"]) is Asked.DEADLINE else (own,)


def key(about: str, code: str, words: str) -> str:
	"""The key of what is remembered: no two rows have one."""
	return sha256("\n".join((about, code, same_phrase(harmless(words)))).encode()).hexdigest()[:32]


def recall(issues: Sequence[Mapping], base_year: int) -> dict[int, dict]:
	"""Number of an issue → what is remembered of it, as its fields: `{note, answer}`."""
	keys = {number: keys_of(issue) for number, issue in enumerate(issues) if issue["code"] in WORDS_SAY_ALL}
	stored = _stored({each for found in keys.values() for each in found})
	known = {row.key: told for row in stored if (told := _told(row, base_year))}
	told = {
		number: next((known[each] for each in found if each in known), None) for number, found in keys.items()
	}
	return {number: found for number, found in told.items() if found}


def learn_deadline(run: Document, phrase: str, said: Mapping, note: str = "") -> None:
	"""Remember which day a phrase means: `said` is {kind, due}."""
	due = getdate(said["due"]) if said.get("due") else None
	meaning = meaning_of(phrase, due, run.year) if due else Meaning(said["kind"])
	values = {**meaning._asdict(), "meaning": meaning.kind.title()}
	values.pop("kind")
	_learn(run, {"about": DEADLINE, "words": phrase, **values, "note": note})


def learn_settled(run: Document, code: str, words: str, note: str = "") -> None:
	"""Remember that words ask nothing any more under this kind of issue."""
	_learn(run, {"about": ISSUE, "code": code, "words": words, "note": note})


def forget(keys: Iterable[str]) -> None:
	"""Let what is remembered under these keys hold no longer; it stays, disabled, with its history."""
	for name in frappe.get_all(REMEMBERED, {"key": ("in", [*keys, ""]), "disabled": 0}, pluck="name"):
		remembered = frappe.get_doc(REMEMBERED, name)
		remembered.disabled = 1
		remembered.save()


def _stored(keys: set[str]) -> list:
	if not keys:
		return []
	return frappe.get_all(REMEMBERED, {"key": ("in", sorted(keys)), "disabled": 0}, _FIELDS)


def _told(row: Mapping, base_year: int) -> dict | None:
	"""What a row says of an issue in a document of a year; None where the calendar has no such day."""
	if row["about"] == ISSUE:
		return {"note": row["note"], "answer": ""}
	meaning = _meaning(row)
	due = day_meant(meaning, base_year)
	if meaning.kind == DATE and not due:
		return None
	said = {"deadline": {"kind": meaning.kind, "due": due and due.isoformat()}}
	return {"note": row["note"], "answer": json.dumps(said, ensure_ascii=False)}


def _meaning(row: Mapping | Document) -> Meaning:
	numbers = (row.get(field) or 0 for field in ("month", "day", "years_later", "year"))
	return Meaning((row.get("meaning") or "").lower(), *numbers)


def _learn(run: Document, values: dict) -> None:
	values["words"] = values["words"][:LONGEST_WORDS]
	known = key(values["about"], values.get("code", ""), values["words"])
	name = frappe.db.get_value(REMEMBERED, {"key": known})
	remembered = frappe.get_doc(REMEMBERED, name) if name else frappe.new_doc(REMEMBERED)
	remembered.update({**values, "disabled": 0, "learned_from": run.name})
	remembered.save()


def check(remembered: Document) -> None:
	"""Raise ValidationError for what can be no meaning of a phrase, and for a kind of issue that there is not."""
	if remembered.about == ISSUE:
		remembered.update({"meaning": None, "month": 0, "day": 0, "years_later": 0, "year": 0})
		if remembered.code not in WORDS_SAY_ALL:
			frappe.throw(_("Issues of this kind are not settled by their words alone."))
	elif remembered.meaning == "Date":
		meaning = _meaning(remembered)
		if not 1 <= meaning.day <= LAST_DAY or not day_meant(meaning, SOME_YEAR):
			frappe.throw(_("Give month and day: the 31st is the last day of any month."))
