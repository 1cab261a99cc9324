"""Whom a piece of work is led by: a name with a post, as lines, headings, brackets and cells write it.

张三副市长 · 副市长张三 · 张三（市委常委、副市长） · 张三同志: one pattern for all of them.
"""

import re
from typing import NamedTuple

from qingdan_app.parsing.numerals import NUMERAL, to_number

_COMMITTEE = "[省市州县区旗]委常委"
POST = (
	f"(?:{_COMMITTEE}、)*(?:常务)?副?[省市州县区旗镇乡]长|(?:[市县区]政府)?副?秘书长|(?:[市县区]政府)?党组成员|{_COMMITTEE}"
	"|(?:党[委组]|总支)?副?书记|副?[校院]长"
)
_OTHER_POST = "副?(?:主任|局长|部长|处长|科长|镇长|乡长|总经理|董事长|会长|主席|调研员|巡视员)"
"""Posts that say who leads only where a column or a label says that a leader stands there."""
VERB = "总?(?:牵头|负责|分管|主抓|领办|领衔|包抓|督办)"
_NAME = r"[\u3400-\u9fff·]{2,4}?"


def _person(post: str) -> str:
	"""A pattern of one person: name and post in either order, or a name with 同志."""
	posts = rf"(?:{post})(?:、(?:{post}))*"
	return (
		rf"(?:(?P<leader>{_NAME})(?:同志)?(?:[（(](?P<post_behind>{posts})[)）]|(?P<post>{posts}))(?:同志)?"
		rf"|(?P<post_first>{posts})(?P<leader_last>{_NAME})(?:同志)?)"
	)


_LINE = re.compile(
	rf"(?:[（(]?(?P<number>{NUMERAL}{{1,4}}|\d{{1,2}})[）)、.．]?)?{_person(POST)}"
	rf"(?:{VERB}(?:负责|推进|抓)?的?(?:重点)?(?:工作|任务|事项|项目)?)?[:：]?"
)
_IN_HEADING = re.compile(rf"(?:(?<![\u3400-\u9fff])|(?<=由)){_person(POST)}{VERB}")
_SAID = re.compile(rf"{_person(POST)}(?:{VERB})?")
_COMRADE = re.compile(rf"(?P<leader>{_NAME})同志(?:{VERB})?")
_IN_CELL = re.compile(_person(f"{POST}|{_OTHER_POST}"))
_WHOLE_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|(?=.*·)[\u3400-\u9fff·]{4,15}")
_NO_PERSON = re.compile(
	r"领导|分管|主管|联系|单位|部门|[长副常]$|(?:主任|书记)$|^各|办公|会议$|[局委室处科]$"
	"|^(?:武装|组织|宣传|统战|政法|纪检|人大|政协|行政|财务|教学|医务|总务|后勤|工会|分会|第一|班子|支部|镇街|街道|社区)"
)
_LONGEST = 40


class Leader(NamedTuple):
	"""A leader's name with the post written beside it, and the number of the line, where there are any."""

	name: str
	post: str | None
	number: int | None = None


def leader_of_line(text: str) -> Leader | None:
	"""The leader whom a line names and nothing else: 一、张三副市长牵头 · 副市长李四负责的工作."""
	match = _LINE.fullmatch("".join(text.split())) if len(text) <= _LONGEST else None
	return _leader(match, match and match["number"])


def leader_in_heading(text: str) -> Leader | None:
	"""The leader in a heading that says more: 优化环境（王一常务副市长负责）."""
	return _leader(_IN_HEADING.search("".join(text.split())))


def leader_said(words: str) -> Leader | None:
	"""The leader who stands between units (张三副市长牵头, 李四同志), or None if the words say anything else."""
	words = "".join(words.split())
	comrade = _COMRADE.fullmatch(words)
	return Leader(comrade["leader"], None) if comrade else _leader(_SAID.fullmatch(words))


def read_leader(text: str) -> str | None:
	"""The name of the one leader in a cell (李一, 李一副县长, 院长李一), or None: several, or a post without a name."""
	words = "".join(text.split())
	comrade = _COMRADE.fullmatch(words)
	person = _leader(_IN_CELL.fullmatch(words))
	if comrade or person:
		return comrade["leader"] if comrade else person.name
	several = any(len(part) > 1 for part in text.split()[:-1])
	return words if _is_name(words) and not several else None


def name_of(words: str) -> str:
	"""A leader's name without the post (王一 副市长); words that say more stay as they are."""
	return read_leader(words) or words.strip()


def _leader(match: re.Match | None, number: str | None = None) -> Leader | None:
	if match is None:
		return None
	name = match["leader"] or match["leader_last"]
	if not _is_name(name):
		return None
	post = match["post"] or match["post_behind"] or match["post_first"]
	return Leader(name, post, number and (int(number) if number.isdigit() else to_number(number)))


def _is_name(words: str) -> bool:
	return bool(_WHOLE_NAME.fullmatch(words)) and not _NO_PERSON.search(words)
