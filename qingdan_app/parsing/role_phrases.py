"""The grammar of roles: `市A局牵头，市B局、各区配合，6月底前` as it stands in unit cells, label lines and brackets.

Words are cut at labels (牵头单位：…；完成时限：…), each part into bodies, and a verb behind a body speaks of all bodies back
to the verb before it. What is a time becomes the deadline; a person is never a body.
"""

import re
from typing import NamedTuple

from qingdan_app.parsing.body_names import BODY_END, Token, split
from qingdan_app.parsing.deadlines import reads_as_time
from qingdan_app.parsing.leaders import leader_said, name_of
from qingdan_app.parsing.role_words import ACTS, BESIDE, COOPERATES, DUTIES, LEADS, role_of_label

_STRONG_LABEL = r"(?:牵头|责任|配合|协办|主办|承办)(?:单位|部门|领导)|(?:完成|办结)时[限间]"
_LABEL = re.compile(
	rf"(?:^|(?<=[，,；;。、\s）)])|(?={_STRONG_LABEL}\s*[:：]))(?P<label>[^，,；;。：:\n]{{2,14}}?)\s*[:：]"
)
_FRAMED_LABEL = re.compile(r"[【〔\[]([\u3400-\u9fff\s]{2,8})[】〕\]]\s*[:：]?")
_BARE_LABEL = re.compile(r"^(?P<label>(?:牵头|责任|配合|承办|主办|协办)(?:单位|部门))[ \t\u3000]*(?=\S)")
_HOW = rf"(?:{DUTIES}|结合(?:各自)?实际|依法依规|分别|共同|联合|各自|分工|具体|积极|密切|加快|抓紧|尽快|认真|协同|统筹|总|主要|做好|合力|相互|组织)*"
_TOLD = "(?:要|应当?|必?须|需要?)?"
"""市教育局要牵头: minutes tell somebody to."""
_OPEN = r"(?:等(?:\d+[个家])?(?:有关|相关|各|市直|省直|县直)*(?:单位|部门|地区|地)?)"
_VERB = re.compile(
	rf"(?P<open>{_OPEN})?\s*{_TOLD}(?P<how>{_HOW})\s*"
	rf"(?:(?:负责)?(?P<leads>(?:{LEADS})|作?为(?:{LEADS})(?:单位|部门))(?:{ACTS}|实施|抓落实)*"
	rf"|(?P<cooperates>{COOPERATES})(?:{ACTS}|做好|支持|推进)*"
	rf"|(?P<acts>{ACTS})(?:{ACTS})*)$"
)
_JOINTLY = re.compile(r"分别|共同|联合|各自")
_BY_DUTIES = re.compile(r"职|分工|实际")
_ONLY_OPEN = re.compile(rf"(?P<open>{_OPEN})$")
_IN_BRACKETS = re.compile(
	rf"[（(【](?:(?P<leads>{LEADS})|(?P<cooperates>{COOPERATES})|(?:责任|负责))(?:单位|部门|负责)?[)）】]$"
)
_OPENS = re.compile(rf"^(?:(?P<beside>{BESIDE}|配合)|由|请|责成|要求|以(?=.+为主$))(?=[\u3400-\u9fff])")
_SIGNED = re.compile(r"^[★☆▲△◆●※*＊]\s*|\s*[★☆▲△◆●※*＊]$")
"""A sign that marks one of several bodies: ★市水务局、市林业局."""
_BESIDE = (*BESIDE.split("|"), "商")
_SPEAKS_OF_TIME = re.compile(r"\d|[年月季旬周]|长期|持续|常态|长效|日常|期间|全程|时间|待定|之?[前后]$")
_NUMBER = re.compile(r"\d{1,2}")
_PHONE = re.compile(
	r"[，,、\s]*(?P<person>[\u3400-\u9fff]{2,4})?[，,：:\s]*(?P<phone>(?:\d{3,4}-)?\d{7,11})(?!\d)"
)
_PERSON_BEHIND = re.compile(
	r"(?<=[局委办厅部院会心府])[ \t\u3000]+(?:[\u3400-\u9fff]{0,4}(?:长|主任|书记|经理)[ \t\u3000]*)?(?P<person>(?![\u3400-\u9fff]{1,2}[局委办厅部院会心室处站所队校])[\u3400-\u9fff]{2,3})(?=$|[、，,；;\n])"
)
_FIRST_LEADS = re.compile(
	rf"(?:第[一1](?=[位个家名责单部的牵为])|首[位个家]|最前|最先)[^。（()）]{{0,14}}(?:{LEADS}|主要责任|总负责)|(?:{LEADS})[^。，,（()）]{{0,12}}(?:列|排|居)(?:在|于)?(?:第一|首|最前|前)"
)
_NOTE_BRACKET = re.compile(r"[（(〔【][^（()）〔〕【】]*[)）〕】]")


