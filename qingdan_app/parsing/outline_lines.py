"""The lines of a list that is no table: numbers before them, labels, and the brackets behind tasks that name units."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qingdan_app.parsing.body_names import BODY_END, DEPARTMENT, is_balanced, is_like_a_body
from qingdan_app.parsing.characters import simplified, without_pinyin
from qingdan_app.parsing.deadlines import reads_as_time
from qingdan_app.parsing.numerals import NUMERAL, narrow, to_number
from qingdan_app.parsing.role_phrases import parts_of, plain_labels, read_phrase
from qingdan_app.parsing.role_words import UNIT_ROLES, role_of_label

_SIGNS = (
	(
		"1.1",
		re.compile(
			r"(?P<shown>\d{1,2}(?:[.．]\d{1,2}){1,3}|\d{1,2}[-—]\d{1,2})(?:[ \t\u3000]+|[、.．]\s*)(?=\D)"
		),
	),
	("一、", re.compile(rf"(?P<shown>(?P<number>{NUMERAL}{{1,4}}))\s*[、.．]\s*")),
	("（一）", re.compile(rf"(?P<shown>[（(](?P<number>{NUMERAL}{{1,4}})[)）])\s*[、.．]?\s*")),
	("第一条", re.compile(rf"(?P<shown>第(?P<number>{NUMERAL}{{1,4}}|\d{{1,3}})[条项件])\s*[、：:.．]?\s*")),
	("1.", re.compile(r"(?P<shown>(?P<number>\d{1,3})[*★]?)\s*[.．、]\s*")),
	("1 ", re.compile(r"(?P<shown>(?P<number>\d{1,3}))[ \t\u3000]+(?=[\u3400-\u9fff“])")),
	("（1）", re.compile(r"(?P<shown>[（(]?(?P<number>\d{1,3})[)）])\s*[、.．]?\s*")),
	("①", re.compile(r"(?P<shown>[①-⑳])\s*")),
	("A-1", re.compile(r"(?P<shown>[A-Z]{1,4}-?(?P<number>\d{1,3}))(?=[.．、：:\s])[.．、：:\s]*")),
)
MINOR = ("（1）", "①")
"""Signs below a task's own number: what they number are parts of it."""
_LABEL = re.compile(r"\s*(?P<label>[^，,；;。：:（(\n]{2,14}?)\s*[:：]")
_OF_THE_PAGE = re.compile(r"时间|日期|.*(?:发布|更新|公开|发文|成文|印发|生成|录入)(?:时间|日期)")
_LABEL_WITHIN = re.compile(
	r"(?<=[。；;！!）)\s])\s*(?=(?:牵头|责任|主办|承办|配合)(?:单位|部门|领导)\s*[:：])"
)
_COUNT_BEHIND = re.compile(r"[（(]\d+[项件个]?[)）]")
_NOT_OF_A_TASK = re.compile(r"附件|注$|版权|备案|主管|技术|说明|抄送|主送|来源|发布|时间|编辑")
_DOES_MORE = re.compile(
	r"[局委厅办院部](?:要|应|须|改造|举办|推进|推动|开展|制定|编制|加强|抓紧|尽快|进一步|加快|做好|完成|研究|新建|引进|培育)"
)
"""A body that does something the grammar of roles does not know of."""
_LONGEST_LABEL = 8
_LONGEST_PHRASE = 200
_SENTENCE = re.compile(r"[。；;！!]\s*")
_LOOSELY_BEHIND = re.compile(r"[ \t\u3000]+|[—–-]{1,2}(?=[市省县区各])")
_NO_UNITS = re.compile(
	r"简称|以下|以上|详见|^(?:含|包括|不含|除|如|即|见|注|其中|原|包含|指|又称|附)|试行|[《》“”]"
)
_PLACE_WORDS = re.compile(
	r"(?:[省市区县州镇乡旗]|县级市|直辖市|自治区|地区|市本级|市辖区|功能区|开发区|新区)*"
)
_BODY_STARTS = re.compile(
	r"[市省县区州各团驻]|国[家务]|中[央共国]|有关|相关|[\u3400-\u9fff]{2,}(?:部|委|局|厅|办)$"
)
_OPENING, _CLOSING = "（(〔【[", "）)〕】]"
_AT_END = re.compile(r"[。；;．.，,\s]*$")
_SENTENCE_END = "。；;！!？?：:"


