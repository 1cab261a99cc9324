"""Core's refusals in the words of people: documents by what they are called, and whom to ask; no code, no trace of it.

Hook `after_request`: core words its refusals by names of DocTypes, after any hook of a document. What a program reads
(`exc_type`) stays.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from qingdan_app.ours import names
from qingdan_app.role_holders import holders_of
from qingdan_app.workflows import administrators

REFUSED = frozenset({403, 404})
WORDED = REFUSED | {417}
"""Core refuses by a status of its own too, in the same names; what was wrong with what was sent stays in its answer."""
PAGE = "/frappe.desk.desk_page.getpage"
FORM = "/frappe.desk.form.load.getdoc"
SAID, MESSAGES = "_error_message", "_server_messages"
MOST_NAMES = 3


def reword(response: Response | None, request: Request) -> None:
	"""Put the refusal that a request ends with into words; whatever else it ends with, or without, stays as it is."""
	user = getattr(getattr(frappe.local, "session", None), "user", None) or "Guest"
	if response is None or response.status_code not in WORDED or user == "Guest" or not response.is_json:
		return
	answer = response.get_json(silent=True)
	if isinstance(answer, dict):
		refused = response.status_code in REFUSED
		said = _reworded(answer, request.path) if refused else answer
		response.set_data(json.dumps(_named(said, [user] if refused else []), ensure_ascii=False))


def whom_to_ask() -> str:
	"""The people who look after the site, by name: those whom apps name, else its System Managers."""
	roles = frappe.get_hooks("approval_administrators") or [administrators.ALWAYS]
	found = _people(roles) or _people([administrators.ALWAYS])
	return "、".join(found) or _("your administrator")


def _people(roles: list[str]) -> list[str]:
	return [frappe.utils.get_fullname(user) for user in holders_of(*roles, at_desk=True)[:MOST_NAMES]]


def _reworded(answer: Mapping[str, Any], path: str) -> dict:
	found = {key: value for key, value in answer.items() if key != "exc"}
	if path.endswith(PAGE):
		words = _("There is no such page, or it is not open to you. If you need it, ask {0}.").format(
			whom_to_ask()
		)
		return {**found, SAID: words, MESSAGES: _as_messages([words])}
	refused = answer.get("exc_type") == "PermissionError"
	if path.endswith(FORM):
		found[SAID] = _("{0} is not open to you. If you need it, ask {1}.").format(_document(), whom_to_ask())
		if refused:
			# core's own words stand beside it from 15.55 on, once for each of its checks
			found.pop(MESSAGES, None)
	if refused and isinstance(found.get(MESSAGES), str):
		found[MESSAGES] = _with_whom_to_ask(found[MESSAGES])
	return found


def _named(answer: Mapping[str, Any], users: list[str]) -> dict:
	"""The answer with documents and reports by what they are called, and accounts by whose they are."""
	texts = {key: answer[key] for key in (SAID, MESSAGES) if isinstance(answer.get(key), str)}
	words = _words_of(users) if texts else {}
	said = {
		key: _in_words(text, words) if key == SAID else _messages_in_words(text, words)
		for key, text in texts.items()
	}
	return {**answer, **said}


def _document() -> str:
	doctype, name = (
		frappe.utils.escape_html(str(frappe.form_dict.get(key) or "")) for key in ("doctype", "name")
	)
	return frappe.bold(f"{_(doctype)} {name}")


def _rows(messages: str) -> list[dict]:
	rows = (frappe.parse_json(row) for row in frappe.parse_json(messages))
	return [row for row in rows if isinstance(row, dict)]


def _with_whom_to_ask(messages: str) -> str:
	"""What core says of a missing right does not say who gives it."""
	rows, asking = _rows(messages), _("If you need it, ask {0}.").format(whom_to_ask())
	if rows:
		rows[-1]["message"] = "<br>".join((str(rows[-1].get("message") or ""), asking))
	return json.dumps([json.dumps(row) for row in rows])


def _messages_in_words(messages: str, words: Mapping[str, str]) -> str:
	rows = ({**row, "message": _in_words(str(row.get("message") or ""), words)} for row in _rows(messages))
	return json.dumps([json.dumps(row) for row in rows])


def _as_messages(words: list[str]) -> str:
	return json.dumps([json.dumps({"message": each, "title": _("Not Open to You")}) for each in words])


def _words_of(users: list[str]) -> dict[str, str]:
	"""What core says as it is stored, and what people call it: DocTypes and reports of ours, accounts that are an address."""
	people = {
		user: frappe.utils.escape_html(frappe.utils.get_fullname(user)) for user in users if "@" in user
	}
	return {**{name: _(name) for name in names()}, **people}


def _in_words(text: str, words: Mapping[str, str]) -> str:
	"""Stored names put into the reader's words, the longest first."""
	named = sorted((name for name in words if name in text), key=len, reverse=True)
	return re.sub("|".join(map(re.escape, named)), lambda found: words[found[0]], text) if named else text
