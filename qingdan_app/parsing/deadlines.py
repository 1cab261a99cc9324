"""A deadline cell into kind, dates and the date that binds. README.md lists how each expression is decided."""

import datetime
import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qingdan_app.parsing.characters import simplified, without_pinyin
from qingdan_app.parsing.dates import FoundDate, find_dates, find_range, spelled_out
from qingdan_app.parsing.model import Deadline, DeadlineDate
from qingdan_app.parsing.numerals import narrow

KINDS = ("date", "milestones", "tentative", "recurring", "ongoing", "contingent", "period")

# In this order: what is undecided stays undecided whatever else the cell says.
_MARKERS = (
	("tentative", re.compile(r"待定|暂定|计划|预计|拟|力争|争取|左右|大约")),
	("recurring", re.compile(r"每[年半季月周旬日天]|每个|按[年季月]|逐[年季月]|定期")),
	(
		"contingent",
		re.compile(r"^(?:根据|按照?|依据|依照|视|待|结合|配合|随)|(?:后|之后|以后|确定|而定|另行通知)$"),
	),
	("ongoing", re.compile(r"长效|长期|持续|常态|日常|常年|经常|不间断|一直")),
	("period", re.compile(r"贯穿|期间|全程|全过程|全年")),
)
_DONE = "(?:完成|办结|办理|办好|整改|反馈|报送|上报|答复|落实|到位|执行|实施)*"
_FROM_A_DAY = re.compile(
	r"(?:自|从|在|于)?(?:[\u3400-\u9fff]{0,12}(?:后|起|之日))?(?:的)?"
	rf"(?:\d{{1,3}}|[一二两三四五六七八九十半]{{1,3}})(?:个)?(?:工作日|日|天|周|星期|月|年)(?:时间)?[之以]?内{_DONE}"
)
"""会后3个工作日内, 印发后一个月内, 10日内: so long from a day that stands nowhere in the cell."""
_AT_ONCE = re.compile(
	rf"(?:(?:立行立改|即知即改|即行即改|立查立改|边查边改|立说立行|立即|马上|即刻|尽快|尽早|近期|及时){_DONE}[，,、；;\s]*)+"
)
"""立行立改, 尽快: no day at all."""
_SEPARATORS = re.compile(r"[,，;；:：。、\s]")
_LABEL_EDGES = ",，;；:：。、.()（） \t\n"
_CYCLE = re.compile(r"周期\s*\d+\s*(?:年|个月)")
_ONLY_TIME = re.compile(
	r"(?=.*(?:\d|[年月每]|待定|长[期效]))[\d年月日号旬季度周上中下半一二三四底末初前内每时间待定计划预暂长期效管理、，,；;\s]+"
)
_THROUGH_THE_YEAR = re.compile(
	r"(?:(?P<year>20\d\d)年)?全年$|(?:全年|年内)(?:持续|常态化?|长期|不断)[^\d]{0,8}$"
)
_AT_HEAD = re.compile(r"(?P<by>(?:\d{4}年)?\d{1,2}(?:[-—~～至]\d{1,2})?月[份底]?(?:之?前)?)[:：]")
_DUE = re.compile(
	r"(?<![\d—\-~～至到])(?:\d{4}年|今年|本年|明年)?(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|末)?|(?<=年)底|年[底末]|上半年|第?[一二三四]季度末?|\d{4}年[底末]?)"
	r"[之以]?前(?![^，。；、：]{0,8}的)"
)
_STEP = re.compile(r"[;；。]")
_WHOLE = ("完成", "前完成", "全部完成", "完成任务", "止", "完工", "竣工")


class Doubt(NamedTuple):
	"""An issue code of the deadline and the reason that goes with it."""

	code: str
	reason: str


class ReadDeadline(NamedTuple):
	deadline: Deadline
	doubts: tuple[Doubt, ...]


def read_deadline(raw: str, base_year: int | None) -> ReadDeadline:
	"""The deadline in a cell and what is doubtful in it.

	`raw` is the cell's words, `base_year` the document's year (None if it names none). The kind is None where
	nothing could be read; the cell's words are kept in any case.
	"""
	words = spelled_out(narrow(simplified(without_pinyin(raw.strip()))))
	if not words:
		return _unread(raw, "deadline_missing", "the cell is empty")
	whole = _THROUGH_THE_YEAR.match(words)
	if whole and (year := int(whole["year"] or base_year or 0)):
		span = (datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")
		return ReadDeadline(_period(raw, *span), ())
	deciding = _last_step(words)
	for kind, marker in _MARKERS:
		if marker.search(deciding):
			return _without_final(raw, words, kind, base_year)
	return _span(raw, words, base_year) or _without_day(raw, words) or _dated(raw, words, base_year)


def is_only_time(text: str) -> bool:
	"""Whether a cell holds nothing but words of time (7月、9月, 每月底), so that it can be no task."""
	return 0 < len(text) <= 20 and bool(_ONLY_TIME.fullmatch(narrow(text)))


def time_at_head(text: str) -> str:
	"""The words of time before a colon at the head of a task (`3-4月：…`), empty where there are none."""
	found = _AT_HEAD.match(text)
	return found["by"] if found else ""


def due_within(text: str) -> str:
	"""The one time by which a task's sentences say that it is done (6月底前, 年底前), empty where none or several stand there.

	What was before a time (2000年底前建成的小区) says nothing of when the task is due.
	"""
	found = {match[0] for match in _DUE.finditer(text)}
	return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=8192)
