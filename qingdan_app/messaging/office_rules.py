"""What the office has said about single sentences (Qingdan Message Rule): read with every message, so it is kept in the cache."""

import frappe

from qingdan_app.messaging import remembered
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules import templates
from qingdan_app.messaging.rules.wishes import Wish

RULE = "Qingdan Message Rule"
HOOK = "message_sentences"
KEY = "qingdan_message_rules"
FIELDS = ("sentence", "sent", "channels", "insists", "words_zh", "words_en")
SHIPPED = Wish()


def wish_of(message: Message) -> Wish:
	"""What the office wants of what this message says."""
	return frappe.cache.get_value(KEY, _read).get(message.sentence, SHIPPED)


def subject_of(message: Message, language: str) -> str:
	"""The message in a language: in the office's own words, or as shipped."""
	own = wish_of(message).words_in(language)
	return templates.fill(own, message.values_in(language)) if own else message.subject_in(language)


def sentences() -> list[str]:
	"""Every sentence that the apps of the site say, once (hook `message_sentences`: names of tables of sentences)."""
	found: dict[str, None] = {}
	for path in frappe.get_hooks(HOOK):
		table = frappe.get_attr(path)
		found |= dict.fromkeys(table.values() if isinstance(table, dict) else table)
	return list(found)


def forget() -> None:
	"""The table has changed."""
	remembered.changed(KEY)


def _read() -> dict[str, Wish]:
	"""Those that say anything: on most sites none."""
	rows = frappe.get_all(RULE, fields=FIELDS)
	found = {row.sentence: _wish_in(row) for row in rows}
	return {sentence: wish for sentence, wish in found.items() if wish != SHIPPED}


def _wish_in(row: frappe._dict) -> Wish:
	words = {language: row[f"words_{language}"] for language in ("zh", "en") if row[f"words_{language}"]}
	return Wish(bool(row.sent), channels_in(row.channels), bool(row.insists), words)


def channels_in(text: str | None) -> tuple[str, ...]:
	"""The channels named in a field, one a line."""
	return tuple(dict.fromkeys(filter(None, (line.strip() for line in (text or "").splitlines()))))