class Part(NamedTuple):
	"""Words under one label; `role` is what the label says, None where there is none."""

	role: str | None
	label: str
	words: str


class Spoken(NamedTuple):
	"""A body's words and the part they give it.

	lead (牵头) · joint (分别牵头, 分别负责) · cooperating (配合) · acts (负责) · shares (按职责分工负责, 等负责) · None
	"""

	token: Token
	words: str
	part: str | None
	open_ended: bool = False
	signed: bool = False


class Phrase(NamedTuple):
	"""Everything said of one task: bodies by label, leader, deadline, what else stands under a label."""

	bodies: tuple[tuple[str | None, tuple[Spoken, ...]], ...]
	leader: str
	deadline: str
	further: tuple[tuple[str, str], ...]
	first_leads: bool
	balanced: bool


def says_first_leads(words: str) -> bool:
	"""Whether words are a rule that the first body named leads (列第一位的为牵头单位)."""
	return bool(_FIRST_LEADS.search("".join(words.split())))


def plain_labels(words: str) -> str:
	"""【责任单位】市水务局 with its label as others write it: 责任单位：市水务局."""
	return _FRAMED_LABEL.sub(lambda match: f"{match[1]}：" if role_of_label(match[1]) else match[0], words)


def parts_of(words: str) -> list[Part]:
	"""The words cut at the labels whose meaning is known."""
	words = plain_labels(words)
	labels = [match for match in _LABEL.finditer(words) if role_of_label(match["label"])]
	if not labels:
		bare = _BARE_LABEL.match(words)
		labels = [bare] if bare else []
	parts, role, label, start = [], None, "", 0
	for match in labels:
		parts.append(Part(role, label, words[start : match.start()]))
		label, start = match["label"].strip(), match.end()
		role = role_of_label(label)
	parts.append(Part(role, label, words[start:]))
	return [
		Part(role, label, words.strip(" \t\u3000\n，,；;"))
		for role, label, words in parts
		if words.strip(" \t\u3000\n，,；;。")
	]


def read_phrase(words: str) -> Phrase:
	"""The phrase in the words of a cell, a label line or a bracket."""
	first_leads = False
	for note in _NOTE_BRACKET.finditer(words):
		if says_first_leads(note[0]):
			first_leads, words = True, words.replace(note[0], "")
	bodies, further = [], []
	leader, deadline, balanced = "", "", True
	for role, label, said in parts_of(words):
		if role == "leader":
			leader = leader or name_of(said.rstrip("。"))
		elif role == "deadline":
			deadline = deadline or said.rstrip("。")
		elif role == "person":
			further.append((label, said))
		else:
			found = _read_bodies(said)
			bodies.append((role, found.bodies))
			leader, deadline = leader or found.leader, deadline or found.deadline
			further += found.persons
			balanced = balanced and found.balanced
	return Phrase(tuple(bodies), leader, deadline, tuple(further), first_leads, balanced)


