"""A supervision notice as a Word file: red head, number, words and table, on A4 with the margins of GB/T 9704.

An Office Open XML file is a zip of a few parts; what a notice needs of them is written here, with the standard library.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

RED, SONG, FANG = "C00000", "SimSun", "FangSong"
"""The colour of the head, and the fonts that offices write with."""
WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
TYPES = (
	f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
	'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
	'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
	'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
	f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
	f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
PAGE = (
	'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
	'<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)
WIDTHS = (600, 1500, 3900, 1400, 1444)
"""Of the columns of the table, in twentieths of a point."""


def written(words: Mapping) -> bytes:
	"""The file of a notice, given what stands on it (`notice_paper.of_notice`)."""
	body = "".join(_body(words))
	document = f'{HEAD}<w:document xmlns:w="{WORDML}"><w:body>{body}{PAGE}</w:body></w:document>'
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
		parts.writestr("[Content_Types].xml", TYPES)
		parts.writestr("_rels/.rels", RELATIONS)
		parts.writestr("word/document.xml", document)
	return file.getvalue()


def _body(words: Mapping) -> Iterable[str]:
	yield _paragraph(words["title"], size=72, font=SONG, align="center", colour=RED, bold=True)
	yield _paragraph(f"{words['number']}    {words['level']}", align="center", line=RED)
	yield _paragraph(words["to"])
	yield _paragraph(words["opening"], indent=True)
	yield _table([words["columns"], *words["rows"]])
	yield _paragraph(words["demand_label"], bold=True, indent=True)
	for line in words["demand"].splitlines():
		yield _paragraph(line, indent=True)
	yield _paragraph(words["closing"], indent=True)
	yield _paragraph(words["office"], align="right")
	yield _paragraph(words["day"], align="right")


def _paragraph(
	text: str,
	size: int = 32,
	font: str = FANG,
	align: str = "both",
	colour: str = "",
	bold: bool = False,
	indent: bool = False,
	line: str = "",
) -> str:
	"""One paragraph; `size` in half points, `line` the colour of a line below it."""
	below = (
		f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="{line}"/></w:pBdr>' if line else ""
	)
	first = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if indent else ""
	shape = f'<w:pPr>{below}<w:spacing w:line="360" w:lineRule="auto"/>{first}<w:jc w:val="{align}"/></w:pPr>'
	look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>{"<w:b/>" if bold else ""}'
	look += f'<w:color w:val="{colour}"/>' if colour else ""
	look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
	return f'<w:p>{shape}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{_text(text)}</w:t></w:r></w:p>'


def _table(rows: Sequence[Sequence[str]]) -> str:
	sides = ("top", "left", "bottom", "right", "insideH", "insideV")
	borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
	grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
	shape = f'<w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
	lines = (_row(row, heading=not number) for number, row in enumerate(rows))
	return f"<w:tbl>{shape}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _row(cells: Sequence[str], heading: bool) -> str:
	"""A row that is not broken over two pages; the heading is said again on each page."""
	repeated = "<w:tblHeader/>" if heading else ""
	found = "".join(_cell(text, width, heading) for text, width in zip(cells, WIDTHS, strict=True))
	return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{found}</w:tr>"


def _cell(text: str, width: int, heading: bool) -> str:
	lines = (text or "").splitlines() or [""]
	said = "".join(_paragraph(line, size=24, align="left", bold=heading) for line in lines)
	return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{said}</w:tc>'


def _text(words: str) -> str:
	"""Words as XML has them; characters that it cannot hold are left out."""
	return escape("".join(each for each in words if each >= " " or each == "\t"))
