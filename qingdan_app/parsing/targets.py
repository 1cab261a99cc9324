"""The numeric targets of a task: what is to be reached, as its own text says it.

A figure is none where it names something (`14号地块`, `“1256”行动`), says what is there already (`原有31项`), on which
condition (`若已达到90%`), how large a thing is (`（750吨/日）`), or what is merely divided among others (`8万亩任务分解`).
"""

import datetime
import re

from qingdan_app.parsing.model import Target
from qingdan_app.parsing.numerals import narrow
from qingdan_app.parsing.quantities import DURATIONS, Quantity, find_quantities
from qingdan_app.parsing.target_words import (
	clause_after,
	clause_before,
	date_before,
	every_of,
	metric_of,
	per_of,
)

_NAMES = re.compile(r"“[^“”]{0,60}”|《[^《》]{0,80}》|「[^「」]{0,60}」|\"[^\"]{0,60}\"")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_GOAL_IN_BRACKET = re.compile(r"完成|达到|新增|新建|建成|不少于|不低于|以上|其中|各|每")
_EXISTING = re.compile(
	r"(?:已经?|原有|现有|目前|上年|去年|既有)[^，。;、]{0,8}$|按照?[^，。;、]{0,3}$|(?<!参)与[^，。;、]{0,4}$"
)
_CONDITION = re.compile(r"^\s*[(]?(?:若|如果|如(?!期)|凡|对于)")
_AS_BASIS = re.compile(r"[^，。;]{0,8}基础上")
_QUALIFIES = re.compile(r"[^，。;、\d]{1,6}的$")
_DIVIDED = re.compile(r"分解(?!落实)")
_SIZED_THING = re.compile(r"(?:的|规模的?)?(?:[^，。;、\d]{0,6})(?:项目|企业|工程|单位|产业|平台|基地)")
_DONE = re.compile(
	r"举办|召开|开展|组织|完成|建成|新建|新增|创建|建设|培育|引进|认定|打造|推出|编制|出台|制定|发布|申报|落地|实施|推进|开工|实现|建立|设立"
	r"|打造|开设|争创|培训|改造|整治|扶持|改建|扩建|启动|拍摄|创作|招引|扩大|确保|力争"
)
_ONCE_FOR_ALL = re.compile(r"[跑报查看只仅唯统]$|(?<![举承开主])办$|最$")
_LIMIT = re.compile(r"压缩|缩短|控制|提速|时限|限时")
_LIMIT_AFTER = re.compile(r"之?内|以内|办结|办理|办好|接到|到达|响应|送达|出件")
_BLANK = "＃"


def read_targets(
	text: str, deadline: datetime.date | None = None, base_year: int | None = None
) -> tuple[Target, ...]:
	"""The targets in a task's text, in order.

	`deadline` is the day that binds the task, `base_year` the document's year. Positions are those of `text`.
	"""
	words = narrow(text).replace("％", "%")
	if not any(character in words for character in "0123456789一二两三四五六七八九十百千"):
		return ()
	hidden = _hidden(words)
	found = find_quantities(hidden)
	kept = [one for place, one in enumerate(found) if _is_target(hidden, found, place, base_year)]
	return tuple(_target(text, hidden, kept, place, deadline, base_year) for place in range(len(kept)))


def _hidden(words: str) -> str:
	"""The words with names and with brackets that set no goal blanked, character for character."""
	words = _NAMES.sub(lambda name: _BLANK * len(name[0]), words)
	return _BRACKETS.sub(
		lambda bracket: bracket[0] if _sets_goal(bracket[0]) else _blanked(bracket[0]), words
	)


def _sets_goal(bracket: str) -> bool:
	return bool(_GOAL_IN_BRACKET.search(bracket)) and not _CONDITION.search(bracket[1:])


def _blanked(bracket: str) -> str:
	"""A bracket whose figures count for nothing, which still is one: `14条（段）以上`."""
	return bracket[0] + _BLANK * (len(bracket) - 2) + bracket[-1]


def _is_target(words: str, found: list[Quantity], place: int, base_year: int | None) -> bool:
	one = found[place]
	before, after = clause_before(words, one.start), clause_after(words, one.end)
	following = found[place + 1] if place + 1 < len(found) else None
	if _EXISTING.search(before) or _CONDITION.search(before) or _AS_BASIS.match(after):
		return False
	if _DIVIDED.search(before + after):
		return False
	if following and _QUALIFIES.fullmatch(words[one.end : following.start]):
		return False
	if _is_size(words, found, place, after):
		return False
	if one.unit in DURATIONS and not (_LIMIT.search(before) or _LIMIT_AFTER.match(after)):
		return False
	if one.numeral == "chinese" and not _is_counted(one, before):
		return False
	day = date_before(words, one.start, base_year)
	return not (day and base_year and day.year < base_year)


def _is_size(words: str, found: list[Quantity], place: int, after: str) -> bool:
	"""Whether a figure only says which things are counted: `10亿元以上项目5个`, `引进5个亿元以上项目`."""
	one = found[place]
	if one.unit.endswith(("%", "百分点", "个", "家", "项")) or one.comparator not in (">=", "<=") or one.far:
		return False
	if not _SIZED_THING.match(after):
		return False
	near = found[max(place - 1, 0) : place] + found[place + 1 : place + 2]
	return any(
		not re.search(r"[，,。;!\n]", words[min(one.end, other.end) : max(one.start, other.start)])
		for other in near
	)


def _is_counted(one: Quantity, before: str) -> bool:
	"""Chinese numerals are also names (两地, 三张网): they count after a verb of doing, a comparison, 每 or 各."""
	if _ONCE_FOR_ALL.search(before):
		return False
	if one.value == 1 and one.comparator == "=" and one.unit not in ("次", "场"):
		return False
	if one.comparator != "=" or before.endswith(("等", "各")) or "每" in before:
		return True
	near = before if one.unit in ("次", "场") else before[-8:]
	return bool(_DONE.search(near))


def _target(
	text: str,
	words: str,
	kept: list[Quantity],
	place: int,
	deadline: datetime.date | None,
	base_year: int | None,
) -> Target:
	one = kept[place]
	day = date_before(words, one.start, base_year)
	return Target(
		quote=text[one.start : one.end],
		start=one.start,
		end=one.end,
		value=one.value,
		unit=one.unit,
		comparator=_comparator(words, one),
		metric=metric_of(text, words, kept, place),
		by=day or deadline,
		by_source="text" if day else "deadline" if deadline else None,
		every=every_of(words, one),
		per=per_of(text, words, one),
	)


def _comparator(words: str, one: Quantity) -> str:
	"""A share that reaches 100 % is 100 %, and a time within which something is done is its longest."""
	if one.comparator == ">=" and (one.value, one.unit) == (100, "%") and words[one.end - 1] == "%":
		return "="
	return "<=" if one.comparator == "=" and one.unit in DURATIONS else one.comparator
