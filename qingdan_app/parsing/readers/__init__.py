"""Readers: a file's bytes as paragraphs and tables (`parsing/content.py`), whatever kind of file it is."""

from qingdan_app.parsing.content import Content
from qingdan_app.parsing.readers import delimited, docx, html, office, old_workbook, ruled_pdf, text, workbook
from qingdan_app.parsing.readers.file_kinds import kind_of
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits
from qingdan_app.parsing.vocabulary import SHIPPED, Vocabulary

_READERS = {
	"delimited": delimited.read,
	"docx": docx.read,
	"html": html.read,
	"office": office.read,
	"old_workbook": old_workbook.read,
	"pdf": ruled_pdf.read,
	"text": text.read,
	"workbook": workbook.read,
}


def read(data: bytes, name: str = "", limits: Limits = LIMITS, vocabulary: Vocabulary = SHIPPED) -> Content:
	"""What stands in a file, and where. Its kind is found by the bytes, by the name only between text and .csv.

	In plain text tables are found by their headings, so that it takes the `vocabulary`. Raises NotAList and nothing else,
	whatever the bytes.
	"""
	Allowance(limits).size(data)
	kind = kind_of(data, name)
	if kind == "text":
		return text.read(data, limits, vocabulary)
	return _READERS[kind](data, limits)
