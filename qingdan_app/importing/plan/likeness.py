"""Which unit a name may mean that is not known: its abbreviation, another writing of its ending, or a wrong character.

Two names are held against each other in a plain form: without what is written either way (和, 委员会 for 委, 办公室 for 办,
杭州市 for 市). A name of another tier (省, 市, 区) is never alike, and neither is one that differs in a number or a direction.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from qingdan_app.parsing.numerals import narrow

SHORTEST_MISSPELT, LONG = 4, 7
"""How many characters a name must have between tier and ending for one wrong to be a slip, and for two."""
MOST_PROPOSED = 5

_EITHER_WAY = re.compile(r"[\s()（）“”\"'·、及与和暨]")
_PLACE = re.compile(r"^(?![省市区县州各])[\u3400-\u9fff]{2,3}(?=市[^区县市])")
_WRITTEN = (
	("管理委员会", "管委会"),
	("委员会", "委"),
	("办公厅", "办"),
	("办公室", "办"),
	("人民政府", "政府"),
	("有限责任公司", "公司"),
	("有限公司", "公司"),
	("集团公司", "集团"),
)
_TIER = re.compile(r"^(?:省|市|区|县|州|国家|各)")
_ENDING = re.compile(r"(?:管委会|政府|集团|公司|中心|[局委办厅会院部署社联协区县市])$")
_APART = frozenset("0123456789零〇一二三四五六七八九十百东南西北上下")


class Why(str, Enum):
	"""Why two names may mean one unit, the surest first."""

	WRITING = "writing"
	SHORT = "short"
	PART = "part"
	SLIP = "slip"


class Known(NamedTuple):
	"""A name that is known and the unit that it means today."""

	name: str
	unit: str


class Proposal(NamedTuple):
	"""A unit that is proposed for a name: under which of its names, and why."""

	unit: str
	name: str
	why: Why


class _Plain(NamedTuple):
	known: Known
	words: str
	tier: str
	core: str
	signs: frozenset[str]


class KnownNames:
	"""All names that are known, ready to be asked about many that are not."""

	def __init__(self, known: Iterable[Known]):
		self._by_words: dict[str, list[_Plain]] = defaultdict(list)
		self._by_ends: dict[tuple[str, str], list[_Plain]] = defaultdict(list)
		self._by_tier: dict[str, list[_Plain]] = defaultdict(list)
		for each in sorted(known):
			plain = _plain(each)
			self._by_words[plain.words].append(plain)
			if plain.core:
				self._by_ends[plain.tier, plain.words[-1]].append(plain)
				self._by_tier[plain.tier].append(plain)

	def proposals(self, name: str) -> list[Proposal]:
		"""Units that an unknown name may mean, the surest first and each once; empty where none is close."""
		asked = _plain(Known(name, ""))
		found = [(plain, Why.WRITING) for plain in self._by_words.get(asked.words, ())]
		if asked.core:
			near = self._shortened(asked)
			found += [(plain, Why.SHORT) for plain in near if plain.core[0] == asked.core[0]]
			found += [(plain, Why.PART) for plain in near if plain.core[0] != asked.core[0]]
			found += [(plain, Why.SLIP) for plain in self._misspelt(asked)] if not found else []
		once = {}
		for plain, why in found:
			once.setdefault(plain.known.unit, Proposal(plain.known.unit, plain.known.name, why))
		return [*once.values()][:MOST_PROPOSED]

	def _shortened(self, asked: _Plain) -> list[_Plain]:
		alike = self._by_ends.get((asked.tier, asked.words[-1]), ())
		near = [plain for plain in alike if _is_within(asked, plain) or _is_within(plain, asked)]
		return sorted(near, key=lambda plain: (abs(len(plain.words) - len(asked.words)), plain.known))

	def _misspelt(self, asked: _Plain) -> Iterable[_Plain]:
		near = [plain for plain in self._by_tier.get(asked.tier, ()) if _is_slip(asked, plain)]
		return sorted(near, key=lambda plain: (distance(asked.core, plain.core), plain.known))


def certain(proposals: Sequence[Proposal]) -> Proposal | None:
	"""The proposal that stands alone among the surest; None where several are equally sure, or there is none."""
	surest = [each for each in proposals if each.why == proposals[0].why]
	return surest[0] if len(surest) == 1 else None


def distance(one: str, other: str) -> int:
	"""How many characters have to be changed, added or left out to make one of the other."""
	row = list(range(len(other) + 1))
	for at, sign in enumerate(one, start=1):
		above, row[0] = row[0], at
		for place, other_sign in enumerate(other, start=1):
			changed = above + (sign != other_sign)
			above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, changed)
	return row[-1]


def _plain(known: Known) -> _Plain:
	words = _EITHER_WAY.sub("", narrow(known.name))
	words = _PLACE.sub("", words)
	for long, short in _WRITTEN:
		words = words.replace(long, short)
	tier = _TIER.match(words)
	core = _ENDING.sub("", words[tier.end() if tier else 0 :])
	return _Plain(known, words, tier[0] if tier else "", core, frozenset(core))


def _is_within(short: _Plain, long: _Plain) -> bool:
	"""Whether the signs of a shorter name stand in a longer one, in their order."""
	if not len(short.words) < len(long.words) or not short.signs <= frozenset(long.words):
		return False
	left = _APART & frozenset(long.core) - short.signs
	signs = iter(long.core)
	return not left and all(sign in signs for sign in short.core)


def _is_slip(one: _Plain, other: _Plain) -> bool:
	shorter = min(len(one.core), len(other.core))
	allowed = 2 if shorter >= LONG else 1
	apart = one.signs ^ other.signs
	if shorter < SHORTEST_MISSPELT or abs(len(one.core) - len(other.core)) > allowed:
		return False
	if len(apart) > 2 * allowed or apart & _APART:
		return False
	return 0 < distance(one.core, other.core) <= allowed
