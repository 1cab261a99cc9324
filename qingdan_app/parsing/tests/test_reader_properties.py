"""Random tables with random merges, written as every kind of file, come back equal; damaged files raise nothing else."""

import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.parsing import NotAList
from qingdan_app.parsing.content import Cell, Content, Table
from qingdan_app.parsing.readers import old_word_tables, read
from qingdan_app.parsing.tests import written_files as files
from qingdan_app.parsing.tests.written_old_word import doc

WORDS = st.text(alphabet="序号责任单位完成时间12.．、（）〔〕*月年abc<>&\"'|,;%=￥—·", max_size=12)
LINE = WORDS.map(str.strip)
CELL = st.lists(LINE, max_size=3).map("\n".join).map(str.strip)
NAME = st.text(alphabet="清单一二三四五Sheet12", min_size=1, max_size=6)


@st.composite
def tables(draw) -> Table:
	"""A grid of up to 6 by 6 in which some rectangles are one cell."""
	height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
	taken, cells = set(), []
	for row in range(height):
		for column in range(width):
			if (row, column) in taken:
				continue
			spans = draw(st.sampled_from([(1, 1), (1, 1), (1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (1, 6)]))
			rows, columns = _fitting(taken, row, column, height, width, *spans)
			taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
			cells.append(Cell(draw(CELL), row, column, files.NOWHERE, rows, columns))
	return Table(tuple(cells), files.NOWHERE)


def _fitting(taken, row, column, height, width, rows, columns) -> tuple[int, int]:
	rows, columns = min(rows, height - row), min(columns, width - column)
	free = next((at for at in range(columns) if (row, column + at) in taken), columns)
	return rows, free


CONTENTS = (
	st.lists(st.one_of(LINE.filter(bool).map(files.paragraph), tables()), max_size=5).map(tuple).map(Content)
)


def plain(content: Content) -> list:
	"""What is shown, tables without a word left out: no kind of file tells those from nothing."""
	return [
		one
		for one in files.shown(content)
		if not isinstance(one, dict) or any(cell[0] for cell in one.values())
	]


def only_tables(content: Content) -> Content:
	return Content(tuple(part for part in content.parts if isinstance(part, Table)))


@given(CONTENTS)
def test_a_word_document_comes_back_as_it_was_written(content):
	assert plain(read(files.docx(content))) == plain(content)


@given(CONTENTS)
def test_an_old_word_document_comes_back_as_it_was_written(content):
	assert plain(old_word_tables.read(doc(content))) == plain(by_edges(content))


def by_edges(content: Content) -> Content:
	"""Tables without columns in which no cell begins or ends: old Word knows of edges only."""
	return Content(tuple(_by_edges(part) if isinstance(part, Table) else part for part in content.parts))


def _by_edges(table: Table) -> Table:
	edges = sorted(
		{edge for cell in table.cells for edge in (cell.column, cell.column + cell.column_span)} | {0}
	)
	cells = []
	for cell in table.cells:
		begin, end = edges.index(cell.column), edges.index(cell.column + cell.column_span)
		cells.append(replace(cell, column=begin, column_span=end - begin))
	return replace(table, cells=tuple(cells))


@given(CONTENTS, st.data())
def test_an_old_word_document_with_damaged_bytes_is_refused_or_read(content, data):
	whole = doc(content)
	first, second = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
	instead = data.draw(st.sampled_from([b"", b"\xff", b"\0", b"\x07"]))
	with suppress(NotAList):
		old_word_tables.read(whole[:first] + instead * min(second - first, 64) + whole[second:])


@given(CONTENTS, st.sampled_from(["td", "th"]))
def test_a_page_comes_back_as_it_was_written(content, cells):
	read_back = read(files.page(content, cells).encode())
	assert plain(read_back) == plain(content)


@given(CONTENTS.map(only_tables).filter(lambda content: content.parts), st.data())
def test_a_workbook_comes_back_as_it_was_written(content, data):
	names = data.draw(
		st.lists(NAME, min_size=len(content.parts), max_size=len(content.parts), unique_by=str.lower)
	)
	named = Content(
		tuple(Table(one.cells, one.place, name) for one, name in zip(content.parts, names, strict=True))
	)
	read_back = read(files.xlsx(named))
	assert plain(read_back) == plain(trimmed(named))
	shown = [one.name for one in named.parts if any(cell.text for cell in one.cells)]
	assert [one.name for one in read_back.parts] == shown


def trimmed(content: Content) -> Content:
	"""A sheet ends where its last words stand, and has no cells but those that say something or are merged."""
	tables = []
	for one in content.parts:
		last = max((cell.row for cell in one.cells if cell.text), default=-1)
		tables.append(
			Table(tuple(cell for cell in one.cells if cell.row <= last and _there(cell)), one.place)
		)
	return Content(tuple(one for one in tables if one.cells))


@given(
	tables(),
	st.sampled_from(",\t;|"),
	st.sampled_from(["\r\n", "\n"]),
	st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]),
)
def test_a_delimited_file_comes_back_as_it_was_written(table, delimiter, line_end, encoding):
	header = files.table_of(["序号", "任务", "责任单位", "完成时间"])
	below = tuple(Cell(cell.text, cell.row + 1, cell.column, cell.place) for cell in table.cells)
	whole = Table((*header.cells, *below), files.NOWHERE)
	got = read(files.delimited(whole, delimiter, line_end).encode(encoding), "list.csv").parts
	assert files.cells_of(got[0]) == {at: cell for at, cell in files.cells_of(whole).items() if cell[0]}


