"""A unit cell (责任单位) into bodies, the one that leads, and the province's lead units."""

import re
from typing import NamedTuple

from qingdan_app.parsing.numerals import narrow

_PROVINCE = re.compile(r"省牵头单位[ \t]*[:：]?[ \t]*([^\n]*)")
_ROLE_LABEL = re.compile(r"^(牵头|责任|主办|协办|配合)(?:单位|部门)[:：]\s*")
_COOPERATE = re.compile(r"配合(?:落实|实施|推进)?$")
_LEADS = re.compile(r"牵头(?:落实|负责)?$|[（(](?:牵头|主办)[）)]$")
_COOPERATES_IN_BRACKETS = re.compile(r"[（(](?:配合|协办)[）)]$")
_GROUP_PLACES = re.compile(
	r"(?:各|相关|有关)[^、，,；;\n（(]{0,4}区、(?:县[（(]市[)）]|[（(]县[)）]市|县市|县)"
)
_GROUP = re.compile(r"各|其他|其它|相关|有关|全体")
_ALIAS = re.compile(r"([^（()）]+)[（(](.+)[)）]")
_PLACE = re.compile(r"[\u3400-\u9fff]{1,6}[区县市]")
_PLACE_GOVERNMENT = re.compile(r"[\u3400-\u9fff]{1,6}[区县市]政府")
_BODY_END = re.compile(
	r"(?:[局委办厅会部院社联市区县]|集团|公司|海关|政府|单位|中心|管委会[）)]|[局委办会团]）)$"
)
_BODY_STARTS = ("市", "省", "杭州", "各", "亚组委")
_NO_NAME = re.compile(r"[。！？!?;；“”\d]|.{41}", re.S)


class UnitWords(NamedTuple):
	"""One body of a cell: the words, the name and other name in them, what it is, and its part."""

	raw: str
	name: str
	alias: str | None
	kind: str
	leads: bool = False
	cooperates: bool = False
	role: str | None = None


class Finding(NamedTuple):
	"""An issue code and the words it is about."""

	code: str
	about: str


class UnitCell(NamedTuple):
	units: tuple[UnitWords, ...]
	lead: int | None
	lead_rule: str
	province_lead: tuple[str, ...]
	findings: tuple[Finding, ...]
	leads: tuple[int, ...] = ()
	"""Those that lead, where they are several; the first is `lead`."""


class _Token(NamedTuple):
	separator: str
	text: str


def read_units(raw: str) -> UnitCell:
	"""The bodies in a unit cell in their order, without repetitions.

	`lead` is the position of the leading body or None. `lead_rule` says why: only_unit, first_unit,
	named_lead (the text says 牵头), all_cooperate (配合落实: the lead is outside the cell), no_unit.
	"""
	province = tuple(name for found in _PROVINCE.findall(raw) for name in _names(found))
	tokens, findings = _split(_PROVINCE.sub("", raw))
	tokens, together = _without_cooperation(tokens)
	names = _complete_places([_unit(token) for token in tokens], tokens)
	units, repeated = _without_repetitions(names)
	leads, rule = _lead(units, together)
	lead = leads[0] if leads else None
	findings += repeated + _findings(units, together, leads)
	return UnitCell(tuple(units), lead, rule, province, tuple(findings), leads)


def looks_like_units(text: str) -> bool:
	"""Whether a cell holds nothing but names of bodies, so that it can be neither task nor deadline."""
	if "。" in text or not text:
		return False
	if _PROVINCE.match(text):
		return True
	tokens, _ = _split(_PROVINCE.sub("", text))
	tokens, together = _without_cooperation(tokens)
	if not tokens or not all(len(token.text) <= 40 and _BODY_END.search(token.text) for token in tokens):
		return False
	first = tokens[0].text
	return together or len(tokens) > 1 or first.startswith(_BODY_STARTS) or first.endswith("政府")


def normal_form(name: str) -> str:
	"""What two spellings of one body have in common; equal forms of different names are worth a question."""
	name = re.sub(r"[（(](?:管委会)?[)）]|[\s（()）]", "", name.removeprefix("杭州"))
	name = name.replace("委员会", "委").replace("办公室", "办").replace("县市政府", "县市")
	return name if name.startswith(("市", "各", "相关")) else f"市{name}"


def _names(words: str) -> list[str]:
	return [token.text for token in _split(words)[0]]


