"""Formats of numbers taken apart: sections for positive, negative, zero and text, each a row of tokens."""

import re
from functools import lru_cache
from typing import NamedTuple

_MONTH, _MONTH_DAY, _DATE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
BUILT_IN = {
	1: "0",
	2: "0.00",
	3: "#,##0",
	4: "#,##0.00",
	9: "0%",
	10: "0.00%",
	11: "0.00E+00",
	14: "yyyy/m/d",
	15: "d-mmm-yy",
	16: "d-mmm",
	17: "mmm-yy",
	18: "h:mm AM/PM",
	19: "h:mm:ss AM/PM",
	20: "h:mm",
	21: "h:mm:ss",
	22: "yyyy/m/d h:mm",
	27: _MONTH,
	28: _MONTH_DAY,
	29: _MONTH_DAY,
	30: "m-d-yy",
	31: _DATE,
	32: 'h"时"mm"分"',
	33: 'h"时"mm"分"ss"秒"',
	36: _MONTH,
	37: "#,##0;-#,##0",
	38: "#,##0;-#,##0",
	39: "#,##0.00;-#,##0.00",
	40: "#,##0.00;-#,##0.00",
	45: "mm:ss",
	46: "[h]:mm:ss",
	47: "mm:ss.0",
	48: "##0.0E+0",
	49: "@",
	50: _MONTH,
	51: _MONTH_DAY,
	52: _MONTH,
	53: _MONTH_DAY,
	54: _MONTH_DAY,
	57: _MONTH,
	58: _MONTH_DAY,
}
"""Formats that files name by number only, as a Chinese office program shows them."""
_TOKEN = re.compile(
	r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*](?P<space>.)'
	r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<power>E[+-])"
	r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e+|b+)|(?P<digit>[0#?])|(?P<sign>.)",
	re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_OF_THE_SYSTEM = re.compile(r"\[\$-(?:x-sysdate|F800)\].*", re.I | re.S)


class Token(NamedTuple):
	kind: str
	text: str


class Section(NamedTuple):
	tokens: tuple[Token, ...]
	condition: tuple[str, float] | None
	counted: str  # how numbers are written: DBNum1, DBNum2 or nothing

	def has(self, *kinds: str) -> bool:
		return any(token.kind in kinds for token in self.tokens)


@lru_cache(maxsize=500)
def sections_of(form: str) -> tuple[Section, ...]:
	found: list[list[Token]] = [[]]
	form = _OF_THE_SYSTEM.sub(_DATE, form[:500])
	for match in _TOKEN.finditer(form):
		token = _token(match)
		if token == Token("sign", ";"):
			found.append([])
		else:
			found[-1].append(token)
	return tuple(map(_section, found))


def _token(match: re.Match) -> Token:
	kind, text = match.lastgroup or "sign", match[match.lastgroup or 0]
	if kind in ("quoted", "escaped"):
		return Token("word", text)
	if kind == "space":
		return Token("word", " " if match[0][0] == "_" else "")
	if kind == "bracket" and text[:1].lower() in "hms" and set(text.lower()) <= set("hms"):
		return Token("elapsed", text.lower())
	if kind == "bracket" and text.startswith("$"):
		return Token("word", text[1:].partition("-")[0]) if text[1:2] != "-" else Token("bracket", text)
	if kind == "sign" and text == "@":
		return Token("text", text)
	return Token(kind, text.lower() if kind == "date" else text)


def _section(tokens: list[Token]) -> Section:
	condition, counted, kept = None, "", []
	for token in tokens:
		if token.kind != "bracket":
			kept.append(token)
		elif match := _CONDITION.fullmatch(token.text.strip()):
			condition = (match[1], float(match[2]))
		elif token.text.lower().startswith("dbnum"):
			counted = token.text.lower()
	return Section(tuple(kept), condition, counted)
