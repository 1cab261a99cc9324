"""HTML as Word, Excel, WPS or a web page puts it on the clipboard or saves it: paragraphs and tables."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from qingdan_app.parsing.content import Content
from qingdan_app.parsing.encoding import decode
from qingdan_app.parsing.readers.html_page import Page
from qingdan_app.parsing.readers.html_words import ListCount, hides, is_list_sign, keeps_breaks, list_count
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits

_NAMED_ENCODING = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_CHUNK = 64 * 1024


def _names(words: str) -> frozenset[str]:
	return frozenset(words.split())


_NEVER_CLOSED = _names("area base br col embed hr img input link meta param source track wbr")
_NOT_SHOWN = _names("head title script style template noscript xml select textarea datalist object iframe")
_BLOCKS = _names(
	"p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 pre blockquote section article header footer nav main aside "
	"center form fieldset address figure figcaption hr caption body html details summary"
)
_TABLE_PARTS = _names("table thead tbody tfoot tr td th caption colgroup col")
_MOST_OPEN = 2000


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The content of HTML in a file's bytes. Raises NotAList."""
	Allowance(limits).size(data)
	return read_text(_decoded(data), limits)


def read_text(text: str, limits: Limits = LIMITS) -> Content:
	"""The content of HTML. Nothing it refers to is ever opened. Raises NotAList."""
	allowance = Allowance(limits)
	allowance.size(text)
	begin = text.find("<")  # what the clipboard writes before the first element is none of the page
	builder = _Builder(allowance)
	for at in range(max(begin, 0), len(text), _CHUNK):
		allowance.time()
		builder.feed(text[at : at + _CHUNK])
	builder.close()
	return builder.content()


def _decoded(data: bytes) -> str:
	named = _NAMED_ENCODING.search(data[:4096])
	encoding = named[1].decode("ascii").lower() if named else ""
	if encoding in ("gb2312", "gbk", "gb18030") and not data.startswith(
		(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
	):
		return data.decode("gb18030", errors="replace")
	return decode(data)


class _Open(NamedTuple):
	"""An open element, and what held before it."""

	tag: str
	skipping: bool
	hiding: bool
	numbering: bool
	keeping: bool


class _Builder(HTMLParser):
	"""Which elements are open, and what of their words is shown; what they come to is the page's."""

	def __init__(self, allowance: Allowance):
		super().__init__(convert_charrefs=True)
		self._allowance = allowance
		self._page = Page(allowance, self._close_to)
		self._open: list[_Open] = []
		self._count: Counter = Counter()
		self._skipping = self._hiding = self._numbering = self._keeping = False
		self._hidden_words: list[str] = []
		self._lists: list[ListCount] = []

	def content(self) -> Content:
		self._tell_hidden()
		return self._page.content()

	def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
		attributes = {name: words or "" for name, words in reversed(attrs)}
		if tag in _TABLE_PARTS:
			self._begin_table_part(tag, attributes)
		elif tag == "br":
			self._break_line()
		elif tag in _BLOCKS:
			self._begin_block(tag, attributes)
		if tag not in _NEVER_CLOSED and tag not in _TABLE_PARTS:
			self._enter(tag, attributes)

	def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
		"""`<o:p/>` ends at once; a browser reads `<p/>` and `<td/>` as beginnings."""
		self.handle_starttag(tag, attrs)
		if ":" in tag:
			self.handle_endtag(tag)

	def handle_endtag(self, tag: str) -> None:
		if tag in ("td", "th"):
			self._page.end_cell()
		elif tag == "tr":
			self._page.end_row()
		elif tag == "table":
			self._page.end_table()
		elif tag == "br":
			self._break_line()
		elif tag in _BLOCKS:
			self._page.current().end_block()
			if tag in ("ul", "ol") and self._lists:
				self._lists.pop()
		self._leave(tag)

	def handle_data(self, data: str) -> None:
		if self._skipping:
			return
		if self._hiding:
			self._hidden_words.append(data)
		elif self._keeping:
			self._page.between().say_as_it_is(data)
		else:
			self._page.between().say(data, self._numbering)

	def _enter(self, tag: str, attributes: dict[str, str]) -> None:
		if tag == "body":
			self._skipping = False  # a head that was never closed
		if len(self._open) > _MOST_OPEN:
			return
		self._open.append(_Open(tag, self._skipping, self._hiding, self._numbering, self._keeping))
		self._count[tag] += 1
		self._skipping = self._skipping or tag in _NOT_SHOWN
		self._hiding = self._hiding or hides(attributes)
		self._numbering = self._numbering or is_list_sign(attributes)
		self._keeping = self._keeping or keeps_breaks(tag, attributes)

	def _leave(self, tag: str) -> None:
		"""Close the element, and what was left open within it; a closing tag of nothing open is passed over."""
		if self._count[tag] and any(one.tag == tag for one in self._open[self._page.floor() :]):
			while self._close_last() != tag:
				pass

	def _close_last(self) -> str:
		closed = self._open.pop()
		self._count[closed.tag] -= 1
		if self._hiding and not closed.hiding:
			self._tell_hidden()
		self._skipping, self._hiding = closed.skipping, closed.hiding
		self._numbering, self._keeping = closed.numbering, closed.keeping
		return closed.tag

	def _close_to(self, most: int) -> None:
		while len(self._open) > most:
			self._close_last()

	def _begin_block(self, tag: str, attributes: dict[str, str]) -> None:
		self._page.current().end_block()
		if tag == "p":
			self._leave("p")
		if tag in ("ul", "ol"):
			self._allowance.depth(len(self._lists))
			self._lists.append(list_count(tag, attributes))
		if tag == "li" and self._lists and not self._skipping and not self._hiding:
			self._page.current().say(self._lists[-1].number(attributes.get("value")), as_number=True)

	def _break_line(self) -> None:
		if not self._skipping and not self._hiding:
			self._page.current().break_line()

	def _begin_table_part(self, tag: str, attributes: dict[str, str]) -> None:
		if tag == "table":
			self._page.begin_table(attributes, len(self._open), self._hiding)
		elif tag == "tr":
			self._page.begin_row(attributes, len(self._open))
		elif tag in ("td", "th"):
			self._lists.clear()
			self._page.begin_cell(attributes, len(self._open))
		elif tag == "col":
			self._page.note_column(attributes)

	def _tell_hidden(self) -> None:
		self._page.tell_hidden(" ".join("".join(self._hidden_words).split()))
		self._hidden_words = []
