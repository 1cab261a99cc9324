"""A number as an automatic list writes it: 一、 （一） 1. a) ① ⅳ."""

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN += ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = ((20, 0x245F), (35, 0x323C), (50, 0x328D))


def chinese(number: int, digits: str = _DIGITS, scales: str = "十百千") -> str:
	"""Counted in Chinese: 十, 十一, 二十, 一百零一; ten thousand and more in Arabic digits."""
	if not 0 < number < 10_000:
		return digits[0] if number == 0 else str(number)
	words, zero = "", False
	for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
		if digit:
			words += ("零" if zero and words else "") + digits[digit] + (scales[place - 1] if place else "")
		zero = not digit
	return words.removeprefix(digits[1]) if 10 <= number < 20 and digits is _DIGITS else words


def chinese_digits(number: int) -> str:
	"""Digit by digit: 二〇二一."""
	return "".join(_DIGITS[int(digit)] if digit.isdigit() else digit for digit in str(number))


def formal(number: int) -> str:
	return chinese(number, _FORMAL_DIGITS, "拾佰仟")


def formal_traditional(number: int) -> str:
	return chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟")


def letters(number: int) -> str:
	"""a to z, then aa to zz, as Word counts."""
	return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else str(number)


def roman(number: int) -> str:
	if not 0 < number < 4000:
		return str(number)
	words = ""
	for value, letter in _ROMAN:
		words += letter * (number // value)
		number %= value
	return words


def circled(number: int) -> str:
	for last, before in _CIRCLED:
		if 0 < number <= last:
			return chr(before + number)
	return str(number)


def _enclosed(first: int):
	return lambda number: chr(first + number - 1) if 0 < number <= 20 else str(number)


def _one_of(signs: str):
	return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


_COUNTING = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting")
_COUNTING += ("taiwaneseCountingThousand",)
FORMATS = {
	**dict.fromkeys(_COUNTING, chinese),
	**dict.fromkeys(("chineseLegalSimplified", "japaneseLegal"), formal),
	"ideographLegalTraditional": formal_traditional,
	**dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), chinese_digits),
	"decimalZero": lambda number: f"{number:02d}",
	"decimalFullWidth": lambda number: str(number).translate(_WIDE),
	"decimalFullWidth2": lambda number: str(number).translate(_WIDE),
	"decimalEnclosedCircle": circled,
	"decimalEnclosedCircleChinese": circled,
	"decimalEnclosedParen": _enclosed(0x2474),
	"decimalEnclosedFullstop": _enclosed(0x2488),
	"ideographTraditional": _one_of(_STEMS),
	"ideographZodiac": _one_of(_BRANCHES),
	"lowerLetter": letters,
	"upperLetter": lambda number: letters(number).upper(),
	"lowerRoman": roman,
	"upperRoman": lambda number: roman(number).upper(),
	"none": lambda _number: "",
	"bullet": lambda _number: "",
}


def written(number: int, form: str) -> str:
	"""The number in one of Word's formats; a format that is not known here is written in Arabic digits."""
	return FORMATS.get(form, str)(number)
