"""What people write for a value in a condition, read as the type of its field asks; what cannot be read is refused.

Amounts, shares and dates are written in many ways (`1万`, `１０，０００元`, `80%`, `2021年3月1日`, 三千). Nothing is guessed: a word
that is no number, or could be two things, is no value.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

NUMBERS = frozenset({"Int", "Float", "Currency", "Percent", "Duration", "Rating"})
DIGITS: Mapping[str, int] = {
	**{word: value for value, word in enumerate("零一二三四五六七八九")},
	**{word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")},
	"〇": 0,
	"两": 2,
	"貳": 2,
	"參": 3,
	"陸": 6,
	"幺": 1,
}
TENS: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
UNITS: Mapping[str, int] = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CURRENCY = re.compile(r"(人民币|rmb|cny|[¥￥$])|(元整|圆整|元|圆|块)$", re.IGNORECASE)
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)$")
DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))$")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?$")
SEPARATORS = re.compile(r"[,、;\n]")
LARGEST = 10**18
"""No amount is larger; what is was not meant."""
YES, NO = frozenset({"1", "yes", "true", "是", "√", "y"}), frozenset({"0", "no", "false", "否", "×", "n"})


class Unreadable(ValueError):
	"""The word is no value of the type, or could be several."""


def value_of(word: str, fieldtype: str | None) -> str | int | float:
	"""The value a word stands for, as facts of that type are. Raises Unreadable."""
	read = _READERS.get(fieldtype or "")
	return read(_plain(word)) if read else word.strip()


def values_of(words: str, fieldtype: str | None) -> tuple[str | int | float, ...]:
	"""The values of an enumeration, separated by commas, `、`, `；` or lines. Raises Unreadable.

	Digits grouped by commas could be one number or several: written with another separator they are read.
	"""
	plain = _plain(words)
	commas = "," in plain
	others = re.search(r"[、;\n]", plain)
	if fieldtype in NUMBERS and commas:
		if not others and GROUPED.match(plain):
			raise Unreadable(words)
		parts = re.split(r"[、;\n]", plain) if others else plain.split(",")
	else:
		parts = SEPARATORS.split(plain)
	return tuple(value_of(part, fieldtype) for part in parts if part.strip())


def _plain(word: str) -> str:
	"""Full-width digits, letters and signs as the narrow ones they stand for."""
	return unicodedata.normalize("NFKC", word).replace("。", ".").replace("−", "-").strip()


def _number(word: str) -> float:
	bare = CURRENCY.sub("", word.replace(" ", "")).strip()
	for unit, size in UNITS.items():
		if bare.endswith(unit) and (head := _digits(bare[: -len(unit)])) is not None:
			return _finite(head * size, word)
	found = _digits(bare)
	return _finite(_Numeral(word).read(bare) if found is None else found, word)


def _digits(word: str) -> Decimal | None:
	return Decimal(word.replace(",", "")) if GROUPED.match(word) or PLAIN.match(word) else None


def _finite(found: Decimal, word: str) -> float:
	if abs(found) >= LARGEST:
		raise Unreadable(word)
	return float(found)


class _Numeral:
	"""A number in Chinese numerals, or in digits with 百 and 千: 一百二十万, 叁仟, 3千5百.

	What is said short (一万五 for 15,000) could be two numbers and is refused; 一万零五 is one.
	"""

	def __init__(self, word: str):
		self.word = word
		self.total = self.section = Decimal(0)
		self.digit: Decimal | None = None
		self.last = 0
		"""The last unit, until a zero is said."""
		self.smallest = 10**9
		"""The unit below which the next one of the section has to be."""

	def read(self, bare: str) -> Decimal:
		for part in re.findall(r"\d+(?:\.\d+)?|.", bare):
			self._take(part)
		if not bare or (self.digit and self.last > 10):
			raise Unreadable(self.word)
		return self.total + self.section + (self.digit or 0)

	def _take(self, part: str) -> None:
		if part[0].isdecimal() or part in DIGITS:
			self._take_digit(Decimal(part) if part[0].isdecimal() else Decimal(DIGITS[part]))
		elif part in TENS and TENS[part] < self.smallest:
			self._take_ten(TENS[part])
		elif part in UNITS:
			self._take_unit(UNITS[part])
		else:
			raise Unreadable(self.word)

	def _take_digit(self, digit: Decimal) -> None:
		if self.digit:
			raise Unreadable(self.word)
		self.digit = digit
		self.last = self.last if digit else 0

	def _take_ten(self, size: int) -> None:
		if not self.digit and (self.digit is not None or size != 10):
			raise Unreadable(self.word)
		self.section += (self.digit or 1) * size
		self.digit, self.last, self.smallest = None, size, size

	def _take_unit(self, size: int) -> None:
		section = self.section + (self.digit or 0)
		if not section and not 0 < self.total < size:
			raise Unreadable(self.word)
		self.total = (self.total + section) * size if self.total < size else self.total + section * size
		self.section, self.digit, self.last, self.smallest = Decimal(0), None, size, 10**9


def _share(word: str) -> float:
	"""Percent: `80%` and `80` are the same."""
	return _number(word.removesuffix("%"))


def _amount(word: str) -> float:
	"""Any other number: `80%` is 0.8."""
	return _number(word.removesuffix("%")) / 100 if word.endswith("%") else _number(word)


def _whole(word: str) -> float:
	found = _amount(word)
	if found != int(found):
		raise Unreadable(word)
	return found


def _check(word: str) -> float:
	if word.lower() in YES | NO:
		return float(word.lower() in YES)
	raise Unreadable(word)


def _date(word: str) -> str:
	return _day(word).isoformat()


def _moment(word: str) -> str:
	head, _space, clock = word.replace("T", " ").partition(" ")
	return str(datetime.combine(_day(head), _clock(clock) if clock.strip() else time()))


def _time(word: str) -> str:
	return _clock(word).isoformat()


def _day(word: str) -> date:
	found = DAY.match(word.replace(" ", ""))
	if not found:
		raise Unreadable(word)
	try:
		return date(*(int(part) for part in found.groups() if part))
	except ValueError as error:
		raise Unreadable(word) from error


def _clock(word: str) -> time:
	found = CLOCK.match(word.strip())
	if not found:
		raise Unreadable(word)
	try:
		return time(*(int(part) for part in found.groups() if part))
	except ValueError as error:
		raise Unreadable(word) from error


_READERS: Mapping[str, Callable[[str], str | float]] = {
	**dict.fromkeys(("Float", "Currency", "Duration", "Rating"), _amount),
	"Int": _whole,
	"Percent": _share,
	"Check": _check,
	"Date": _date,
	"Datetime": _moment,
	"Time": _time,
}
