"""What callers send to a door, read by what the door says it takes; what cannot be read is refused by name.

Else a number too large, half a character or a DocType that there is not would be answered in the words of Python or of the
database, and logged as a fault of the site.
"""

import functools
import inspect
import math
import types
import typing
from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

LARGEST = 2**31 - 1
LONGEST_NAME = 140
OF_DOCTYPES = frozenset({"doctype", "document_type"})
NAMES = frozenset(
	{
		"name",
		"request",
		"task",
		"flow",
		"user",
		"successor",
		"unit",
		"person",
		"handed",
		"scheme",
		"counted_list",
		"scored",
	}
)
NAMED_BY = {
	"task": "Qingdan Task",
	"flow": "Qingdan Approval Flow",
	"handed": "Qingdan Part",
	"scheme": "Qingdan Scoring Scheme",
	"counted_list": "Qingdan List",
	"scored": "Qingdan Score Event",
}
"""Arguments that name a document, and its DocType."""
BY_NAME = frozenset({"name", "names", "tasks", "lists", "report", *NAMED_BY})
"""Arguments that name documents whose DocType the door knows."""
DATES = frozenset({"start", "end", "deadline", "by_day", "due", "from_day", "to_day"})
AS_JSON: dict[str, type | tuple[type, ...]] = {"field_map": dict, "filters": (list, dict), "fields": list}
"""Texts that core reads as JSON, and what it takes them for."""
READ_BY_THE_ROOM = frozenset({"people", "requests"})
"""Lists that have refusals of their own."""


def path_of_request() -> str:
	"""The path that is asked for; empty outside of a request."""
	return getattr(frappe.request, "path", "") if frappe.request else ""


class WrongArgument(frappe.ValidationError):
	"""An argument is no value of the kind that the door takes."""


def read(door: Callable) -> Callable:
	"""A door that is called with arguments of the kinds it names, or raises WrongArgument."""
	signature = inspect.signature(door)

	@functools.wraps(door)
	def with_read_arguments(*args, **words):
		bound = signature.bind_partial(*args, **words)
		_refuse_what_is_missing(signature, bound.arguments)
		for name, value in bound.arguments.items():
			bound.arguments[name] = _read(name, value, signature.parameters[name])
		said = len(frappe.local.message_log)
		try:
			return door(*bound.args, **bound.kwargs)
		except frappe.DoesNotExistError:
			_refuse_to_tell(bound.arguments, said)
			raise
		except frappe.PermissionError as refusal:
			if not str(refusal) and _names_any(bound.arguments):
				_name_no_document(bound.arguments, said)
			raise

	with_read_arguments.__annotations__ = {}  # core would read them by itself, and say so in words of Python
	return with_read_arguments


def _refuse_what_is_missing(signature: inspect.Signature, sent: Mapping[str, Any]) -> None:
	for name, parameter in signature.parameters.items():
		if name not in sent and parameter.default is parameter.empty:
			refuse(name, _("it is missing"))


def _refuse_to_tell(words: dict[str, Any], said: int) -> None:
	"""Raise what core raises for a document that one may not see: whether there is one is told to administrators alone.

	Whoever names a request has a part in it, and hears that its document is gone.
	"""
	if _names_any(words) and "System Manager" not in frappe.get_roles():
		_name_no_document(words, said)
		raise frappe.PermissionError


def _name_no_document(words: dict[str, Any], said: int) -> None:
	"""Say of a refusal without words that the DocType is closed: some lines of Frappe name the document, which is there then.

	They do so in a message beside it as well, which goes: `said` is how many there were when the door was called.
	"""
	del frappe.local.message_log[said:]
	named = _named(words)
	frappe.flags.error_message = (
		_("Insufficient Permission for {0}").format(named[0])
		if named
		else _("There is no such document, or it is not yours to see.")
	)


def check_seen(named: Mapping[str, str | None]) -> None:
	"""Raise PermissionError for a document, by DocType, that the session's user does not see, alike whether there is one: before core
	looks for what a new document names, and says that it is not there."""
	for doctype, name in named.items():
		if name and not frappe.get_list(doctype, {"name": name}, limit_page_length=1):
			frappe.throw(_("There is no such document, or it is not yours to see."), frappe.PermissionError)


def _names_any(words: dict[str, Any]) -> bool:
	return any(words.get(name) for name in BY_NAME | OF_DOCTYPES)


def _named(words: dict[str, Any]) -> list[str]:
	"""The DocTypes of the documents that a call names."""
	named = [words[name] for name in OF_DOCTYPES if words.get(name)]
	return named + [doctype for name, doctype in NAMED_BY.items() if words.get(name)]


def _read(name: str, value: Any, parameter: inspect.Parameter) -> Any:
	if value is None:
		return _nothing(name, parameter)
	if value is parameter.default:
		return value
	_refuse_half_characters(name, value)
	kinds = _kinds(parameter.annotation)
	if value == "" and NoneType in kinds:
		return None  # so a form sends what it has not chosen yet
	if value == "" and name in NAMES and parameter.default is parameter.empty:
		refuse(name, _("it is missing"))
	if list in kinds or dict in kinds:
		return _structured(name, value, kinds, _items(parameter.annotation))
	kind = next((kind for kind in (bool, int, float, str) if kind in kinds), None)
	return READERS[kind](name, value) if kind else value


