"""The names of bodies in words that name several: where one ends and the next begins, other names, endings they share."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qingdan_app.parsing.numerals import narrow

_HARD = "、，,；;\n"
_PLACES = r"[区县市州旗]"
BODY_END = re.compile(
	r"(?:[局委办厅会部院社联协市区县]|集团|公司|海关|政府|单位|中心|管委会[）)]|[局委办厅会团]）)$"
)
DEPARTMENT = re.compile(
	r"(?!.*(?:场所|住所|处所|厕所|好处|之处|用处|教室|浴室|卧室|小组|班组|院落|比较|一系|体系|关系)$)"
	r"[\u3400-\u9fff]{1,10}(?:处|科|室|股|组|站|所|队|系|[部院办]|中心|工会|团委)"
)
"""A part of a school, a hospital or an office: 教务处, 质控科."""
_BEGINS = (
	r"(?:市|省|县|区|州|各|有关|相关|其他|其它|驻|团|国家|中央|全[市省县区体]"
	r"|[\u3400-\u9fff]{2,12}?(?:局|委|办|厅|部|院|署|政府|公司|集团|中心|银行|大学|法院|管委会|委员会)"
	r"(?![\u3400-\u9fff])|[\u3400-\u9fff]{1,6}[区县市](?:人民)?(?:政府|管委会))"
)
_WEAK = re.compile(
	rf"(?:(?<=[局委办厅部院署社联府司团心队关行处室校])|(?<=[员委协联商合字总学]会)|(?<=大学)|(?<=开发区)|(?<=新区)|(?<=牵头)|(?<=主办))"
	rf"(?:\s*(?:以及|及其?|和|与|暨|会同|联合|协同|商(?=市|省|县|区|有关|相关|各)|[·•・/／])\s*(?={_BEGINS})"
	rf"|(?:(?<![省市县区州]委)|(?=\s+[省市县区]))[ \t\u3000]+(?={_BEGINS}))"
	r"|(?<=[\u3400-\u9fff][区县市])[ \t\u3000]+(?=[\u3400-\u9fff]{1,6}[区县市](?:政府|管委会)?(?![\u3400-\u9fff]))"
	r"|(?<=[\u3400-\u9fff]政府)[ \t\u3000]+(?=[\u3400-\u9fff])"
)
_KIND = "(?:部门|单位|科室|处室|学院|院系|年级|社区)"
_GROUP_PLACES = re.compile(
	rf"(?:各|有关|相关)+{_KIND}(?:[、和及与]{_KIND})+(?=[、，,；;\n（(按]|$|配合|负责|落实|参与|参加|实施|协助)|"
	r"(?:各|相关|有关)[^、，,；;\n（(]{0,4}区、(?:县[（(]市[)）]|[（(]县[)）]市|县市|县(?!级市))"
	rf"|(?:各|相关|有关)[^、，,；;\n（(]{{0,6}}{_PLACES}(?:、{_PLACES}(?=、|$|[（(，,；;\n]|(?:人民)?政府(?![办各有研直])|党委|管委会))+"
)
_GROUP = re.compile(r"各|其他|其它|相关|有关|全体")
_GROUP_STARTS = re.compile(r"(?:各|有关|相关|其他|其它)[^。；，,]{1,20}$")
_GENERIC = re.compile(
	r"(?:县级市|街道|乡镇|镇街|镇|乡|开发区|园区|功能区|区县|市县|县区|街道办|镇乡|社区)(?:办事处|政府|管委会|人民政府)?"
)
_ALIAS = re.compile(r"([^（()）]+)[（(](.+)[)）]")
PLACE = re.compile(r"[\u3400-\u9fff]{1,6}[区县市]")
_PLACE_GOVERNMENT = re.compile(r"[\u3400-\u9fff]{1,6}[区县市]政府")
_TIER = re.compile(r"(省|市|州|盟|县|区|自治区)(?!场监|政管|政设|政公|容|级|属)(委(?=.+[部委办]$))?")
_SHARES_TIER = re.compile(r"[\u3400-\u9fff]{2,14}[局委办厅部院]")
_OWN_TIER = re.compile(r"[省市县区州镇]|(?<!城)乡(?!村)|^(?:国家|中国|中共|人民银行|团|驻|杭州)")
_PARTY = re.compile(r".{2,6}部$|^(?:政法委|网信办|编办|改革办|财经办|金融办)$")
_MARKET = re.compile(r"^市场监|^市政(?![府协])|^市容")
_INNER_BLANKS = re.compile(r"(?<=[\u3400-\u9fff])[ \t\u3000]+(?=[\u3400-\u9fff])")


class UnitWords(NamedTuple):
	"""One body of a cell: the words, the name and other name in them, what it is, and its part."""

	raw: str
	name: str
	alias: str | None
	kind: str
	role: str | None = None


class Token(NamedTuple):
	"""Words between two separators, with the separator before them."""

	separator: str
	text: str


def split(words: str) -> tuple[list[Token], bool]:
	"""The words of each body, and whether the brackets match; what stands in brackets is never split."""
	balanced = is_balanced(words)
	tokens, start, separator = [], 0, ""
	for at, end in _cuts(words, balanced):
		tokens.append(Token(separator, words[start:at].strip()))
		start, separator = end, words[at:end].strip() or words[at]
	tokens.append(Token(separator, words[start:].strip()))
	return [token for token in tokens if token.text], balanced


def _cuts(words: str, balanced: bool) -> Iterator[tuple[int, int]]:
	guarded = {at for match in _GROUP_PLACES.finditer(words) for at in range(*match.span())}
	weak = {match.start(): match.end() for match in _WEAK.finditer(words)}
	depth, passed = 0, 0
	for at, character in enumerate(words):
		if balanced:
			depth += (character in "([（〔【") - (character in ")]）〕】")
		if depth or at in guarded or at < passed:
			continue
		if character in _HARD:
			yield at, at + 1
		elif at in weak:
			passed = weak[at]
			yield at, passed


def is_balanced(words: str) -> bool:
	"""Whether every bracket is opened before it is closed, and closed."""
	depth = 0
	for character in narrow(words):
		depth += (character in "([") - (character in ")]")
		if depth < 0:
			return False
	return depth == 0


def is_like_a_body(words: str) -> bool:
	"""Whether words end as names of bodies and their departments do, or begin as those of groups (各有关部门)."""
	return bool(BODY_END.search(words) or DEPARTMENT.search(words) or _GROUP_STARTS.match(words))


def named(raw: str, words: str) -> UnitWords:
	"""The body that `words` name, which were cut out of `raw`."""
	words = _INNER_BLANKS.sub("", words)
	if _GROUP.search(words):
		return UnitWords(raw, words.replace("(", "（").replace(")", "）"), None, "group")
	alias = _ALIAS.fullmatch(words)
	if alias and is_balanced(alias[2]):
		return UnitWords(raw, alias[1].strip(), alias[2].strip(), "unit")
	return UnitWords(raw, words, None, "unit")


class Completed(NamedTuple):
	"""Bodies with what they share with a neighbour; the names that got a tier of the body before them, and the groups that may be one."""

	units: list[UnitWords]
	told: list[str]
	apart: list[str]


def with_shared_words(units: list[UnitWords], tokens: list[Token]) -> Completed:
	"""The bodies with what they share with a neighbour after 、: 西湖区、余杭区政府, 省科技厅、财政厅, 各区、县级市."""
	complete = list(units)
	for at in range(len(units) - 2, -1, -1):
		shares = tokens[at + 1].separator == "、" and _PLACE_GOVERNMENT.fullmatch(complete[at + 1].name)
		if shares and units[at].kind == "unit" and PLACE.fullmatch(units[at].name):
			complete[at] = units[at]._replace(name=units[at].name + "政府")
	told, apart = [], []
	for at in range(1, len(units)):
		if tokens[at].separator not in ("、", "和", "及", "与", "以及"):
			continue
		if complete[at - 1].kind == "group" and _GENERIC.fullmatch(complete[at].name):
			complete[at] = complete[at]._replace(kind="group")
			apart.append(f"{complete[at - 1].name}、{complete[at].name}")
		elif tier := _tier_for(complete[at - 1], complete[at]):
			complete[at] = complete[at]._replace(name=tier + complete[at].name)
			told.append(complete[at].name)
	return Completed(complete, told, apart)


def _tier_for(before: UnitWords, unit: UnitWords) -> str:
	"""省 for 财政厅 after 省科技厅; nothing where the name may be whole."""
	tier = _TIER.match(before.name)
	is_bare = unit.kind == "unit" and _SHARES_TIER.fullmatch(unit.name)
	market = _MARKET.match(unit.name)
	if not tier or before.kind != "unit" or not is_bare or (_OWN_TIER.search(unit.name) and not market):
		return ""
	return tier[1] + ("委" if tier[2] and _PARTY.match(unit.name) else "")


def without_repetitions(units: list[UnitWords]) -> tuple[list[UnitWords], list[str]]:
	"""Each body once, and the names that stood twice."""
	kept: dict[str, UnitWords] = {}
	repeated = []
	for unit in units:
		if unit.name in kept:
			repeated.append(unit.name)
		kept.setdefault(unit.name, unit)
	return list(kept.values()), repeated
