"""Who does what in a sentence: 由市发改委牵头，市财政局、市建委配合."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qingdan_app.parsing.role_words import DUTIES

_BETWEEN = r"(?:[、，,和与及]|以及)"
_STRANGE = r"(?:市|省)[\u3400-\u9fff]{1,8}?(?:局|委|办|厅|院|中心|集团|公司|管委会)(?=牵头|负责|主办|承办|配合|会同|协助|[、，,；;。）)和与]|$)"
_BESIDE = r"(?:(?<=会同)|(?<=联合)|(?<=协同)|(?<=配合))"
_LOOSE = r"(?!有关|相关|各)[\u3400-\u9fff]{2,12}?(?:局|委|办|厅|院|中心|集团|公司|管委会|政府|大学|银行)"
"""A body that nobody knows, right after a word that says it works beside another: whatever follows it."""
_AND_OTHERS = r"^(?:等(?:\d+家|有关|相关)?(?:单位|部门)?)?\s*"
_LEADS_AFTER = re.compile(_AND_OTHERS + r"(?:要|应|须)?\s*(?:总?牵头|负责|主办|承办|主抓|抓好|落实|组织)")
_SHARES_AFTER = re.compile(_AND_OTHERS + rf"\s*{DUTIES}")
"""按职责分工负责: of several nobody is said to lead."""
_COOPERATES_AFTER = re.compile(_AND_OTHERS + r"(?:要|应|须)?(?:积极|密切|做好)?(?:配合|协助|协同|协办|参与)")
_ACTS_AFTER = re.compile(_AND_OTHERS + r"(?:要|应|须|需|尽快|抓紧|加快|于|在|务必|会同)")
_LEADS_BEFORE = re.compile(r"(?:由|请|责成|要求|(?:责任|牵头|承办|主办)(?:单位|部门)\s*[:：])\s*$")
_COOPERATES_BEFORE = re.compile(r"(?:会同|联合|商|协同|配合|(?:配合|协办)(?:单位|部门)\s*[:：])\s*$")
_BEGINS = re.compile(r"(?:^|[，,；;。：:（(\n])\s*$")


class Chain(NamedTuple):
	"""Bodies named in a row, and what the words around them make of them: `lead`, `cooperating`, `guessed`, or nothing."""

	names: tuple[str, ...]
	part: str


class Said(NamedTuple):
	"""Whom a piece names."""

	lead: str = ""
	cooperating: tuple[str, ...] = ()
	unknown: tuple[str, ...] = ()
	guessed: bool = False


class Reader:
	"""Finds the names that the site knows, longest first, and bodies that it does not where they are given a part."""

	def __init__(self, units: Mapping[str, str]):
		self.units = units
		names = "|".join(map(re.escape, sorted(filter(None, units), key=len, reverse=True)))
		one = f"(?:{names}|{_STRANGE})" if names else f"(?:{_STRANGE})"
		self._one = re.compile(one)
		beside = f"(?:{one}|{_LOOSE})"
		self._any = re.compile(beside)
		self._chain = re.compile(f"{_BESIDE}{beside}(?:{_BETWEEN}{beside})*|{one}(?:{_BETWEEN}{one})*")

	def names_a_lead(self, sentence: str) -> bool:
		return any(chain.part in ("lead", "guessed") for chain in self.chains(sentence))

	def read(self, text: str) -> Said:
		"""The first body that leads, by words or by standing first; all others that have a part cooperate."""
		chains = [chain for chain in self.chains(text) if chain.part]
		leading = [chain for chain in chains if chain.part == "lead"] or [
			chain for chain in chains if chain.part == "guessed"
		]
		leads = [name for chain in leading for name in chain.names]
		known = [self.units[name] for name in leads if name in self.units]
		others = [name for chain in chains if chain not in leading for name in chain.names]
		unknown = tuple(dict.fromkeys(name for name in (*leads, *others) if name not in self.units))
		beside = known[1:] + [self.units[name] for name in others if name in self.units]
		guessed = bool(leading) and (leading[0].part == "guessed" or len(leads) > 1)
		return Said(known[0] if known else "", tuple(dict.fromkeys(beside)), unknown, guessed)

	def chains(self, text: str) -> Iterator[Chain]:
		for match in self._chain.finditer(text):
			names = tuple(self._any.findall(match[0]))
			yield Chain(names, _part(text[: match.start()], text[match.end() :], names, self.units))


def _part(before: str, after: str, names: Sequence[str], units: Mapping[str, str]) -> str:
	shared = len(names) > 1 and _SHARES_AFTER.match(after)
	if shared or _COOPERATES_AFTER.match(after) or _COOPERATES_BEFORE.search(before):
		return "cooperating"
	if _LEADS_AFTER.match(after) or _LEADS_BEFORE.search(before):
		return "lead"
	if _BEGINS.search(before) and (_ACTS_AFTER.match(after) or not after.strip("。）) ")):
		return "guessed" if any(name in units for name in names) else ""
	return ""
