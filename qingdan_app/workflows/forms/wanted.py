"""A form as somebody wants it: read from plain values, and what is wrong with it in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _

from qingdan_app.workflows.forms import names

KINDS = ("Data", "Small Text", "Int", "Float", "Currency", "Date", "Check", "Select", "Attach")
"""Kinds of fields, all of them plain values. None runs anything or reaches other documents."""
MOST_FIELDS = 40
LONGEST_LABEL = 60
MARKUP = frozenset("<>&\"'`{}\\")
"""Core puts labels and names into pages as they are."""


@dataclass(frozen=True)
class Field:
	"""One line of the form; `options` only where it is a choice."""

	label: str
	kind: str = "Data"
	required: bool = False
	options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
	"""`flow` names one of the flows that are ready, `signers` who signs its steps in order: users, or one role."""

	title: str
	fields: tuple[Field, ...]
	roles: tuple[str, ...]
	own_only: bool
	flow: str
	signers: tuple[tuple[str, ...], ...]


def read(said: Mapping[str, Any]) -> Form:
	"""The form that plain values speak of; what they do not say, or say in another shape, is as if it were empty."""
	return Form(
		title=_words(said.get("title")),
		fields=tuple(_field(row) for row in _rows(said.get("fields"))),
		roles=_several(said.get("roles")),
		own_only=said.get("own_only") not in (False, 0, "0"),
		flow=_words(said.get("flow")),
		signers=tuple(_several(row) for row in _list(said.get("signers"))),
	)


def problems_of(form: Form, flows: Mapping[str, list[dict]], roles: set[str]) -> Iterator[str]:
	"""What is wrong, in the reader's words: `flows` are those to choose from, by name, `roles` those that may fill in."""
	yield from _of_title(form.title)
	yield from _of_fields(form.fields)
	if not form.roles:
		yield _("Say who may fill in the form: choose at least one role.")
	for role in form.roles:
		if role not in roles:
			yield _("{0} is no role that may fill in a form.").format(_shown(role))
	if form.flow not in flows:
		yield _("Choose how the form is approved.")
	else:
		yield from _of_signers(form, flows[form.flow])


def _of_title(title: str) -> Iterator[str]:
	if not title:
		yield _("Give the form a name.")
	elif len(title) > LONGEST_LABEL or MARKUP.intersection(title) or not names.has_letters(title):
		yield _("{0} is no name for a form: write a few words of letters and numbers.").format(_shown(title))
	elif names.is_taken(title):
		yield _("There is a form or document type called {0} already. Choose another name.").format(
			_shown(title)
		)


def _of_fields(fields: tuple[Field, ...]) -> Iterator[str]:
	if not any(field.label for field in fields):
		yield _("A form needs at least one field.")
	if len(fields) > MOST_FIELDS:
		yield _("A form has at most {0} fields.").format(MOST_FIELDS)
	seen: set[str] = set()
	for field in fields:
		yield from _of_field(field)
		if field.label.casefold() in seen:
			yield _("Two fields are called {0}.").format(_shown(field.label))
		seen.add(field.label.casefold())


def _of_field(field: Field) -> Iterator[str]:
	shown = _shown(field.label)
	if not field.label:
		yield _("Every field needs a label.")
	elif len(field.label) > LONGEST_LABEL or MARKUP.intersection(field.label):
		yield _("{0} is no label for a field: write a few words.").format(shown)
	if field.kind not in KINDS:
		yield _("{0}: {1} is no kind of field that a form may have.").format(shown, _shown(field.kind))
	if field.kind == "Select" and len(field.options) < 2:
		yield _("{0}: name at least two choices, one on each line.").format(shown)
	if any(len(option) > LONGEST_LABEL or MARKUP.intersection(option) for option in field.options):
		yield _("{0}: a choice is a few words.").format(shown)


def _of_signers(form: Form, steps: list[dict]) -> Iterator[str]:
	if any("condition_value" in step for step in steps) and not any(
		f.kind == "Currency" for f in form.fields
	):
		yield _("This way of approving goes by an amount: the form needs a field of that kind.")
	named = dict(enumerate(form.signers))
	for number, step in enumerate(steps):
		who = named.get(number, ())
		if step["resolver"] == "user" and not who:
			yield _("{0}: no people are named yet").format(step["title"])
		elif step["resolver"] == "role" and len(who) != 1:
			yield _("{0}: choose one role").format(step["title"])


def _field(said: Mapping[str, Any]) -> Field:
	kind = _words(said.get("kind")) or "Data"
	options = str(said.get("options") or "").splitlines() if kind == "Select" else ()
	choices = tuple(dict.fromkeys(option.strip() for option in options if option.strip()))
	required = bool(said.get("required")) and said.get("required") != "0" and kind != "Check"
	return Field(_words(said.get("label")), kind, required, choices)


def _rows(said: Any) -> list[Mapping]:
	return [row for row in _list(said) if isinstance(row, Mapping)]


def _several(said: Any) -> tuple[str, ...]:
	return tuple(dict.fromkeys(filter(None, map(_words, _list(said)))))


def _list(said: Any) -> list:
	return list(said) if isinstance(said, list | tuple) else []


def _words(said: Any) -> str:
	return " ".join(said.split()) if isinstance(said, str) else ""


def _shown(words: str) -> str:
	return frappe.utils.escape_html(words[:LONGEST_LABEL]) or "—"
