"""Numbers as office documents write them: Chinese numerals and full-width digits."""

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_SCALES = {"十": 10, "百": 100, "千": 1000}

NUMERAL = "[零〇一二两三四五六七八九十百]"

# One character for one, so that positions in the narrowed text are positions in the original.
_NARROW = str.maketrans(
	"０１２３４５６７８９（）［］，；：．＊　",
	"0123456789()[],;:.* ",
)


def narrow(text: str) -> str:
	"""The text with full-width digits and punctuation made half-width, of unchanged length."""
	return text.translate(_NARROW)


def to_number(words: str) -> int | None:
	"""The value of `words`, in Arabic digits or in Chinese numerals below one thousand; None if it is neither."""
	words = narrow(words.strip())
	if words.isascii() and words.isdigit() and len(words) <= 6:
		return int(words)
	return None if "千" in words else chinese_number(words)


def chinese_number(words: str) -> int | None:
	"""The value of Chinese numerals below ten thousand, or None."""
	total, digit = 0, None
	for character in words:
		if character in _SCALES:
			total += (1 if digit is None else digit) * _SCALES[character]
			digit = None
		elif character in _DIGITS:
			digit = _DIGITS[character]
		else:
			return None
	return total + (digit or 0) if words else None
