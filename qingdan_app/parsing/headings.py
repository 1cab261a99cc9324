"""The lines that give a list its order: titles, table headers, leaders' sections, footnotes."""

import re
from typing import NamedTuple

from qingdan_app.parsing.leaders import leader_of_line
from qingdan_app.parsing.numerals import NUMERAL, narrow, to_number

_TITLE = re.compile(rf"\s*({NUMERAL}{{1,4}})[、.．]\s*(\S.*)", re.S)
_SURE_TITLE_END = re.compile(r"(?:清单|一览表|[分解工任务]表)(?:[（(][^（()）]*[）)])?")
_SECTION = re.compile(rf"[（(]({NUMERAL}{{1,4}})[）)]\s*(\S.*?)牵头(?:的)?(?:重点)?(?:工作|任务)(?:任务)?")
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
	return leader_of_line(text) is not None


def read_section(text: str) -> SectionHeading:
	"""Number, leader and post of a section heading; leader and post are None where they cannot be told apart."""
	if led := leader_of_line(text):
		return SectionHeading(led.number, led.name, led.post)
	match = _SECTION.fullmatch(text)
	person = leader_of_line(match[2]) if match else None
	number = to_number(match[1]) if match else None
	return SectionHeading(number, person.name if person else None, person.post if person else None)


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
