"""A document as plain JSON data, schema 1 (README.md)."""

import datetime
from dataclasses import fields, is_dataclass

from qingdan_app.parsing.content import Place
from qingdan_app.parsing.model import SCHEMA, Document, Issue


def to_json(document: Document) -> dict:
	"""The document as dicts, lists, strings, numbers, booleans and None; dates as YYYY-MM-DD."""
	return {"schema": SCHEMA, **_plain(document)}


def _plain(value: object) -> object:
	if isinstance(value, Issue):
		return {
			"line": value.line,
			"place": _plain(value.place),
			"code": value.code,
			"message": value.message,
		}
	if isinstance(value, Place):
		return str(value)
	if is_dataclass(value):
		return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
	if isinstance(value, tuple):
		return [_plain(part) for part in value]
	return value.isoformat() if isinstance(value, datetime.date) else value
