"""Words that an administrator writes for a message: places with a name, and nothing that could be run."""

import re
from collections.abc import Mapping
from string import Formatter

PLACES: dict[str, int] = {"document": 0, "title": 1, "what": 2, "文件": 0, "标题": 1, "内容": 2}
"""What may stand in braces, in English or in Chinese, and which value of a message it is."""
ENGLISH, CHINESE = ("document", "title", "what"), ("文件", "标题", "内容")
NUMBERED = re.compile(r"\{(\d)\}")
LONGEST = 300


class BadTemplate(Exception):
	"""A template that could not be filled in; its argument is the part that is wrong."""


def named(sentence: str, language: str) -> str:
	"""A shipped sentence with names in place of its numbers."""
	names = CHINESE if language.startswith("zh") else ENGLISH
	return NUMBERED.sub(lambda found: _braced(names[int(found[1])]), sentence)


def check(template: str, sentence: str) -> None:
	"""Raise BadTemplate unless the template can be filled in wherever the shipped sentence can."""
	given = {int(number) for number in NUMBERED.findall(sentence)} | {0, 1}
	for name in _places(template):
		if PLACES.get(name) not in given:
			raise BadTemplate(_braced(name))
	if len(template) > LONGEST or not fill(template, ("x", "x", "x")).strip():
		raise BadTemplate(template[:LONGEST])


def fill(template: str, values: tuple[str, ...]) -> str:
	"""The template with its values: the document, its title, what is asked or happened. One that is not there is empty."""
	known: Mapping[int, str] = dict(enumerate(values))
	parts = Formatter().parse(" ".join(template.split()))
	return "".join(words + (known.get(PLACES[name], "") if name else "") for words, name, *_more in parts)


def _places(template: str) -> list[str]:
	"""The names in braces. A value's attributes, its parts and its format are none: what is put in is put in as it is."""
	try:
		parts = list(Formatter().parse(template))
	except ValueError as error:
		raise BadTemplate(str(error)) from None
	for _words, name, form, conversion in parts:
		if name is not None and (form or conversion or not name):
			raise BadTemplate(_braced(name))
	return [name for _words, name, *_more in parts if name]


def _braced(name: str) -> str:
	return f"{{{name}}}"
