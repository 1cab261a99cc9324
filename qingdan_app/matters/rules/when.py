"""The words that say by when, out of a sentence; what they mean is read by `parsing.deadlines`."""

import re

from qingdan_app.parsing.numerals import to_number

_LABELLED = re.compile(r"(?:完成|办理|办结|反馈)?(?:时限|期限|时间)\s*[:：]\s*([^，,；;。）)\n]+)")
_YEAR = r"(?:20\d{2}\s*年|今年|本年|明年|次年)?\s*"
_DAY = (
	r"(?:20\d{2}[-./]\d{1,2}[-./]\d{1,2}|"
	rf"{_YEAR}(?:\d{{1,2}}\s*月份?(?:\s*\d{{1,2}}\s*[日号]|[上中下]旬|[底末初])?|第?[一二三四1-4]季度[末底]?|[上下]半年)|"
	r"(?:20\d{2}|今|本|明)?年[底末]|每(?:月|季度?|年|周)[底末]?)"
)
_BINDING = re.compile(rf"{_DAY}\s*(?:以前|之前|前|内)?")
_SAYS_BY = re.compile(r"(?:前|内|底|末)$")
_FINISHED = re.compile(r"^(?:完成|建成|竣工|投用|报|形成|出台|印发|落实|办结|反馈)")
_WORKING_DAYS = re.compile(r"(\d+|[一二三四五六七八九十]+)\s*个?工作日(?:之内|以内|内)?")


def deadline_words(text: str) -> str:
	"""The words of the deadline in a text: what a label says, else the last day by which something is due; empty without any.

	A day that is only spoken of (3月召开的会议) is none.
	"""
	labelled = _LABELLED.search(text)
	if labelled:
		return labelled[1].strip()
	counted = _WORKING_DAYS.search(text)
	if counted:
		return counted[0]
	bound = [
		match[0].strip()
		for match in _BINDING.finditer(text)
		if _SAYS_BY.search(match[0].strip()) or _FINISHED.match(text[match.end() :])
	]
	return bound[-1] if bound else ""


def working_days_in(words: str) -> int | None:
	"""Within how many working days, where a deadline counts them (30个工作日内); None where it does not."""
	counted = _WORKING_DAYS.search(words)
	return to_number(counted[1]) if counted else None
