"""The number of a row as lists write it: 1 · 1. · 1* · （一） · RW-1."""

import re

from qingdan_app.parsing.headings import Serial, read_serial
from qingdan_app.parsing.numerals import NUMERAL, narrow, to_number

_MARKED = re.compile(rf"(?:[A-Z]{{1,4}}-?)?(\d{{1,4}})[.、]?|[(第]?(\d{{1,4}}|{NUMERAL}{{1,4}})[)、.项]?")
_PARTS = re.compile(r"\d{1,3}(?:[.\-–—]\d{1,3}){1,3}")
_LONGEST = 12


def read_number(text: str) -> Serial | None:
	"""The number of a row and whether it is starred, or None. One of parts (3-2) is a number, but which one is not said: 0."""
	if not text or len(text) > _LONGEST:
		return None
	words = "".join(narrow(text).split())
	if serial := read_serial(words):
		return serial
	starred = words.endswith(("*", "★"))
	words = words.rstrip("*★")
	if _PARTS.fullmatch(words):
		return Serial(0, starred)
	match = _MARKED.fullmatch(words)
	number = to_number(match[1] or match[2]) if match else None
	return Serial(number, starred) if number else None