class Line(NamedTuple):
	"""A line by its order in the file: its sign and number if it has one, its words behind them."""

	order: int
	sign: str
	shown: str
	number: int | None
	text: str
	label: str | None
	written: str = ""


class Named(NamedTuple):
	"""Words with the bracket behind them that names their units (empty if there is none)."""

	text: str
	bracket: str


def read_line(order: int, text: str, last: dict[str, int]) -> Line:
	"""A line taken apart. `last` has the last number of each sign: 11.121人才 is number 11 after number 10."""
	text = plain_labels(text.strip())
	label = _LABEL.match(simplified(without_pinyin(text)))
	if (
		label
		and role_of_label(label["label"])
		and not _OF_THE_PAGE.fullmatch("".join(label["label"].split()))
	):
		return Line(order, "", "", None, text, role_of_label(label["label"]))
	for sign, pattern in _SIGNS:
		match = pattern.match(text)
		if match is None or not text[match.end() :].strip():
			continue
		number = _number(match)
		in_doubt = sign == "1 " or (sign == "1." and text[match.end()].isdigit())
		if not in_doubt or number == last.get(sign, 0) + 1:
			last[sign] = number or 0
			return Line(order, sign, _shown(sign, match), number, text[match.end() :].strip(), None, text)
	return Line(order, "", "", None, text, None)


def _number(match: re.Match) -> int | None:
	words = match.groupdict().get("number")
	if words:
		return to_number(words)
	return ord(match["shown"]) - 0x245F if len(match["shown"]) == 1 else None


def _shown(sign: str, match: re.Match) -> str:
	return (
		narrow(match["shown"])
		if sign == "1."
		else match["shown"].strip("（()）")
		if sign == "（1）"
		else match["shown"]
	)


def unit_of_heading(text: str) -> str:
	"""The unit that a heading consists of (市商务局：, 市商务局（12项）), or nothing."""
	words = _COUNT_BEHIND.sub("", text.strip()).strip(" 　:：")
	return words if len(words) <= 60 and is_of_units_alone(words) else ""


def is_of_units_alone(words: str) -> bool:
	"""Whether words are names of units without any verb."""
	if not _BODY_STARTS.match(words) or not BODY_END.search(words) or not says_who(words, alone=True):
		return False
	return not any(body.part for _role, found in read_phrase(words).bodies for body in found)


def says_who_does(words: str) -> bool:
	"""Whether words say nothing but which units do what part, by a verb: 市商务局牵头，各县政府配合，6月底前."""
	bodies = [body for _role, found in read_phrase(words.rstrip("。；; ")).bodies for body in found]
	if not any(body.part for body in bodies) or len(words) > _LONGEST_PHRASE or _DOES_MORE.search(words):
		return False
	if not _BODY_STARTS.match(bodies[0].words) and not DEPARTMENT.fullmatch(bodies[0].words):
		return False
	return all(is_like_a_body(body.words) and len(body.words) <= 30 for body in bodies)


def own_label(text: str) -> str:
	"""The label of a line that none of the grammar's roles is known for (进展情况：…), or nothing."""
	match = _LABEL.match(text)
	label = match["label"].strip() if match else ""
	return label if len(label) <= _LONGEST_LABEL and not _NOT_OF_A_TASK.search(label) else ""


