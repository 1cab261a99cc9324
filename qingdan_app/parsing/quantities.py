"""The figures of a sentence that count or measure something: where, how much, of which unit, by which comparison."""

import re
from dataclasses import dataclass
from decimal import Decimal

from qingdan_app.parsing.numerals import chinese_number

_MEASURES = (
	"元|美元|欧元|亩|公顷|平方公里|平方千米|平方米|平米|公里|千米|延米|米(?!字)|立方米|立方|吨|公斤|千克|斤|标准箱|标箱"
	"|千瓦时|千瓦|兆瓦|方(?![面向案式法针])|倍(?!增)"
)
_SHARES = "%|‰|个?百分点"
_DURATIONS = "分钟|小时|个工作日|天|个月"
_COUNTED = (
	"个(?!月|工作日|百分点)|家次|家(?!庭)|项(?!目)|场次|场(?![所地馆景])|人次|人(?![均才民工大社力文])|户次|户|条|座(?!谈)|处(?!理|置|罚)|所|部(?!门|分|署)"
	"|套|名(?!单|称)|台套|台|辆|艘|架|件(?!事)|起|次(?!年|日|元)|支(?!持)|只|份|批次|本(?![级市地])|篇|首(?![店批个])|种(?!植)|例|宗|组(?!织|建)"
	"|间|栋|幢|棵|株|头(?!部)|枚|张(?!床常)|块|片(?!区)|幅|门(?!诊)|课时|学时|班次|车次|位"
)
_ONLY_ARABIC = "期|类|套次|床|节(?!约|能)|层|分(?!之|钟|析|配|类|解|别)|列(?!入)|口"
MONEY = ("元", "美元", "欧元")
SHARES = ("%", "‰", "百分点")
DURATIONS = tuple(_DURATIONS.split("|"))
_ONLY_COMPARED = ("层", "分")
_SLOGANS = "到位|维护|意识|自信|确保|坚持|统一|转变|不放过|走遍|必须|革命|带头"
"""四个到位, 两个维护: what is called so is not counted."""
_SCALE = "万亿|千亿|百亿|亿|千万|百万|万|千|百"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = "[零〇一二两三四五六七八九十百千]+"
_SEPARATOR = r"(?:[-—–~～]+|至|到)"
_ALL_UNITS = f"{_SHARES}|{_DURATIONS}|{_MEASURES}|{_COUNTED}|{_ONLY_ARABIC}"

_FIGURE = re.compile(
	rf"""
	(?<![A-Za-z0-9.·+/第±]) (?<![\d年月日][-—–~～])
	(?:
		(?P<first>{_ARABIC}) (?:{_SCALE})? (?:{_ALL_UNITS})? {_SEPARATOR} (?P<last>{_ARABIC})
	| (?P<number>{_ARABIC})
	)
	(?P<more>[余多])? (?P<scale>{_SCALE})? (?P<more2>[余多])? (?P<unit>{_ALL_UNITS})?
	| (?<![第零〇一二两三四五六七八九十百千])
		(?: 百分之(?P<percent>{_CHINESE}|{_ARABIC})
		| (?P<of>[二三四五六七八九十])分之(?P<parts>[一二两三四五六七八九])
		| (?P<chinese_first>{_CHINESE}){_SEPARATOR}(?P<chinese_last>{_CHINESE})(?P<range_unit>{_COUNTED})
		| (?P<chinese>{_CHINESE}) (?P<chinese_more>[余多])? (?P<chinese_scale>万亿|亿|万)? (?P<chinese_unit>{_MEASURES}|{_COUNTED}) (?!{_SLOGANS})
		)
	""",
	re.X,
)
_THINGS = re.compile(f"(?:{_COUNTED}|{_ONLY_ARABIC}|个工作日)")
_BRACKET = r"(?:[(][^()]{1,6}[)])?"
_AFTER = (
	(">=", re.compile(rf"{_BRACKET}[及或]?(?:以上|之上|起步)")),
	("~=", re.compile(rf"{_BRACKET}(?:左右|上下)")),
	("<=", re.compile(rf"{_BRACKET}[及或]?(?:以内|之内|以下|之下)")),
	(">", re.compile(rf"{_BRACKET}(?:之多|有余|余(?!下|热))")),
)
# What may stand some words before its figure, and what has to touch it.
_FAR = (
	(
		"<=",
		re.compile(
			r"不超过|不突破|不高于|不多于|不大于|至多|最多|控制在|(?:压缩|压减|缩短|降低|下降|压降|减少)[至到为]|降[至到]"
		),
	),
	(">=", re.compile(r"不少于|不低于|不小于|不下于|至少|最少|起码")),
)
_TOUCHING = (
	("<=", re.compile(r"(?:≤|<=)$")),
	(">=", re.compile(r"(?:≥|>=|达到?了?|达成)$")),
	(">", re.compile(r"(?:突破|超过?|逾|大于|高于|多于)$")),
	("<", re.compile(r"(?<!不)(?:低于|小于|少于|<)$")),
	("~=", re.compile(r"(?:(?<![节预契签集条公履])约|(?<![附最邻将])近|接近|大概)$")),
)
_REACH = 14


