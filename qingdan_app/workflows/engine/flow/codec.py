"""Engine values as plain JSON data and back: for the log, the frozen definition and the stored state.

A field that has its default is left out, so that short requests stay short and a field added later can be
read from old rows. Changes carry the name of their class.
"""

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from qingdan_app.workflows.engine.flow import events as log

Value = TypeVar("Value")
NAME = "change"
"""Key under which a change says which one it is."""


class Unreadable(ValueError):
	"""The data is not what `to_plain` writes for this type."""


def to_plain(value: Any) -> Any:
	"""A value of the engine as dicts, lists, strings and numbers, ready for `json.dumps`."""
	if isinstance(value, Enum):
		return value.value
	if isinstance(value, datetime):
		return value.isoformat()
	if isinstance(value, tuple):
		return [to_plain(each) for each in value]
	if isinstance(value, frozenset):
		return sorted(to_plain(each) for each in value)
	return _plain_fields(value) if is_dataclass(value) else value


def from_plain(kind: type[Value], plain: Any) -> Value:
	"""The value of type `kind` that `to_plain` wrote. Raises Unreadable."""
	try:
		return _reader(kind)(plain)
	except (KeyError, TypeError, ValueError, AttributeError) as error:
		raise Unreadable(f"{kind.__name__}: {error}") from error


def _plain_fields(value: Any) -> dict[str, Any]:
	plain = {NAME: type(value).__name__} if isinstance(value, log.Change) else {}
	for field in _fields(type(value)):
		content = getattr(value, field.name)
		if field.default is MISSING or content != field.default:
			plain[field.name] = to_plain(content)
	return plain


@cache
def _fields(kind: type) -> tuple[Field, ...]:
	return fields(kind)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
	origin = typing.get_origin(kind)
	if origin in (types.UnionType, typing.Union):
		inner = _reader(next(each for each in typing.get_args(kind) if each is not type(None)))
		return lambda plain: None if plain is None else inner(plain)
	if origin in (tuple, frozenset):
		inner = _reader(typing.get_args(kind)[0])
		return lambda plain: origin(inner(each) for each in plain)
	if kind is log.Change:
		return lambda plain: _reader(_changes()[plain[NAME]])(plain)
	if kind is datetime:
		return datetime.fromisoformat
	if is_dataclass(kind):
		return _dataclass_reader(kind)
	return kind if issubclass(kind, Enum) else _exactly(kind)


@cache
def _dataclass_reader(kind: type) -> Callable[[Any], Any]:
	hints = typing.get_type_hints(kind)
	readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

	def read(plain: Any) -> Any:
		return kind(**{name: readers[name](content) for name, content in plain.items() if name != NAME})

	return read


def _exactly(kind: type) -> Callable[[Any], Any]:
	def read(plain: Any) -> Any:
		if type(plain) is not kind:
			raise TypeError(f"{plain!r} is no {kind.__name__}")
		return plain

	return read


@cache
def _changes() -> dict[str, type]:
	return {each.__name__: each for each in log.Change.__subclasses__()}
