"""Readers: a file's bytes as paragraphs and tables (`parsing/content.py`), whatever kind of file it is."""

from qingdan_app.parsing.content import Content
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers import delimited, docx, html, old_workbook, text, workbook
from qingdan_app.parsing.readers.file_kinds import kind_of
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits

_READERS = {
	"delimited": delimited.read,
	"docx": docx.read,
	"html": html.read,
	"old_workbook": old_workbook.read,
	"text": text.read,
	"workbook": workbook.read,
}


def read(data: bytes, name: str = "", limits: Limits = LIMITS) -> Content:
	"""What stands in a file, and where. Its kind is found by the bytes, by the name only between text and .csv.

	Raises NotAList and nothing else, whatever the bytes.
	"""
	Allowance(limits).size(data)
	kind = kind_of(data, name)
	if kind not in _READERS:
		raise NotAList(
			"files of this kind are not read; open it in the office program and save it as .docx or .xlsx"
		)
	return _READERS[kind](data, limits)