def _split(cell: str) -> tuple[list[_Token], list[Finding]]:
	findings = []
	brackets = "([（", ")]）"
	if not _balanced(cell):
		findings.append(Finding("brackets_unbalanced", cell.strip()))
		brackets = "", ""
	tokens, start, separator, depth = [], 0, "", 0
	guarded = {at for match in _GROUP_PLACES.finditer(cell) for at in range(*match.span())}
	for at, character in enumerate(cell):
		depth += (character in brackets[0]) - (character in brackets[1])
		if depth == 0 and character in "、，,；;\n" and at not in guarded:
			tokens.append(_Token(separator, cell[start:at].strip()))
			start, separator = at + 1, character
	tokens.append(_Token(separator, cell[start:].strip()))
	return [token for token in tokens if token.text], findings


def _balanced(cell: str) -> bool:
	depth = 0
	for character in narrow(cell):
		depth += (character in "([") - (character in ")]")
		if depth < 0:
			return False
	return depth == 0


def _without_cooperation(tokens: list[_Token]) -> tuple[list[_Token], bool]:
	if not tokens or not _COOPERATE.search(tokens[-1].text):
		return tokens, False
	last = tokens[-1]
	words = _COOPERATE.sub("", last.text).strip()
	return tokens[:-1] + ([last._replace(text=words)] if words else []), True


def _unit(token: _Token) -> UnitWords:
	label = _ROLE_LABEL.match(token.text)
	words = token.text[label.end() :] if label else token.text
	leads = bool(_LEADS.search(words)) or bool(label and label[1] in ("牵头", "主办"))
	cooperates = bool(_COOPERATES_IN_BRACKETS.search(words)) or bool(label and label[1] in ("配合", "协办"))
	words = _COOPERATES_IN_BRACKETS.sub("", _LEADS.sub("", words)).strip() or words
	if _GROUP.search(words):
		name = words.replace("(", "（").replace(")", "）")
		return UnitWords(token.text, name, None, "group", leads, cooperates)
	alias = _ALIAS.fullmatch(words)
	if alias and _balanced(alias[2]):
		return UnitWords(token.text, alias[1].strip(), alias[2].strip(), "unit", leads, cooperates)
	return UnitWords(token.text, words, None, "unit", leads, cooperates)


def _complete_places(units: list[UnitWords], tokens: list[_Token]) -> list[UnitWords]:
	complete = list(units)
	for at in range(len(units) - 2, -1, -1):
		shares = tokens[at + 1].separator == "、" and _PLACE_GOVERNMENT.fullmatch(complete[at + 1].name)
		if shares and units[at].kind == "unit" and _PLACE.fullmatch(units[at].name):
			complete[at] = units[at]._replace(name=units[at].name + "政府")
	return complete


def _without_repetitions(units: list[UnitWords]) -> tuple[list[UnitWords], list[Finding]]:
	seen, kept, findings = set(), [], []
	for unit in units:
		if unit.name in seen:
			findings.append(Finding("unit_repeated", unit.name))
			continue
		seen.add(unit.name)
		kept.append(unit)
	return kept, findings


def _lead(units: list[UnitWords], together: bool) -> tuple[tuple[int, ...], str]:
	named = tuple(at for at, unit in enumerate(units) if unit.leads)
	if named:
		return named, "named_lead"
	if units and (together or all(unit.cooperates for unit in units)):
		return (), "all_cooperate"
	if not units:
		return (), "no_unit"
	first = next(at for at, unit in enumerate(units) if not unit.cooperates)
	return (first,), "only_unit" if len(units) == 1 else "first_unit"


def _findings(units: list[UnitWords], together: bool, leads: tuple[int, ...]) -> list[Finding]:
	findings = [Finding("unit_incomplete", unit.name) for unit in units if _PLACE.fullmatch(unit.name)]
	findings += [Finding("unit_unreadable", unit.raw) for unit in units if _NO_NAME.search(unit.name)]
	if together and not leads and len(units) > 1:
		findings.append(Finding("cooperation_scope", "、".join(unit.name for unit in units)))
	if len(leads) > 1:
		findings.append(Finding("leads_several", "、".join(units[at].name for at in leads)))
	elif leads and units[leads[0]].kind == "group":
		findings.append(Finding("lead_is_group", units[leads[0]].name))
	if not leads and units:
		findings.append(Finding("lead_missing", "、".join(unit.name for unit in units)))
	return findings