def _kinds(annotation: Any) -> set[type]:
	return {typing.get_origin(part) or part for part in _parts(annotation)}


def _parts(annotation: Any) -> tuple[Any, ...]:
	return typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)


def _nothing(name: str, parameter: inspect.Parameter) -> Any:
	"""What a door gets for nothing: nothing where it takes that, else what it takes where nothing was sent."""
	if NoneType in _kinds(parameter.annotation):
		return None
	if parameter.default is parameter.empty:
		refuse(name, _("it is missing"))
	return parameter.default


def _items(annotation: Any) -> tuple[type, ...]:
	"""Of what kind the items of a list have to be; a number is taken for a text."""
	kinds = [
		kind
		for part in _parts(annotation)
		if typing.get_origin(part) is list
		for kind in typing.get_args(part)
	]
	return (*kinds, int, float) if str in kinds else tuple(kinds)


def _refuse_half_characters(name: str, value: Any) -> None:
	"""Texts that are no texts, wherever they stand in what was sent."""
	if isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value):
		refuse(name, _("a character is broken"))
	for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
		_refuse_half_characters(name, part)


def _structured(name: str, value: Any, kinds: set[type], items: tuple[type, ...]) -> Any:
	if name in READ_BY_THE_ROOM or not (isinstance(value, str) and str in kinds):
		found = value
	else:
		found = _check_json(name, value, tuple(kinds - {str, NoneType})) if value.strip() else None
	if found is not None and not isinstance(found, tuple(kinds)):
		refuse(name, _("it is of another kind"))
	if isinstance(found, list) and _has_others(name, found, items):
		refuse(name, _("it is of another kind"))
	return value if found is not None else (list if list in kinds else dict)()


def _has_others(name: str, found: list, items: tuple[type, ...]) -> bool:
	return bool(items) and name not in READ_BY_THE_ROOM and not all(isinstance(item, items) for item in found)


def _check_json(name: str, text: str, kinds: type | tuple[type, ...]) -> Any:
	try:
		read_as = frappe.parse_json(text)
	except (ValueError, RecursionError):
		refuse(name, _("it is no JSON"))
	_refuse_half_characters(name, read_as)
	if not isinstance(read_as, kinds):
		refuse(name, _("it is of another kind"))
	return read_as


def _text(name: str, value: Any) -> str:
	if isinstance(value, bool | list | dict):
		refuse(name, _("it is no text"))
	text = str(value)
	if name in OF_DOCTYPES and not is_doctype(text):
		refuse(name, _("there is no such DocType"))
	if name in NAMES and len(text) > LONGEST_NAME:
		refuse(name, _("it is too long"))
	if name in AS_JSON and not text.strip():
		return "{}" if AS_JSON[name] is dict else "[]"
	if name in AS_JSON:
		_check_json(name, text, AS_JSON[name])
	if name in DATES and text:
		check_date(name, text)
	return text


def is_doctype(text: Any) -> bool:
	"""Whether there is such a DocType: asked of the cache, where what is asked for stands nearly always."""
	try:
		return isinstance(text, str) and 0 < len(text) <= LONGEST_NAME and bool(frappe.get_meta(text))
	except (frappe.DoesNotExistError, ImportError):
		frappe.clear_last_message()
		return False


def check_date(name: str, text: str) -> None:
	"""Raise WrongArgument for a day that there is not."""
	try:
		found = getdate(text)
	except (ValueError, TypeError, OverflowError, frappe.ValidationError):
		found = None
	if not found:
		refuse(name, _("it is no date"))


def _whole(name: str, value: Any) -> int:
	number = number_in(name, value)
	if number != int(number):
		refuse(name, _("it is no whole number"))
	return int(number)


def number_in(name: str, value: Any) -> float:
	"""A number that the database can hold."""
	try:
		number = float(value)
	except (TypeError, ValueError, OverflowError):
		refuse(name, _("it is no number"))
	if not math.isfinite(number) or abs(number) > LARGEST:
		refuse(name, _("it is too large"))
	return number


def yes_or_no(name: str, value: Any) -> bool:
	"""Whether something holds, as forms and programs say it."""
	if str(value).lower() not in ("true", "false", "0", "1", "yes", "no", ""):
		refuse(name, _("it is neither yes nor no"))
	return str(value).lower() in ("true", "1", "yes")


def refuse(name: str, why: str) -> typing.NoReturn:
	"""Raise WrongArgument, with what is wrong with what was sent."""
	frappe.throw(_("{0} cannot be read: {1}.").format(name, why), WrongArgument)


READERS: dict[type, Callable[[str, Any], Any]] = {bool: yes_or_no, int: _whole, float: number_in, str: _text}
