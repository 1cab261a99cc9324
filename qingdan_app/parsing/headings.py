"""The lines that give a list its order: titles, table headers, leaders' sections, footnotes."""

import re
from typing import NamedTuple

from qingdan_app.parsing.numerals import NUMERAL, narrow, to_number

_TITLE = re.compile(rf"\s*({NUMERAL}{{1,4}})[、.．]\s*(\S.*)", re.S)
_SURE_TITLE_END = re.compile(r"(?:清单|一览表|[分解工任务]表)(?:[（(][^（()）]*[）)])?")
_SECTION = re.compile(rf"[（(]({NUMERAL}{{1,4}})[）)]\s*(\S.*?)牵头(?:的)?(?:重点)?(?:工作|任务)(?:任务)?")
POST = "(?:市委常委、)?(?:常务)?副?市长|(?:市政府)?副?秘书长|(?:市政府)?党组成员|副?[区县]长"
_POST_FIRST = rf"(?P<post_first>{POST})(?P<leader_last>[\u3400-\u9fff·]{{2,4}}?)"
PERSON = re.compile(rf"(?P<leader>[\u3400-\u9fff·]{{2,4}}?)(?P<post>(?:{POST})(?:、(?:{POST}))*)")
_LED = re.compile(
	rf"(?:[（(]?(?P<number>{NUMERAL}{{1,4}}|\d{{1,2}})[）)、.．]?\s*)?(?:{PERSON.pattern}|{_POST_FIRST})\s*"
	r"(?:(?:牵头|负责|分管|主抓|领办|领衔)(?:负责|推进|抓)?(?:的)?(?:重点)?(?:工作|任务|事项|项目)?)?[:：]?"
)
"""A line that says of whom the tasks below it are: 一、张三副市长牵头 · 副市长李四负责的工作."""
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff·]{5,12}")
_NO_PERSON = re.compile(r"领导|分管|主管|联系|单位|部门|[长副常]$|^各")
_NOTE = re.compile(r"\s*(?:备\s*注|注|说\s*明)\s*[:：]\s*")
_HEADER_WORDS = (
	"序号",
	"重点工作任务",
	"细化具体项目任务",
	"项目任务",
	"项目任务完成时间",
	"完成时间",
	"责任单位",
)
_LONGEST_SERIAL = 12
_LONGEST_LED = 40
_SERIAL = re.compile(r"([*★]?)\s*(\d{1,4})\s*([*★]?)")


class Title(NamedTuple):
	number: int | None
	text: str


class SectionHeading(NamedTuple):
	number: int | None
	leader: str | None
	post: str | None


class Serial(NamedTuple):
	number: int
	starred: bool


def read_title(line: str) -> Title | None:
	"""The number and words of a list title such as 一、省政府工作报告…清单, or None."""
	match = _TITLE.fullmatch(line.strip())
	return Title(to_number(match[1]), match[2]) if match else None


def names_a_list(line: str) -> bool:
	"""Whether a numbered line surely is a list's title: it ends in 清单 or the like."""
	ending = line.strip()[-40:]
	return any(match.end() == len(ending) for match in _SURE_TITLE_END.finditer(ending))


def interrupts_a_cell(line: str) -> bool:
	"""Whether a line right below a cell is surely no continuation of it: a list's title or a footnote."""
	return is_note(line) or bool(read_title(line) and names_a_list(line))


def is_note(line: str) -> bool:
	"""Whether the line opens a footnote (备注：…)."""
	return bool(_NOTE.match(line))


def note_text(line: str) -> str:
	"""The words of a footnote line without 备注：."""
	return _NOTE.sub("", line, count=1).strip()


def is_section(text: str) -> bool:
	"""Whether a cell is a section heading: （一）…牵头重点工作, or a line that names a leader with a post and nothing else."""
	if text[:1] in "（(" and _SECTION.fullmatch(text):
		return True
	return len(text) <= _LONGEST_LED and _led(text) is not None


def _led(text: str) -> SectionHeading | None:
	"""Number, leader and post of a line that says of whom the tasks below it are, or None."""
	match = _LED.fullmatch("".join(text.split()))
	if match is None:
		return None
	leader, post = match["leader"] or match["leader_last"], match["post"] or match["post_first"]
	number = match["number"]
	if not _NAME.fullmatch(leader) or _NO_PERSON.search(leader):
		return None
	return SectionHeading(number and (int(number) if number.isdigit() else to_number(number)), leader, post)


def read_section(text: str) -> SectionHeading:
	"""Number, leader and post of a section heading; leader and post are None where they cannot be told apart."""
	if led := _led(text):
		return led
	match = _SECTION.fullmatch(text)
	person = PERSON.fullmatch(match[2].strip()) if match else None
	if person is None or person["leader"][-1] in "副常":
		return SectionHeading(to_number(match[1]) if match else None, None, None)
	return SectionHeading(to_number(match[1]), person["leader"], person["post"])


def read_leader(text: str) -> str | None:
	"""The name of the one leader in a cell (李一, 李一副县长), or None: several, or a post without a name."""
	words = "".join(text.split())
	person = PERSON.fullmatch(words)
	name = person["leader"] if person else words
	is_name = _NAME.fullmatch(name) and not _NO_PERSON.search(name)
	return name if is_name else None


def is_header_start(text: str) -> bool:
	"""Whether a cell is the first of a table header: 序号."""
	return "".join(text.split()) == "序号"


def is_header_word(text: str) -> bool:
	"""Whether a cell belongs to a table header."""
	return "".join(text.split()) in _HEADER_WORDS


def read_serial(text: str) -> Serial | None:
	"""The serial number of an item and whether it is starred (`1*`), or None."""
	match = _SERIAL.fullmatch(narrow(text)) if len(text) <= _LONGEST_SERIAL else None
	return Serial(int(match[2]), bool(match[1] or match[3])) if match else None
