"""Mappings and rows that callers send to a door, read by what each of their values is; what cannot be read is refused by name.

A value that is a filter where a name is wanted would have the database look for whatever the caller describes.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from frappe import _
from frappe.utils import getdate

from qingdan_app import arguments

Reader = Callable[[str, Any], Any]
Shape = Mapping[str, Reader]


def read(name: str, given: Any, shape: Shape) -> dict[str, Any]:
	"""The values that are given of those that the shape knows, None for an empty one; raises WrongArgument for what is no mapping, and for a
	value that is of another kind."""
	if not isinstance(given, Mapping):
		arguments.refuse(name, _("it is of another kind"))
	told = {key: given[key] for key in shape if key in given}
	return {key: None if value in (None, "") else shape[key](key, value) for key, value in told.items()}


def text(name: str, value: Any) -> str:
	"""Words, or a number as words."""
	if isinstance(value, bool) or not isinstance(value, str | int | float):
		arguments.refuse(name, _("it is no text"))
	return str(value)


def number(name: str, value: Any) -> float:
	"""A number, also one that was sent as words."""
	return arguments.number_in(name, text(name, value))


def day(name: str, value: Any) -> date:
	"""A day that there is."""
	words = text(name, value)
	arguments.check_date(name, words)
	return getdate(words)


def yes_or_no(name: str, value: Any) -> bool:
	"""Whether something holds."""
	return arguments.yes_or_no(name, value)


def texts(name: str, value: Any) -> list[str]:
	"""Several words, each by itself."""
	return [text(name, each) for each in _list(name, value)]


def rows(shape: Shape) -> Reader:
	"""Rows, each of a shape."""
	return lambda name, value: [read(name, each, shape) for each in _list(name, value)]


def named(column: str) -> Reader:
	"""Names, each as words or as a row that holds them in a column."""
	return lambda name, value: [
		text(name, each.get(column) if isinstance(each, Mapping) else each) for each in _list(name, value)
	]


def _list(name: str, value: Any) -> list:
	if not isinstance(value, list):
		arguments.refuse(name, _("it is of another kind"))
	return value
