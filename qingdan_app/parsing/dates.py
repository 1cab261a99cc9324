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
	| (?<![\d一二三四五六七八九十两几多数半近当去往历全])年(?P<part>[初中])(?=$|[之以]?前|[，,；;。、)）\s]|完成|启动|开工)
	""",
	re.X,
)
_BEFORE = re.compile(r"(?P<edge>[底末])?(?:之|以)?前")
_MONTH_LIST = re.compile(r"(?<!\d)((?:\d{1,2}\s*、\s*)+)(?=\d{1,2}\s*月)")
_YEAR_IN_WORDS = re.compile(r"二[〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_MONTH_IN_WORDS = re.compile(r"(?<![一二三四五六七八九十个])(?:十[一二]?|[一二三四五六七八九])(?=月)")
_SHORT_YEAR = re.compile(r"(?<!\d)([12]\d)年(?=\s*(?:\d{1,2}月|[底末]))")
_FEASTS = (
	("三八(?:妇女节|国际妇女节|节)?|妇女节", "3月7日"),
	("植树节", "3月11日"),
	("五一(?:国际劳动节|劳动节|假期|节)?|劳动节", "4月30日"),
	("五四(?:青年节)?|青年节", "5月3日"),
	("六一(?:国际儿童节|儿童节|节)?|儿童节", "5月31日"),
	("七一|建党节", "6月30日"),
	("八一(?:建军节)?|建军节", "7月31日"),
	("教师节", "9月9日"),
	("国庆(?:节|假期|长假)?|十一(?:国庆节|假期|长假|黄金周)", "9月30日"),
)
_BEFORE_A_FEAST = tuple(
	(re.compile(rf"(?<![\u3400-\u9fff\d])((?:\d{{4}}|今|本|明|次)年)?[“\"]?(?:{names})[”\"]?[之以]?前"), day)
	for names, day in _FEASTS
)
"""A day of every year, before which something is done: the day before it is the last. Those of the lunar calendar have none of their own."""
_BEFORE_NEW_YEAR = re.compile(
	r"(?:(?P<year>\d{4})年|(?P<later>次年|翌年|明年|来年))?[“\"]?元旦节?[”\"]?[之以]?前"
)
_QUARTER = re.compile(r"[Qq]([1-4])(?!\d)")
_RANGE = re.compile(
	r"(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月?(?:至|到|[-—–~～]+)"
	r"(?:(?P<to_year>\d{4})年)?(?P<to_month>\d{1,2})月[底末]?前?"
	r"|(?<!\d)(?P<from>\d{4})年?(?:至|到|[-—–~～]+)(?P<to>\d{4})(?:年|$)[底末]?前?"
)
_QUARTER_ENDS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12, "上": 6, "下": 12}
_PART_ENDS = {"初": 3, "中": 6}
"""年初 and 年中 name no day: proposed are the ends of the first quarter and half."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that a list may be of, or name."""
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
	"""Dates as most lists write them: `3、6、9月` as `3月、6月、9月`, 二〇二四年六月 as 2024年6月, 24年底 as 2024年底, Q3 as 3季度,
	国庆节前 as 9月30日前."""
	words = _BEFORE_NEW_YEAR.sub(_before_new_year, words)
	for feast, day in _BEFORE_A_FEAST:
		words = feast.sub(rf"\g<1>{day}前", words)
	words = _YEAR_IN_WORDS.sub(lambda match: "".join(map(_digit, match[0])), words)
	words = _MONTH_IN_WORDS.sub(lambda match: str(to_number(match[0])), words)
	words = _QUARTER.sub(r"\1季度", _SHORT_YEAR.sub(r"20\1年", words))
	return _MONTH_LIST.sub(lambda match: re.sub(r"(\d)\s*、", r"\1月、", match[1]), words)


def _before_new_year(match: re.Match) -> str:
	"""The last day of the year before it: 2026年元旦前 is 2025年12月31日前."""
	year = f"{int(match['year']) - 1}年" if match["year"] else "今年" if match["later"] else ""
	return f"{year}12月31日前"


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
	if match["vague"] or match["y_vague"] or match["part"]:
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
	return _last_day(own, _PART_ENDS.get(match["y_vague"] or match["part"], 12)), "year", named


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
	if year is None or not (is_year(year) and 1 <= month <= 12):
		return None
	return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int | None, month: int, day: int) -> datetime.date | None:
	end = _last_day(year, month)
	return end.replace(day=day) if end and 1 <= day <= end.day else None


def is_year(year: int) -> bool:
	"""Whether it is a year that a list may be of, or name."""
	return FIRST_YEAR <= year <= LAST_YEAR


def year_in(words: str) -> int | None:
	"""The first year that is one of a list, named in the words as `2021年`, or None."""
	years = (to_number(year) for year in re.findall(r"(?<!\d)(\d{4})年", words))
	return next((year for year in years if year and is_year(year)), None)
