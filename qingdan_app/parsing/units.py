"""A unit cell (责任单位) into bodies, those that lead, and the province's lead units; by the grammar of role_phrases.py."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from qingdan_app.parsing.body_names import (
	BODY_END,
	DEPARTMENT,
	PLACE,
	UnitWords,
	named,
	split,
	with_shared_words,
	without_repetitions,
)
from qingdan_app.parsing.characters import simplified, without_pinyin
from qingdan_app.parsing.role_phrases import Phrase, Spoken, read_phrase

_PROVINCE = re.compile(r"省牵头单位[ \t]*[:：]?[ \t]*([^\n]*)")
_BODY_STARTS = ("市", "省", "杭州", "各", "亚组委")
_NO_NAME = re.compile(r"[局处科部厅]长|主任|书记|[。！？!?;；“”\d]|.{41}", re.S)
_TIERS = ("市", "省", "县", "区", "州")


class Finding(NamedTuple):
	"""An issue code and the words it is about."""

	code: str
	about: str


class UnitCell(NamedTuple):
	"""What a cell, a label line or a bracket says. `lead` is the first of `leads`, the places of the bodies that lead.

	`further` are persons and telephones under their labels; `first_leads` says that the words hold a rule for the whole list.
	"""

	units: tuple[UnitWords, ...]
	lead: int | None
	lead_rule: str
	province_lead: tuple[str, ...]
	findings: tuple[Finding, ...]
	leads: tuple[int, ...] = ()
	leader: str = ""
	deadline: str = ""
	further: tuple[tuple[str, str], ...] = ()
	first_leads: bool = False


def read_units(raw: str, role: str | None = None, first_leads: bool = False) -> UnitCell:
	"""The bodies in words in their order, without repetitions, and who leads.

	`role` is what a column or label says of all of them: lead, cooperating, responsible, or None. `first_leads` says that the
	list names the lead first. `lead_rule` says why somebody leads, or nobody: only_unit, first_unit, stated_first (a rule of
	the list), named_lead (the text says 牵头), joint_leads (分别牵头), all_cooperate (配合落实: the lead is outside the cell),
	shared (按职责分工负责, 等负责: nobody is said to lead), no_unit.
	"""
	words = simplified(without_pinyin(raw))
	province = tuple(token.text for found in _PROVINCE.findall(words) for token in split(found)[0])
	phrase = read_phrase(_PROVINCE.sub("", words))
	units, findings = _named(phrase, role)
	first_leads = first_leads or phrase.first_leads
	leads, rule = _leads(units, first_leads)
	findings += _findings(phrase, units, leads, rule)
	if not phrase.balanced:
		findings.insert(0, Finding("brackets_unbalanced", raw.strip()))
	lead = leads[0] if leads else None
	roles = tuple(unit._replace(role=_role(at, unit, leads, rule)) for at, unit in enumerate(units))
	said = (phrase.leader, phrase.deadline, phrase.further, first_leads)
	return UnitCell(roles, lead, rule, province, tuple(findings), leads, *said)


@lru_cache(maxsize=8192)
def looks_like_units(text: str) -> bool:
	"""Whether a cell holds nothing but names of bodies, so that it can be neither task nor deadline."""
	if "。" in text or not text:
		return False
	if _PROVINCE.match(text):
		return True
	phrase = read_phrase(_PROVINCE.sub("", text))
	spoken = [each for _role, bodies in phrase.bodies for each in bodies]
	if not spoken or not all(len(each.words) <= 40 and BODY_END.search(each.words) for each in spoken):
		return False
	first = spoken[0].words
	said = any(each.part for each in spoken) or len(spoken) > 1
	return said or first.startswith(_BODY_STARTS) or first.endswith("政府")


def normal_form(name: str) -> str:
	"""What two spellings of one body have in common; equal forms of different names are worth a question."""
	name = re.sub(r"[（(](?:管委会)?[)）]|[\s（()）]", "", name.removeprefix("杭州"))
	name = name.replace("委员会", "委").replace("办公室", "办").replace("县市政府", "县市")
	return name if name.startswith(("市", "各", "相关")) else f"市{name}"


_PART_OF_LABEL = {"lead": "joint", "cooperating": "cooperating"}


def _named(phrase: Phrase, role: str | None) -> tuple[list[UnitWords], list[Finding]]:
	"""The bodies of a phrase; their `role` is, for now, the part that words or label give."""
	units, told, findings = [], [], []
	for label, bodies in phrase.bodies:
		kept = [each for each in bodies if each.words not in _TIERS]
		findings += [Finding("unit_unreadable", each.words) for each in bodies if each.words in _TIERS]
		found, completed, apart = with_shared_words(
			[named(each.words, each.words) for each in kept], [each.token for each in kept]
		)
		told += completed
		findings += [Finding("groups_apart", names) for names in apart]
		units += [
			unit._replace(role=_part(each, label or role)) for unit, each in zip(found, kept, strict=True)
		]
		findings += [
			Finding("units_open", unit.name)
			for unit, each in zip(found, kept, strict=True)
			if each.open_ended
		]
		findings += [
			Finding("lead_by_sign", unit.name) for unit, each in zip(found, kept, strict=True) if each.signed
		]
	units, repeated = without_repetitions(units)
	findings += [Finding("unit_completed", name) for name in told]
	return units, findings + [Finding("unit_repeated", name) for name in repeated]


def _part(spoken: Spoken, label: str | None) -> str | None:
	return spoken.part or _PART_OF_LABEL.get(label or "")


def _leads(units: Sequence[UnitWords], first_leads: bool) -> tuple[tuple[int, ...], str]:
	by_part: dict[str | None, list[int]] = {}
	for at, unit in enumerate(units):
		by_part.setdefault(unit.role, []).append(at)
	if not units:
		return (), "no_unit"
	if "joint" in by_part or "lead" in by_part:
		leads = (*reversed(by_part.get("lead", ())), *by_part.get("joint", ()))
		return leads, "joint_leads" if len(by_part.get("joint", ())) > 1 else "named_lead"
	if len(by_part.get("acts", ())) == 1:
		return (by_part["acts"][0],), "only_unit" if len(units) == 1 else "named_lead"
	if "acts" in by_part or "shares" in by_part:
		return (), "shared"
	if None not in by_part:
		return (), "all_cooperate"
	rule = "only_unit" if len(units) == 1 else "stated_first" if first_leads else "first_unit"
	return (by_part[None][0],), rule


def _is_no_name(unit: UnitWords) -> bool:
	is_body = BODY_END.search(unit.name) or DEPARTMENT.fullmatch(unit.name)
	is_person = unit.kind == "unit" and len(unit.name) < 4 and not is_body
	return is_person or bool(_NO_NAME.search(unit.name))


def _role(at: int, unit: UnitWords, leads: tuple[int, ...], rule: str) -> str | None:
	if rule in ("only_unit", "first_unit"):
		return "cooperating" if unit.role == "cooperating" else None
	if at in leads:
		return "lead"
	return "responsible" if rule == "shared" and unit.role != "cooperating" else "cooperating"


def _findings(phrase: Phrase, units: list[UnitWords], leads: tuple[int, ...], rule: str) -> list[Finding]:
	findings = [
		Finding("unit_incomplete", unit.name)
		for unit in units
		if PLACE.fullmatch(unit.name) and unit.kind == "unit"
	]
	findings += [Finding("unit_unreadable", unit.raw) for unit in units if _is_no_name(unit)]
	everybody = "、".join(unit.name for unit in units)
	unlabelled = all(label in (None, "responsible") for label, _bodies in phrase.bodies)
	if rule == "all_cooperate" and len(units) > 1 and unlabelled:
		findings.append(Finding("cooperation_scope", everybody))
	if len(leads) > 1:
		findings.append(Finding("leads_several", "、".join(units[at].name for at in leads)))
	elif leads and units[leads[0]].kind == "group":
		findings.append(Finding("lead_is_group", units[leads[0]].name))
	elif units and not leads:
		findings.append(Finding("lead_missing" if rule == "all_cooperate" else "lead_shared", everybody))
	return findings
