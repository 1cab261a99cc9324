"""Dates and times of a spreadsheet as their format shows them: 2021年6月, 6月30日, 18:00, 二〇二一年."""

import datetime
import re

from qingdan_app.parsing.readers.format_sections import Section, Token
from qingdan_app.parsing.readers.list_numbers import chinese, chinese_digits

_WEEKDAYS = "一二三四五六日"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def moment_of(value: float, from_1904: bool) -> datetime.datetime:
	"""The moment of a serial number; the calendar of Excel has a 29 February 1900 that there never was."""
	if value < 0:
		raise ValueError
	first = (
		datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 31 if value < 60 else 30)
	)
	return first + datetime.timedelta(seconds=round(value * 86_400))


def shown_date(moment: datetime.datetime, value: float, section: Section) -> str:
	written, tokens = [], section.tokens
	for at, token in enumerate(tokens):
		if token.kind == "date":
			written.append(_date_part(moment, _meant(tokens, at), section))
		elif token.kind == "elapsed":
			seconds = round(value * 86_400)
			written.append(str(seconds // {"h": 3600, "m": 60, "s": 1}[token.text[0]]))
		elif token.kind == "half":
			words = token.text.split("/")
			written.append(words[0] if moment.hour < 12 else words[1])
		elif token.kind in ("word", "sign", "digit"):
			written.append(token.text)
	return "".join(written)


def _meant(tokens: tuple[Token, ...], at: int) -> str:
	"""The token of a date; an m beside hours or seconds means minutes, h counts to twelve beside AM/PM."""
	text = tokens[at].text
	times = [token for token in tokens if token.kind in ("date", "elapsed")]
	here = sum(token.kind in ("date", "elapsed") for token in tokens[:at])
	if text in ("m", "mm"):
		before = times[here - 1].text if here else ""
		after = times[here + 1].text if here + 1 < len(times) else ""
		if before.startswith("h") or after.startswith("s"):
			return "minute" + text
	if text.startswith("h") and any(token.kind == "half" for token in tokens):
		return "half" + text
	return text


def _date_part(moment: datetime.datetime, part: str, section: Section) -> str:
	if part.startswith(("y", "e", "b")):
		year = moment.year if len(part) > 2 or part[0] == "e" else moment.year % 100
		return chinese_digits(year) if section.counted else f"{year:02d}"
	if part.startswith("a") or part in ("ddd", "dddd"):
		return ("" if len(part) == 3 else "星期") + _WEEKDAYS[moment.weekday()]
	if part in ("mmm", "mmmm", "mmmmm"):
		return _MONTHS[moment.month - 1]
	number = {
		"m": moment.month,
		"d": moment.day,
		"h": moment.hour,
		"s": moment.second,
		"minutem": moment.minute,
		"halfh": moment.hour % 12 or 12,
	}[re.sub(r"(.)\1+$", r"\1", part.partition(".")[0])]
	if section.counted:
		return chinese(number)
	return f"{number:02d}" if part.partition(".")[0][-2:] in ("mm", "dd", "hh", "ss") else str(number)
