"""Plain text as paragraphs, a line each: who reads a flattened table out of it works on these."""

from qingdan_app.parsing.content import Content, Paragraph, Place
from qingdan_app.parsing.encoding import decode
from qingdan_app.parsing.layout import lines_of
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The lines that say something, as they are, each with its number. Raises NotAList."""
	Allowance(limits).size(data)
	lines = enumerate(lines_of(decode(data)), start=1)
	return Content(tuple(Paragraph(line, Place(at, line=at)) for at, line in lines if line.strip()))