def _there(cell: Cell) -> bool:
	return bool(cell.text) or (cell.row_span, cell.column_span) != (1, 1)


KINDS = {"docx": files.docx, "xlsx": files.xlsx, "html": lambda content: files.page(content).encode()}
KINDS["csv"] = lambda content: files.delimited(content.parts[0]).encode()
SAMPLE = Content(
	(
		files.table_of(
			["序号", "任务", "单位"], ["1", "完成方案\n并上报", "市发改委"], ["2", "建设12个点", "市商务局"]
		),
	)
)


@cache
def sample(kind: str) -> bytes:
	return KINDS[kind](SAMPLE)


def words_of(content: Content) -> set[str]:
	texts = [part.text for part in content.parts if not isinstance(part, Table)]
	texts += [cell.text for part in content.parts if isinstance(part, Table) for cell in part.cells]
	return set("".join(texts)) - {"\n", " ", "\t"}


@pytest.mark.parametrize("name", ["list.docx", "list.xlsx", "list.pdf"])
def test_bytes_that_are_no_file_of_their_name_are_refused(name):
	with pytest.raises(NotAList, match="damaged"):
		read(b"P", name)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_a_file_with_damaged_bytes_is_refused_or_read_and_nothing_is_invented(kind, data):
	whole = sample(kind)
	first, second = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
	damage = data.draw(st.sampled_from(["cut", "end", "twice", "zero"]))
	damaged = {
		"cut": whole[:first] + whole[second:],
		"end": whole[:first],
		"twice": whole[:second] + whole[first:],
		"zero": whole[:first] + bytes(second - first) + whole[second:],
	}[damage]
	with suppress(NotAList):
		invented = words_of(read(damaged, f"list.{kind}")) - words_of(SAMPLE)
		assert kind in ("html", "csv") or not invented  # in those two any byte may be a word


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@given(st.data())
def test_a_file_with_damaged_parts_is_refused_or_read(kind, data):
	archive = zipfile.ZipFile(io.BytesIO(sample(kind)))
	parts = {name: archive.read(name) for name in archive.namelist()}
	name = data.draw(st.sampled_from(sorted(parts)))
	words = parts[name].decode()
	numbers = [at for at, sign in enumerate(words) if sign.isdigit()] or [0]
	at = data.draw(st.one_of(st.integers(0, len(words)), st.sampled_from(numbers)))
	instead = data.draw(st.sampled_from(["", "9999999999", "-1", "x", "<", ">", "é", "1e999", "nan", '"']))
	parts[name] = (words[:at] + instead + words[at + 1 :]).encode()
	with suppress(NotAList):
		read(files.archive(parts))


@given(
	st.binary(max_size=300),
	st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"<html>"]),
)
def test_whatever_the_bytes_are_they_are_read_or_refused(data, begin):
	with suppress(NotAList):
		read(begin + data, "list.csv")


HTML_PIECES = [
	"<table>",
	"</table>",
	"<tr>",
	"<td>",
	"</td>",
	"<td rowspan=3>",
	"<td colspan=99>",
	"<p>",
	"</p>",
	"<br>",
	"<li>",
	"<ol>",
]
HTML_PIECES += [
	"<b>",
	"</b>",
	"<div style='display:none'>",
	"</div>",
	"<td rowspan=0>",
	"<tr hidden>",
	"<!--",
	"-->",
	"<![if !x]>",
	"&nbsp;",
]
HTML_PIECES += [
	"序号",
	"1",
	"市发改委",
	" ",
	"\n",
	"<script>",
	"</script>",
	"<head>",
	"</tr>",
	"<td colspan=-2>",
	"<",
	"&#xD800;",
	"<pre>",
]


@given(st.lists(st.sampled_from(HTML_PIECES), max_size=60).map("".join))
def test_scraps_of_html_are_read_and_cover_no_place_twice(scraps):
	try:
		content = read(f"<p>{scraps}".encode())
	except NotAList:
		return  # more columns than are read at once
	for part in content.parts:
		if isinstance(part, Table):
			covered = [
				(cell.row + down, cell.column + right)
				for cell in part.cells
				for down in range(cell.row_span)
				for right in range(cell.column_span)
			]
			assert len(covered) == len(set(covered))
			assert [(cell.row, cell.column) for cell in part.cells] == sorted(
				(cell.row, cell.column) for cell in part.cells
			)
	orders = [part.place.order for part in content.parts]
	assert orders == sorted(orders)
