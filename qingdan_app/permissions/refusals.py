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

from qingdan_app.workflows import administrators

REFUSED = frozenset({403, 404})
PAGE = "/frappe.desk.desk_page.getpage"
FORM = "/frappe.desk.form.load.getdoc"
SAID, MESSAGES = "_error_message", "_server_messages"
MOST_NAMES = 3


def reword(response: Response, request: Request) -> None:
	"""Put the refusal that a request ends with into words; whatever else it ends with stays as it is."""
	user = getattr(getattr(frappe.local, "session", None), "user", None) or "Guest"
	if response.status_code not in REFUSED or user == "Guest" or not response.is_json:
		return
	answer = response.get_json(silent=True)
	if isinstance(answer, dict):
		response.set_data(json.dumps(_reworded(answer, request.path), ensure_ascii=False))


def whom_to_ask() -> str:
	"""The people who look after the site, by name: those whom apps name, else its System Managers."""
	roles = frappe.get_hooks("approval_administrators") or [administrators.ALWAYS]
	found = _people(roles) or _people([administrators.ALWAYS])
	return "、".join(found) or _("your administrator")


def _people(roles: list[str]) -> list[str]:
	holders = frappe.get_all("Has Role", {"role": ("in", roles), "parenttype": "User"}, pluck="parent")
	about = {"name": ("in", holders), "enabled": 1, "user_type": "System User"}
	named = frappe.get_all("User", about, ["name", "full_name"], order_by="creation", limit=MOST_NAMES + 1)
	return [row.full_name or row.name for row in named if row.name != "Administrator"][:MOST_NAMES]


def _reworded(answer: Mapping[str, Any], path: str) -> dict:
	found = {key: value for key, value in answer.items() if key != "exc"}
	if path.endswith(PAGE):
		words = _("There is no such page, or it is not open to you. If you need it, ask {0}.").format(
			whom_to_ask()
		)
		return {**found, SAID: words, MESSAGES: _as_messages([words])}
	if path.endswith(FORM):
		found[SAID] = _("{0} is not open to you. If you need it, ask {1}.").format(_document(), whom_to_ask())
	if isinstance(found.get(SAID), str):
		found[SAID] = _in_words(found[SAID])
	if isinstance(found.get(MESSAGES), str):
		found[MESSAGES] = _messages_in_words(found[MESSAGES], answer.get("exc_type") == "PermissionError")
	return found


def _document() -> str:
	doctype, name = (
		frappe.utils.escape_html(str(frappe.form_dict.get(key) or "")) for key in ("doctype", "name")
	)
	return frappe.bold(f"{_(doctype)} {name}")


def _messages_in_words(messages: str, by_core: bool) -> str:
	"""What core says of a missing right does not say who gives it."""
	rows = [frappe.parse_json(row) for row in frappe.parse_json(messages)]
	if by_core and rows and isinstance(rows[-1], dict):
		rows[-1]["message"] = "<br>".join(
			(str(rows[-1].get("message")), _("If you need it, ask {0}.").format(whom_to_ask()))
		)
	return json.dumps(
		[
			json.dumps({**row, "message": _in_words(str(row.get("message") or ""))})
			for row in rows
			if isinstance(row, dict)
		]
	)


def _as_messages(words: list[str]) -> str:
	return json.dumps([json.dumps({"message": each, "title": _("Not Open to You")}) for each in words])


def _in_words(text: str) -> str:
	"""Names of DocTypes and reports of ours, as they are stored, put into the reader's language."""
	modules = {"module": ("in", frappe.get_module_list("qingdan_app"))}
	ours = {
		*frappe.get_all("DocType", modules, pluck="name"),
		*frappe.get_all("Report", modules, pluck="name"),
	}
	named = sorted((name for name in ours if name in text), key=len, reverse=True)
	return re.sub("|".join(map(re.escape, named)), lambda found: _(found[0]), text) if named else text