@dataclass(frozen=True, slots=True)
class Quantity:
	"""A figure in narrowed words: `value` a number or (from, to), `unit` with its 万 or 亿 as written ("" for none).

	`numeral` is arabic, chinese or share; `far` says that the comparison stands some words before the figure, so that it
	also holds for the further figures of the same enumeration.
	"""

	start: int
	end: int
	value: int | float | tuple[int | float, int | float]
	unit: str
	comparator: str
	numeral: str
	far: bool = False


def find_quantities(words: str) -> list[Quantity]:
	"""All figures with a unit, or with a comparison that stands in for one, in order. `words` are narrowed."""
	found: list[Quantity] = []
	for match in _FIGURE.finditer(words):
		value, unit, numeral = _read(match)
		if value is None:
			continue
		before = words[max(found[-1].end if found else 0, match.start() - _REACH) : match.start()]
		comparator, end, far = _comparison(before, words, match.end())
		more = match["more"] or match["more2"] or match["chinese_more"]
		if isinstance(value, tuple):
			comparator = "range"
		elif more and comparator in ("=", ">="):
			comparator = ">"
		if (
			not far
			and comparator == "="
			and found
			and _enumerated(words[found[-1].end : match.start()], found[-1])
		):
			comparator, far = found[-1].comparator, True
		if _is_figure(match, comparator, words[end : end + 1]):
			found.append(Quantity(match.start(), end, value, unit, comparator, numeral, far))
	return found


def _read(match: re.Match) -> tuple[int | float | tuple | None, str, str]:
	if match["number"]:
		return _scaled(_arabic(match["number"]), match["scale"], match["unit"], "arabic")
	if match["first"]:
		value, unit, numeral = _scaled(1, match["scale"], match["unit"], "arabic")
		return (_arabic(match["first"]) * value, _arabic(match["last"]) * value), unit, numeral
	if match["percent"]:
		number = match["percent"]
		return (_arabic(number) if number[0].isdigit() else chinese_number(number)), "%", "share"
	if match["of"]:
		share = Decimal(chinese_number(match["parts"]) * 100) / chinese_number(match["of"])
		return _plain(round(share, 2)), "%", "share"
	if match["chinese_first"]:
		pair = (chinese_number(match["chinese_first"]), chinese_number(match["chinese_last"]))
		return (None if None in pair else pair), match["range_unit"], "chinese"
	return chinese_number(match["chinese"]), (match["chinese_scale"] or "") + match["chinese_unit"], "chinese"


def _scaled(value: int | float, scale: str | None, unit: str | None, numeral: str) -> tuple:
	unit = (unit or "").removeprefix("个") if (unit or "").endswith("百分点") else unit or ""
	if scale in ("百", "千"):
		return value * (100 if scale == "百" else 1000), unit, numeral
	return value, (scale or "") + unit, numeral


def _arabic(words: str) -> int | float:
	return _plain(Decimal(words.replace(",", "")))


def _plain(number: Decimal) -> int | float:
	return int(number) if number == number.to_integral_value() else float(number)


def _comparison(before: str, words: str, end: int) -> tuple[str, int, bool]:
	"""The comparison, where the figure with it ends, and whether its word stands some words before the figure."""
	clause = re.split(r"[，,。;!\n]", before)[-1]
	far = next((sign for sign, pattern in _FAR if pattern.search(clause)), None)
	for sign, pattern in _AFTER:
		if after := pattern.match(words, end):
			return sign, after.end(), False
	if far:
		return far, end, True
	return next((sign for sign, pattern in _TOUCHING if pattern.search(clause)), "="), end, False


def _enumerated(between: str, last: Quantity) -> bool:
	return last.far and "、" in between and not re.search(r"[，,。;!\n]", between)


def _is_figure(match: re.Match, comparator: str, following: str) -> bool:
	"""A figure without a unit counts only where it is compared and nothing hangs on it: `控制在0.23以内`, `超40万`."""
	if match["number"] or match["first"]:
		if match["unit"]:
			return not _is_part_number(match) and (match["unit"] not in _ONLY_COMPARED or comparator != "=")
		return comparator not in ("=", "range") and (not following or following in "，。；;、,)）!！\n")
	return True


def _is_part_number(match: re.Match) -> bool:
	"""Things come in whole numbers: `10.1节` is a place in a book."""
	return (
		bool(match["number"])
		and "." in match["number"]
		and not match["scale"]
		and bool(_THINGS.fullmatch(match["unit"]))
	)
