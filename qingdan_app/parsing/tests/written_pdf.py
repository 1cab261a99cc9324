"""A PDF with a given content, as a program prints it: words wrapped to their cells, rows cut where a page ends."""

from collections.abc import Iterable

from qingdan_app.parsing.content import Content, Paragraph, Table

SIZE = 10  # of letters, and the distance of lines
_PADDING, _LEFT, _TOP = 5, 50, 740
_CLOSING = "、，。；：！？）】”"


def pdf(content: Content, widths: Iterable[float], lines_on_a_page: int = 60, ruled: bool = True) -> bytes:
	"""Tables have columns of these widths, in points. Without `ruled`, their cells have no lines around them."""
	widths, at, strip, boxes = list(widths), 0, [], []
	for part in content.parts:
		if isinstance(part, Paragraph):
			lines = _wrapped(part.text, sum(widths))
			strip += [(at + nth, _LEFT, line) for nth, line in enumerate(lines)]
			at += len(lines)
		else:
			at = _put_table(part, widths, at, strip, boxes)
	pages = range((at + lines_on_a_page - 1) // lines_on_a_page)
	return _file([_page(number, lines_on_a_page, strip, boxes if ruled else []) for number in pages])


def _put_table(table: Table, widths: list[float], begin: int, strip: list, boxes: list) -> int:
	"""Adds lines (place, left, words) and boxes (first and last place, left, right). Answers where the table ends."""
	lefts = [_LEFT + sum(widths[:column]) for column in range(len(widths) + 1)]
	height = max(cell.row + cell.row_span for cell in table.cells)
	placed = [(cell, lefts[cell.column], lefts[cell.column + cell.column_span]) for cell in table.cells]
	wrapped = [
		(cell, left, right, _wrapped(cell.text, right - left - 2 * _PADDING)) for cell, left, right in placed
	]
	tall = [1] * height
	for cell, _left, _right, lines in sorted(wrapped, key=lambda one: one[0].row_span):
		rows = tall[cell.row : cell.row + cell.row_span]
		tall[cell.row + cell.row_span - 1] += max(len(lines) - sum(rows), 0)
	tops = [begin + sum(tall[:row]) for row in range(height + 1)]
	for cell, left, right, lines in wrapped:
		strip += [(tops[cell.row] + nth, left + _PADDING, line) for nth, line in enumerate(lines)]
		boxes.append((tops[cell.row], tops[cell.row + cell.row_span], left, right))
	return tops[-1]


def _wrapped(text: str, width: float) -> list[str]:
	return [line for paragraph in text.split("\n") for line in _broken(paragraph, width)]


def _broken(paragraph: str, width: float) -> list[str]:
	lines = [""]
	for word in _words(paragraph):
		if lines[-1] and _width(lines[-1] + word) > width:
			lines.append("")
		lines[-1] += word
	return lines


def _words(text: str) -> list[str]:
	words: list[str] = []
	for sign in text:
		latin = sign.isascii() and words and words[-1][-1].isascii()
		if words and (latin or sign in _CLOSING or words[-1][-1] in "（“【"):
			words[-1] += sign
		else:
			words.append(sign)
	return words


def _width(text: str) -> float:
	return sum(SIZE / 2 if sign.isascii() else SIZE for sign in text)


def _page(number: int, most: int, strip: list, boxes: list) -> str:
	first, last = number * most, (number + 1) * most
	drawn = []
	for begin, end, left, right in boxes:
		top, bottom = max(begin, first), min(end, last)
		if top < bottom:
			drawn.append(f"{left} {_TOP - (top - first) * SIZE} {right - left} {-(bottom - top) * SIZE} re S")
	for place, left, words in strip:
		if first <= place < last and words:
			down = _TOP - (place - first + 1) * SIZE + 2
			drawn.append(f"BT /F1 {SIZE} Tf {left} {down} Td <{words.encode('utf-16-be').hex()}> Tj ET")
	return "\n".join(drawn)


def _file(pages: list[str]) -> bytes:
	font = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
	described = (
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R "
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
	)
	descriptor = "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 800 /Descent -200 /FontBBox [0 -200 1000 800] >>"
	kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
	objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>"]
	objects += [font, described, descriptor]
	for number, words in enumerate(pages):
		objects.append(
			f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 700 800] /Contents {7 + 2 * number} 0 R "
			"/Resources << /Font << /F1 3 0 R >> >> >>"
		)
		objects.append(f"<< /Length {len(words)} >>\nstream\n{words}\nendstream")
	body, places = b"%PDF-1.4\n", []
	for number, words in enumerate(objects, start=1):
		places.append(len(body))
		body += f"{number} 0 obj\n{words}\nendobj\n".encode()
	table = "".join(f"{place:010d} 00000 n \n" for place in places)
	end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
	return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()