def label_within(text: str) -> tuple[str, str]:
	"""A text and the label line that stands behind it in the same line (…。责任单位：…)."""
	for match in _LABEL_WITHIN.finditer(text):
		if match.start() and is_balanced(text[: match.start()]):
			return text[: match.start()].rstrip(), text[match.end() :].strip()
	return text, ""


def words_behind(text: str) -> Named:
	"""A text and the words behind it that say who, a last sentence or parted from it by nothing but blanks or a dash."""
	for match in _SENTENCE.finditer(text):
		if match.end() < len(text) and says_who_does(text[match.end() :]):
			return Named(text[: match.end()].rstrip(), text[match.end() :].strip())
	for match in _LOOSELY_BEHIND.finditer(text):
		words = text[match.end() :]
		if match.start() and _BODY_STARTS.match(words) and says_who(words, alone=True):
			return Named(text[: match.start()].rstrip(), words)
	return Named(text, "")


def cut_at_brackets(text: str) -> list[Named]:
	"""A paragraph cut behind each bracket that names units; the last piece may have none."""
	pieces, start = [], 0
	for opening, closing in _brackets(text):
		if opening < start or not _names_units(text, opening, closing):
			continue
		before, bracket = text[start:opening].strip(), text[opening + 1 : closing]
		if not before and pieces:
			pieces[-1] = pieces[-1]._replace(bracket=f"{pieces[-1].bracket}；{bracket}")
		else:
			pieces.append(Named(before, bracket))
		start = closing + 1 + len(re.match(r"[。；;．，,\s]*", text[closing + 1 :])[0])
	rest = text[start:].strip()
	return [*pieces, Named(rest, "")] if rest or not pieces else pieces


def _brackets(text: str) -> Iterator[tuple[int, int]]:
	"""The outermost brackets of a text, in order."""
	opened: list[int] = []
	for at, character in enumerate(text):
		if character in _OPENING:
			opened.append(at)
		elif character in _CLOSING and opened:
			begun = opened.pop()
			if not opened:
				yield begun, at


def _names_units(text: str, opening: int, closing: int) -> bool:
	"""Whether a bracket stands where the units of a task stand, and says who they are."""
	words = simplified(without_pinyin(text[opening + 1 : closing])).strip()
	before, after = text[:opening].rstrip(), text[closing + 1 :]
	ends = bool(_AT_END.fullmatch(after))
	follows_bracket = before[-1:] in _CLOSING and before
	stands = (
		ends
		or before[-1:] in _SENTENCE_END
		or after[:1] in "。；;"
		or bool(re.match(r"\s*[（(①]?\s*[\d①-⑳]", after))
	)
	if not stands or not words or _NO_UNITS.search(words):
		return False
	if follows_bracket and ends and reads_as_time(words):
		return True
	after_sentence = before[-1:] in _SENTENCE_END
	return (after_sentence and are_departments(words)) or says_who(words, alone=after_sentence or ends)


def are_departments(words: str) -> bool:
	"""Whether words are names of departments and nothing else: 教务处、学生处."""
	bodies = [body for _role, found in read_phrase(words).bodies for body in found]
	return bool(bodies) and all(DEPARTMENT.fullmatch(body.words) and not body.part for body in bodies)


def says_who(words: str, alone: bool) -> bool:
	"""Whether words name units by labels or verbs, or (`alone`) by being nothing but names of bodies."""
	if any(part.role in (*UNIT_ROLES, "leader") for part in parts_of(words)):
		return True
	bodies = [body for _role, found in read_phrase(words).bodies for body in found]
	if not bodies or any(len(body.words) > 30 or _PLACE_WORDS.fullmatch(body.words) for body in bodies):
		return False
	if any(body.part for body in bodies):
		return all(BODY_END.search(body.words) or body.part for body in bodies)
	return (
		alone
		and all(BODY_END.search(body.words) and len(body.words) > 2 for body in bodies)
		and bool(_BODY_STARTS.match(bodies[0].words))
	)