class _Bodies(NamedTuple):
	bodies: tuple[Spoken, ...]
	leader: str
	deadline: str
	persons: tuple[tuple[str, str], ...]
	balanced: bool


def _read_bodies(words: str) -> _Bodies:
	persons = tuple(("联系人", match[0].strip("，,、 \t\n")) for match in _PHONE.finditer(words))
	words = _PHONE.sub("", words)
	persons += tuple(("责任人", match["person"]) for match in _PERSON_BEHIND.finditer(words))
	tokens, balanced = split(_PERSON_BEHIND.sub("", words))
	times = [token for token in tokens if _is_time(token.text)]
	leaders = {token: found for token in tokens if (found := leader_said(token.text))}
	left = [token for token in tokens if token not in times and token not in leaders]
	leader = next((found.name for found in leaders.values()), "")
	return _Bodies(tuple(_led_by_sign(_spoken(left))), leader, _joined(times), persons, balanced)


def _is_time(words: str) -> bool:
	words = words.rstrip("。")
	if _NUMBER.fullmatch(words):
		return True
	return bool(_SPEAKS_OF_TIME.search(words)) and not BODY_END.search(words) and reads_as_time(words)


def _joined(times: list[Token]) -> str:
	words = ""
	for token in times:
		words += (token.separator or "，" if words else "") + token.text
	return words.rstrip("。")


def _spoken(tokens: list[Token]) -> list[Spoken]:
	"""The bodies with their parts: a verb speaks of all before it, 会同 of all behind it up to the next one."""
	spoken: list[Spoken] = []
	waiting, beside = 0, False
	for token in tokens:
		opens = _OPENS.match(token.text)
		words = _SIGNED.sub("", token.text[opens.end() :] if opens else token.text)
		named_beside = bool(opens and opens["beside"]) or token.separator in _BESIDE
		beside = named_beside or (beside and token.separator == "、")
		words, part, open_ended = _verb(words)
		if beside:
			spoken[waiting:] = [each._replace(part=each.part or "lead") for each in spoken[waiting:]]
			part, waiting = "cooperating", len(spoken) + bool(words)
		if words:
			spoken.append(Spoken(token, words, part, open_ended, bool(_SIGNED.search(token.text))))
		if part and not beside and not _IN_BRACKETS.search(token.text):
			alone = len(spoken) - waiting == 1 and not open_ended
			part = part if alone or part != "acts" else "shares"
			spoken[waiting:] = [each._replace(part=part) for each in spoken[waiting:]]
			waiting = len(spoken)
	return spoken


def _led_by_sign(spoken: list[Spoken]) -> list[Spoken]:
	"""The bodies; where nobody is said to lead, those lead that a sign sets apart from the others."""
	signed = [each for each in spoken if each.signed]
	if not signed or len(signed) == len(spoken) or any(each.part in ("lead", "joint") for each in spoken):
		return [each._replace(signed=False) for each in spoken]
	return [each._replace(part="joint") if each.signed else each for each in spoken]


def _verb(words: str) -> tuple[str, str | None, bool]:
	"""The words without the verb behind them, the part that it gives, and whether others are meant that are not named."""
	stripped = words.rstrip("。")
	words = stripped if BODY_END.search(stripped) or _VERB.search(stripped) else words
	match = _VERB.search(words) or _IN_BRACKETS.search(words) or _ONLY_OPEN.search(words)
	if match is None:
		return words, None, False
	groups = match.groupdict()
	open_ended = bool(groups.get("open"))
	rest = words[: match.start()].rstrip("（( \t")
	how = groups.get("how") or ""
	if groups.get("cooperates"):
		return rest, "cooperating", open_ended
	if groups.get("leads"):
		return rest, "joint" if _JOINTLY.search(how) else "lead", open_ended
	if open_ended or _BY_DUTIES.search(how):
		return rest, "shares", open_ended
	return rest, "joint" if "分别" in how else "acts", open_ended
