"""The dates named in a deadline's words. A month means its last day, a year its 31 December."""

import calendar
import datetime
import re
from typing import NamedTuple

from qingdan_app.parsing.numerals import to_number

_YEAR = r"(?:(?P<year>\d{4})\s*年\s*|(?P<relative>次年|翌年|明年|来年|今年|本年|当年)\s*)"
_DATE = re.compile(
	rf"""
	(?<!\d)(?P<iso_year>\d{{4}})[-./](?P<iso_month>\d{{1,2}})(?:[-./](?P<iso_day>\d{{1,2}}))?(?![\d月])
	| {_YEAR}?(?<!\d)(?P<month>\d{{1,2}})\s*月份?
		(?:\s*(?P<day>\d{{1,2}})\s*[日号]|(?P<third>[上中下]旬)|(?P<vague>[初中])|[底末])?
	| {_YEAR.replace("year", "q_year").replace("relative", "q_relative")}?
		(?P<quarter>第?[一二三四1-4]季度|[上下]半年)[底末]?
	| {_YEAR.replace("year", "y_year").replace("relative", "y_relative")}(?:度?[底末内]|(?P<y_vague>[初中]))?
	| (?P<year_end>(?<![\d一二三四五六七八九十两几多数半])年[底末内终]|岁末)
	""",
	re.X,
)
_BEFORE = re.compile(r"(?P<edge>[底末])?(?:之|以)?前")
_MONTH_LIST = re.compile(r"(?<!\d)((?:\d{1,2}\s*、\s*)+)(?=\d{1,2}\s*月)")
_YEAR_IN_WORDS = re.compile(r"二[〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_MONTH_IN_WORDS = re.compile(r"(?<![一二三四五六七八九十个])(?:十[一二]?|[一二三四五六七八九])(?=月)")
_SHORT_YEAR = re.compile(r"(?<!\d)([12]\d)年(?=\s*(?:\d{1,2}月|[底末]))")
_QUARTER = re.compile(r"[Qq]([1-4])(?!\d)")
_RANGE = re.compile(
	r"(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月?(?:至|到|[-—–~～]+)"
	r"(?:(?P<to_year>\d{4})年)?(?P<to_month>\d{1,2})月[底末]?前?"
	r"|(?<!\d)(?P<from>\d{4})年?(?:至|到|[-—–~～]+)(?P<to>\d{4})(?:年|$)[底末]?前?"
)
_QUARTER_ENDS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12, "上": 6, "下": 12}
_LATER_YEAR = ("次年", "翌年", "明年", "来年")


class FoundDate(NamedTuple):
	"""A date in the words: where, the last day of what is named (None if the calendar has no such day or the
	year is unknown), how precisely it is named, and why it can be read in two ways (or None)."""

	start: int
	end: int
	date: datetime.date | None
	precision: str
	doubt: str | None


def spelled_out(words: str) -> str:
	"""Dates as most lists write them: `3、6、9月` as `3月、6月、9月`, 二〇二四年六月 as 2024年6月, 24年底 as 2024年底, Q3 as 3季度."""
	words = _YEAR_IN_WORDS.sub(lambda match: "".join(map(_digit, match[0])), words)
	words = _MONTH_IN_WORDS.sub(lambda match: str(to_number(match[0])), words)
	words = _QUARTER.sub(r"\1季度", _SHORT_YEAR.sub(r"20\1年", words))
	return _MONTH_LIST.sub(lambda match: re.sub(r"(\d)\s*、", r"\1月、", match[1]), words)


def _digit(sign: str) -> str:
	return str("〇一二三四五六七八九".index(sign.replace("零", "〇").replace("○", "〇")))


def find_dates(words: str, base_year: int | None) -> list[FoundDate]:
	"""All dates in narrowed words, in order.

	`base_year` is the document's year, which months without a year belong to until another year is named.
	"""
	found, year = [], base_year
	for match in _DATE.finditer(words):
		date = _read(match, words, year, year != base_year)
		found.append(date)
		if date.date is not None:
			year = date.date.year
	return found


def find_range(words: str, base_year: int | None) -> tuple[datetime.date, datetime.date, str] | None:
	"""First day, last day and precision of a span such as `3月至6月` or `2021—2025年`, or None."""
	match = _RANGE.search(words)
	if match is None:
		return None
	if match["from"]:
		start, end = _day(int(match["from"]), 1, 1), _last_day(int(match["to"]), 12)
		return (start, end, "year") if start and end and start <= end else None
	year = int(match["year"]) if match["year"] else base_year
	start = _day(year, int(match["month"]), 1)
	end = _last_day(int(match["to_year"]) if match["to_year"] else year, int(match["to_month"]))
	return (start, end, "month") if start and end and start <= end else None


def _read(match: re.Match, words: str, year: int | None, carried: bool) -> FoundDate:
	before = _BEFORE.match(words, match.end())
	date, precision, named = _value(match, year)
	end = before.end() if before else match.end()
	doubt = _doubt(match, precision, bool(before) and words[before.start() - 1] not in "底末内终", before)
	if doubt is None and carried and not named:
		doubt = "the year is taken from the date before it"
	return FoundDate(match.start(), end, date, precision, doubt)


def _doubt(match: re.Match, precision: str, open_before: bool, before: re.Match | None) -> str | None:
	if match["vague"] or match["y_vague"]:
		return "初 or 中 names no day"
	if open_before and precision in ("month", "year") and not before["edge"]:
		return "前 may mean by the end of it or before it begins"
	return None


def _value(match: re.Match, year: int | None) -> tuple[datetime.date | None, str, bool]:
	if match["iso_year"]:
		iso_day = match["iso_day"]
		return (*_month_or_day(int(match["iso_year"]), match["iso_month"], iso_day, None), True)
	if match["month"]:
		own, named = _year_of(match["year"], match["relative"], year)
		return (*_month_or_day(own, match["month"], match["day"], match["third"]), named)
	if match["quarter"]:
		own, named = _year_of(match["q_year"], match["q_relative"], year)
		return (*_quarter(own, match["quarter"]), named)
	own, named = _year_of(match["y_year"], match["y_relative"], year)
	return _last_day(own, 12), "year", named


def _year_of(year: str | None, relative: str | None, base: int | None) -> tuple[int | None, bool]:
	if year:
		return int(year), True
	if relative and base is not None:
		return base + (relative in _LATER_YEAR), True
	return base, False


def _month_or_day(year, month, day, third) -> tuple[datetime.date | None, str]:
	if day:
		return _day(year, int(month), int(day)), "day"
	if third in ("上旬", "中旬"):
		return _day(year, int(month), 10 if third == "上旬" else 20), "ten_days"
	return _last_day(year, int(month)), "ten_days" if third else "month"


def _quarter(year: int | None, words: str) -> tuple[datetime.date | None, str]:
	if "半年" in words:
		return _last_day(year, _QUARTER_ENDS[words[0]]), "half_year"
	return _last_day(year, _QUARTER_ENDS[words.removeprefix("第")[0]]), "quarter"


def _last_day(year: int | None, month: int) -> datetime.date | None:
	if year is None or not (1990 <= year <= 2100 and 1 <= month <= 12):
		return None
	return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int | None, month: int, day: int) -> datetime.date | None:
	end = _last_day(year, month)
	return end.replace(day=day) if end and 1 <= day <= end.day else None


def year_in(words: str) -> int | None:
	"""The first year (1990 to 2100) named in the words as `2021年`, or None."""
	years = (to_number(year) for year in re.findall(r"(?<!\d)(\d{4})年", words))
	return next((year for year in years if year and 1990 <= year <= 2100), None)
