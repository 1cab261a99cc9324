"""Files of every kind with a given content, as office programs write them; and what of a content has to come back."""

import csv
import html
import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import openpyxl

from qingdan_app.parsing.content import Cell, Content, Paragraph, Place, Table

NOWHERE = Place(0)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
	'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
	'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
	+ "".join(
		f'<Override PartName="/word/{part}.xml" '
		f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
		for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
	)
	+ "</Types>"
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLE_WIDTH = 9000  # twentieths of a point
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(text: str, number: str = "") -> Paragraph:
	return Paragraph(text, NOWHERE, number)


def table(*cells: tuple, name: str = "") -> Table:
	"""A table of cells (text, row, column, row span, column span)."""
	return Table(
		tuple(Cell(text, row, column, NOWHERE, *spans) for text, row, column, *spans in cells), NOWHERE, name
	)


def table_of(*rows: Iterable[str]) -> Table:
	return table(*((text, at, column) for at, row in enumerate(rows) for column, text in enumerate(row)))


def shown(content: Content) -> list:
	"""What has to come back, whatever the kind of file: texts, and cells that say something or cover others."""
	return [
		(part.number, part.text) if isinstance(part, Paragraph) else cells_of(part) for part in content.parts
	]


def cells_of(one: Table) -> dict:
	height = max(cell.row for cell in one.cells) + 1
	width = max(cell.column for cell in one.cells) + 1
	found = {}
	for cell in one.cells:
		spans = min(cell.row_span, height - cell.row), min(cell.column_span, width - cell.column)
		if cell.text or spans != (1, 1):
			found[cell.row, cell.column] = (cell.text, *spans)
	return found


def rows_of(one: Table) -> list[list[str]]:
	return [[cell.text for cell in row] for row in one.rows()]


# Word


def docx(content: Content) -> bytes:
	return docx_of(
		"".join(
			word_paragraph(part.text) if isinstance(part, Paragraph) else word_table(part)
			for part in content.parts
		)
	)


def docx_of(body: str, styles: str = "", numbering: str = "") -> bytes:
	"""A Word document of WordprocessingML."""
	parts = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
	related = ""
	for kind, words in (("styles", styles), ("numbering", numbering)):
		if words:
			parts[f"word/{kind}.xml"] = f"<w:{kind} {_W}>{words}</w:{kind}>"
			related += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
	parts["word/_rels/document.xml.rels"] = relations(related)
	main = f'<Relationship Id="main" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
	return archive({"[Content_Types].xml": _TYPES, "_rels/.rels": relations(main), **parts})


def relations(words: str) -> str:
	return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{words}</Relationships>'


def archive(parts: dict[str, str | bytes]) -> bytes:
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
		for name, words in parts.items():
			packed.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), words, zipfile.ZIP_DEFLATED)
	return file.getvalue()


def word_paragraph(text: str, properties: str = "") -> str:
	"""A line break within is a break; `properties` are those of the paragraph."""
	return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{word_run(text)}</w:p>"


def word_run(text: str, properties: str = "") -> str:
	pieces = escape(text).replace("\t", "</w:t><w:tab/><w:t>").split("\n")
	words = '</w:t><w:br/><w:t xml:space="preserve">'.join(pieces)
	return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def word_table(one: Table) -> str:
	rows = "".join(f"<w:tr>{''.join(map(_word_cell, row))}</w:tr>" for row in _with_covered(one))
	_height, width = _size(one)
	columns = f'<w:gridCol w:w="{_TABLE_WIDTH // width}"/>' * width
	sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
	return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def word_cell(inner: str, properties: str = "") -> str:
	return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _word_cell(placed: tuple[Cell, int]) -> str:
	cell, below = placed
	merge = f'<w:vMerge w:val="{"continue" if below else "restart"}"/>' if cell.row_span > 1 else ""
	properties = f'<w:gridSpan w:val="{cell.column_span}"/>{merge}'
	lines = [""] if below else cell.text.split("\n")
	return word_cell("".join(map(word_paragraph, lines)), properties)


def _with_covered(one: Table) -> Iterator[list[tuple[Cell, int]]]:
	"""Each row's cells with how far below their first row it is, places that nothing covers filled with blank cells."""
	height, width = _size(one)
	covering = {}
	for cell in one.cells:
		for row in range(cell.row, cell.row + cell.row_span):
			for column in range(cell.column, cell.column + cell.column_span):
				covering[row, column] = (cell, row - cell.row)
	for row in range(height):
		placed, column = [], 0
		while column < width:
			cell, below = covering.get((row, column), (Cell("", row, column, NOWHERE), 0))
			placed.append((cell, below))
			column += cell.column_span
		yield placed


def _size(one: Table) -> tuple[int, int]:
	return (
		max(cell.row + cell.row_span for cell in one.cells),
		max(cell.column + cell.column_span for cell in one.cells),
	)


# sheets


def xlsx(content: Content) -> bytes:
	"""Each table a sheet of its name; paragraphs have no place in a workbook."""
	book = openpyxl.Workbook()
	book.remove(book.active)
	for number, part in enumerate(content.parts, start=1):
		if isinstance(part, Table):
			sheet = book.create_sheet(part.name or f"表{number}")
			for cell in part.cells:
				_fill(sheet, cell)
	return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
	file = io.BytesIO()
	book.save(file)
	return file.getvalue()


def _fill(sheet, cell: Cell) -> None:
	written = sheet.cell(cell.row + 1, cell.column + 1)
	if cell.text:
		written.value = cell.text
		written.data_type = "s"
	if (cell.row_span, cell.column_span) != (1, 1):
		sheet.merge_cells(
			start_row=cell.row + 1,
			end_row=cell.row + cell.row_span,
			start_column=cell.column + 1,
			end_column=cell.column + cell.column_span,
		)


# pages


def page(content: Content, cells: str = "td") -> str:
	body = "".join(
		f"<p>{_html_text(part.text)}</p>\n" if isinstance(part, Paragraph) else html_table(part, cells)
		for part in content.parts
	)
	return f"<!DOCTYPE html>\n<html><head><title>清单</title></head><body>\n{body}</body></html>"


def html_table(one: Table, cells: str = "td") -> str:
	rows = []
	for row in _with_covered(one):
		written = (
			f"<{cells} rowspan={quoteattr(str(cell.row_span))} colspan={cell.column_span}>{_html_text(cell.text)}</{cells}>"
			for cell, below in row
			if not below
		)
		rows.append(f" <tr>\n  {''.join(written)}\n </tr>\n")
	return f"<table border=1>\n{''.join(rows)}</table>\n"


def _html_text(text: str) -> str:
	return html.escape(text).replace("\n", "<br>")


# delimited


def delimited(one: Table, delimiter: str = ",", line_end: str = "\r\n") -> str:
	"""Merged cells say their text once, as a spreadsheet saves them."""
	file = io.StringIO()
	writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end)
	for row in _with_covered(one):
		written = []
		for cell, below in row:
			written += ["" if below else cell.text, *[""] * (cell.column_span - 1)]
		writer.writerow(written)
	return file.getvalue()