def reads_as_time(text: str) -> bool:
	"""Whether a short cell without a full stop can be read as a deadline of any kind."""
	if len(text) > 40 or "。" in text:
		return False
	return read_deadline(text, 2000).deadline.kind is not None


def _last_step(words: str) -> str:
	"""Of several steps, each with its date, the last one: 6月底前争取开工；12月底前完工 is decided."""
	steps = [step for step in _STEP.split(words) if find_dates(step, 2000)]
	return steps[-1] if len(steps) > 1 else words


def _unread(raw: str, code: str, reason: str) -> ReadDeadline:
	return ReadDeadline(Deadline(raw, None), (Doubt(code, reason),))


def _without_final(raw: str, words: str, kind: str, base_year: int | None) -> ReadDeadline:
	found = find_dates(words, base_year)
	dates = _deadline_dates(words, found)
	doubts = _doubts_of(found)
	if dates and kind != "tentative":
		doubts += (Doubt("deadline_ambiguous", f"it names a date but reads as: {kind}"),)
	if words == "每年":
		doubts += (Doubt("deadline_ambiguous", "no day within the year is named"),)
	return ReadDeadline(Deadline(raw, kind, dates), doubts)


def _without_day(raw: str, words: str) -> ReadDeadline | None:
	"""What says how soon and names no day; what it was taken for is asked."""
	said = words.strip(_LABEL_EDGES)
	if _FROM_A_DAY.fullmatch(said):
		doubt = Doubt("deadline_ambiguous", "it counts from a day that is not named here")
		return ReadDeadline(Deadline(raw, "contingent"), (doubt,))
	if _AT_ONCE.fullmatch(said):
		return ReadDeadline(Deadline(raw, "tentative"), (Doubt("deadline_ambiguous", "it names no day"),))
	return None


def _span(raw: str, words: str, base_year: int | None) -> ReadDeadline | None:
	span = find_range(words, base_year)
	return ReadDeadline(_period(raw, *span), ()) if span else None


def _period(raw: str, start: datetime.date, end: datetime.date, precision: str) -> Deadline:
	dates = (DeadlineDate(start, precision, "起"), DeadlineDate(end, precision, "止"))
	return Deadline(raw, "period", dates, end)


def _dated(raw: str, words: str, base_year: int | None) -> ReadDeadline:
	found = find_dates(words, base_year)
	if not found:
		return _unread(raw, "deadline_unread", "no date and no known expression")
	if base_year is None and any(one.date is None for one in found):
		kind = "date" if len(found) == 1 else "milestones"
		return ReadDeadline(Deadline(raw, kind), (Doubt("year_missing", ""),))
	if any(one.date is None for one in found):
		return _unread(raw, "deadline_unread", "the calendar has no such day")
	dates = _deadline_dates(words, found)
	kind = "date" if len(dates) == 1 else "milestones"
	deadline = Deadline(raw, kind, dates, max(one.date for one in dates))
	return ReadDeadline(deadline, _doubts_of(found) + _doubts_about(words, dates))


def _doubts_of(found: list[FoundDate]) -> tuple[Doubt, ...]:
	return tuple(Doubt("deadline_ambiguous", one.doubt) for one in found if one.doubt)


def _doubts_about(words: str, dates: tuple[DeadlineDate, ...]) -> tuple[Doubt, ...]:
	reasons = []
	if "次年" in words or "明年" in words:
		reasons.append("the last step lies in another year, so the step before it may be what binds")
	if cycle := _CYCLE.search(words):
		reasons.append(f"it also names a duration: {cycle[0]}")
	if len(dates) == 1 and dates[0].label and dates[0].label not in _WHOLE:
		reasons.append(f"the date may be that of a part only: {dates[0].label}")
	if any(one.date > two.date for one, two in pairwise(dates)):
		reasons.append("the dates do not follow each other")
	return tuple(Doubt("deadline_ambiguous", reason) for reason in reasons)


def _deadline_dates(words: str, found: list[FoundDate]) -> tuple[DeadlineDate, ...]:
	edges = [match.start() for match in _SEPARATORS.finditer(words)]
	dates = []
	for position, one in enumerate(found):
		before = found[position - 1].end if position else 0
		after = found[position + 1].start if position + 1 < len(found) else len(words)
		dates.append((one, _label(words, edges, before, one, after)))
	return tuple(DeadlineDate(one.date, one.precision, label) for one, label in dates if one.date)


def _label(words: str, edges: list[int], before: int, one: FoundDate, after: int) -> str | None:
	opening = [edge for edge in edges if before <= edge < one.start]
	closing = [edge for edge in edges if one.end <= edge < after]
	prefix = words[opening[-1] if opening else before : one.start]
	if not opening and before:
		prefix = ""
	suffix = words[one.end : closing[0] if closing else after]
	label = prefix.strip(_LABEL_EDGES) + suffix.strip(_LABEL_EDGES)
	return label or None
