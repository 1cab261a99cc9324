"""A number of a spreadsheet as its format shows it: 2021年6月, 6月30日, 30.00%, 1,234.5, 一."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from qingdan_app.parsing.readers.date_formats import moment_of, shown_date
from qingdan_app.parsing.readers.format_sections import Section, Token, sections_of
from qingdan_app.parsing.readers.list_numbers import chinese, formal

GENERAL = "General"


def shown(value: float, form: str, from_1904: bool = False) -> str:
	"""The number as the format shows it; plainly where the format cannot show it."""
	section, value = _section_for(sections_of(form or GENERAL), value)
	if section is None:
		return plain(value)
	try:
		if section.has("date", "half", "elapsed"):
			return shown_date(moment_of(value, from_1904), value, section)
		return _number(value, section)
	except (OverflowError, ValueError, InvalidOperation):
		return plain(value)


def shown_text(text: str, form: str) -> str:
	"""Text as the format shows it, which may put words around it."""
	section = next((one for one in sections_of(form) if one.has("text")), None)
	if section is None or form == "@":
		return text
	return "".join(
		text if token.kind == "text" else token.text
		for token in section.tokens
		if token.kind in ("text", "word")
	)


def plain(value: float) -> str:
	"""Without any format: whole numbers without a point, others to ten digits."""
	if value != value or value in (float("inf"), float("-inf")):
		return ""
	if value == int(value) and abs(value) < 1e15:
		return str(int(value))
	return f"{value:.10g}".replace("e", "E")


def _section_for(sections: tuple[Section, ...], value: float) -> tuple[Section | None, float]:
	"""The section of a format that a number falls under, and the number as that section shows it."""
	numeric = [one for one in sections if not one.has("text")] or []
	if any(one.condition for one in numeric):
		met = (one for one in numeric if one.condition is None or _meets(value, *one.condition))
		return next(met, None), value
	if value < 0 and len(numeric) > 1:
		return numeric[1], -value
	if value == 0 and len(numeric) > 2:
		return numeric[2], value
	return (numeric[0] if numeric else None), value


def _meets(value: float, sign: str, bound: float) -> bool:
	return {
		"<": value < bound,
		">": value > bound,
		"=": value == bound,
		"<=": value <= bound,
		">=": value >= bound,
		"<>": value != bound,
	}[sign]


def _number(value: float, section: Section) -> str:
	if section.has("general") or not section.has("digit"):
		counted = _counted(value, section.counted) if section.has("general") else ""
		return _around(section, counted)
	if section.has("power"):
		digits = sum(token.kind == "digit" for token in section.tokens) - 3
		return f"{value:.{max(digits, 0)}E}"
	if section.counted:
		return _around(section, _counted(value, section.counted))
	if Token("sign", "/") in section.tokens:
		return plain(value)
	return _digits(value, section)


def _around(section: Section, number: str) -> str:
	"""The number once, where its format has it, with the words around it."""
	written, said = "", False
	for token in section.tokens:
		if token.kind in ("general", "digit"):
			written, said = written + ("" if said else number), True
		elif token.kind in ("word", "sign"):
			written += token.text
	return written


def _counted(value: float, how: str) -> str:
	if how and value == int(value):
		return {"dbnum1": chinese, "dbnum2": formal}.get(how, lambda number: str(number))(int(value))
	return plain(value)


def _digits(value: float, section: Section) -> str:
	"""Digits put into 0 # and ?, with thousands, percent and words in between."""
	tokens = list(section.tokens)
	places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
	point = next((at for at, token in enumerate(tokens) if token == Token("sign", ".")), len(tokens))
	whole, behind = [at for at in places if at < point], [at for at in places if at > point]
	commas = [at for at, token in enumerate(tokens) if token == Token("sign", ",")]
	thousands = any(whole and whole[0] < at < whole[-1] for at in commas)
	scaled = sum(
		bool(places) and at == places[-1] + 1 + nth
		for nth, at in enumerate(c for c in commas if c > places[-1])
	)
	percents = sum(token == Token("sign", "%") for token in tokens)
	exact = Decimal(repr(value)).scaleb(2 * percents - 3 * scaled)
	rounded = exact.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP)
	sign, (digits, decimals) = ("-" if rounded < 0 else ""), _parts(abs(rounded), len(behind))
	filled = _whole(digits, [tokens[at].text for at in whole], thousands)
	filled += _decimals(decimals, [tokens[at].text for at in behind])
	by_place = dict(zip([*whole, *behind], filled, strict=True))
	return sign + "".join(_piece(at, token, by_place, commas) for at, token in enumerate(tokens))


def _piece(at: int, token: Token, by_place: dict[int, str], commas: list[int]) -> str:
	if at in by_place:
		return by_place[at]
	return token.text if token.kind in ("word", "sign", "date") and at not in commas else ""


def _parts(rounded: Decimal, behind: int) -> tuple[str, str]:
	digits, _point, decimals = f"{rounded:f}".partition(".")
	return digits.lstrip("0"), decimals.ljust(behind, "0")


def _whole(digits: str, places: list[str], thousands: bool) -> list[str]:
	"""What stands in each place before the point, from the right; the first takes what is left over."""
	if not places:
		return []
	filled: list[str] = []
	for nth, place in enumerate(reversed(places)):
		digit = digits[-1:] or {"0": "0", "?": " "}.get(place, "")
		digits = digits[:-1]
		filled.append(digit + ("," if thousands and nth and nth % 3 == 0 and digit.strip() else ""))
	rest, nth = "", len(places)
	for digit in reversed(digits):
		rest = digit + ("," if thousands and nth % 3 == 0 else "") + rest
		nth += 1
	filled[-1] = rest + filled[-1]
	return filled[::-1]


def _decimals(decimals: str, places: list[str]) -> list[str]:
	kept = len(decimals.rstrip("0"))
	return [
		digit if place == "0" or nth < kept else ""
		for nth, (digit, place) in enumerate(zip(decimals, places, strict=True))
	]
