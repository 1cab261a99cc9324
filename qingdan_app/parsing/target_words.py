"""The words around a figure: what it measures, until when, how often and for each of whom."""

import datetime
import re

from qingdan_app.parsing.dates import find_dates, is_year
from qingdan_app.parsing.quantities import DURATIONS, MONEY, SHARES, Quantity

_CLAUSE = re.compile(r"[，,。;!\n]")
_SENTENCE = re.compile(r"[。;!\n]")
_EVERY = re.compile(r"每(半年|季度?|个?月|周|旬|年|日|天)")
_EVERY_WORDS = {
	"半年": "half_year",
	"季": "quarter",
	"季度": "quarter",
	"月": "month",
	"个月": "month",
	"周": "week",
}
_EVERY_WORDS |= {"旬": "ten_days", "年": "year", "日": "day", "天": "day"}
_RATE = re.compile(r"/(年|月|周|日|天)")
_PER = re.compile(
	r"每(?:个|家|所|名|座|条)?(?!半年|季|个?月|周|旬|年|日|天)([^，,。;、\d每]{1,10}?)(?:至少|不少于|不低于|新增|建成|完成|创建|建设)*$"
)
_PER_EACH = re.compile(
	r"^(.+?)(?:均|都|分别)?(?:至少|不少于)?各自?(?:完成|建成|新建|创建|培育|新增|举办|开展|打造|引进|建设|推出|有|至少|不少于)*$"
)
_TIME = re.compile(r"\d年|\d月|年[底末内]|半年|季度|[今明次本当]年")
_WHOLE_YEAR = re.compile(r"全年|(?<![半\d一二三四五六七八九十两几])年内|年度")
_AGAINST = re.compile(r"(?:较|比|同比|对比|恢复到|相比|基于|自|从)\s*$")
_LEADING = re.compile(
	r"^(?:其中|力争|争取|确保|计划|预计|目标|累计|年度|全年|年内|年底|实现|完成|共|分别|[和及的:：,，、；。\s])+"
	r"|^(?:\d{4}年(?:度|[底末内]前?)?|(?:\d{4}年)?\d{1,2}月(?:[底末]?前)?[底末]?)"
)
_TRAILING = re.compile(
	r"(?:力争|争取|确保|实现|达到?|突破|超过?|[约近逾共为由各等的]|不少于|不低于|不超过|不突破|不高于|至少|最多|控制在|低于|高于|[:：(（、\s])+$"
)
_NO_THING = ("目标", "任务", "规模")
_LONGEST_METRIC = 40


def clause_before(words: str, start: int) -> str:
	"""The words of the clause in front of a figure."""
	return _CLAUSE.split(words[max(0, start - 120) : start])[-1]


def clause_after(words: str, end: int) -> str:
	"""The words of the clause behind a figure."""
	return _CLAUSE.split(words[end : end + 60], maxsplit=1)[0]


def date_before(words: str, start: int, base_year: int | None) -> datetime.date | None:
	"""The last date that the sentence names in front of a figure; 全年 is the document's year."""
	sentence = _SENTENCE.split(words[:start])[-1]
	if _TIME.search(sentence):
		for one in reversed(find_dates(sentence, base_year)):
			if one.date and not _AGAINST.search(sentence[: one.start]):
				return one.date
	whole = base_year and is_year(base_year) and _WHOLE_YEAR.search(sentence)
	return datetime.date(base_year, 12, 31) if whole else None


def every_of(words: str, one: Quantity) -> str | None:
	"""day, week, ten_days, month, quarter, half_year or year where the figure is owed again and again."""
	rate = _RATE.match(words, one.end)
	named = [rate[1]] if rate else _EVERY.findall(clause_before(words, one.start))
	return _EVERY_WORDS[named[-1]] if named else None


def per_of(text: str, words: str, one: Quantity) -> str | None:
	"""Those each of whom owes the figure: `每个街道1个`, `西湖区、滨江区各1个`."""
	length = len(clause_before(words, one.start))
	before = text[one.start - length : one.start]
	match = _PER.search(before) or _PER_EACH.match(before)
	return match[1].removeprefix("各").strip() or None if match else None


def metric_of(text: str, words: str, kept: list[Quantity], place: int) -> str:
	"""What is counted or measured: the words behind a number of things, else those in front of the figure.

	Of a figure that directly follows another (`8条、70公里`) it is what the other measures.
	"""
	one = kept[place]
	if behind := _behind(text, words, one):
		return behind
	edge = one.start - len(clause_before(words, one.start))
	if front := _front(text, words, max(edge, kept[place - 1].end if place else 0), one.start):
		return front
	if place and not _SENTENCE.search(words[kept[place - 1].end : one.start]):
		return metric_of(text, words, kept, place - 1)
	return _front(text, words, edge - 1 - len(clause_before(words, edge - 1)), edge - 1) if edge else ""


def _behind(text: str, words: str, one: Quantity) -> str:
	"""The things that are counted, or measured where they directly follow (`480公里雨水管网`)."""
	clause = clause_after(words, one.end)
	if one.unit in DURATIONS or one.unit.endswith(MONEY) or (one.unit in SHARES and clause[:1] != "的"):
		return ""
	stop = re.search(r"[、(\[\])]|:|\d", clause)
	behind = text[one.end : one.end + (stop.start() if stop else len(clause))].removeprefix("的").strip()
	behind = _TRAILING.sub("", behind.rstrip("和及与并"))
	return "" if behind in _NO_THING else behind[:_LONGEST_METRIC]


def _front(text: str, words: str, start: int, end: int) -> str:
	bracket = max(words.rfind("(", start, end), words.rfind("[", start, end))
	if bracket >= 0 and not re.search(r"[)\]]", words[bracket:end]):
		start = bracket + 1
	front = _LEADING.sub("", _LEADING.sub("", text[max(start, 0) : end]))
	return _TRAILING.sub("", front)[-_LONGEST_METRIC:]
