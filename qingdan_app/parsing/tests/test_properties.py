"""Whatever the input: a document with issues or NotAList, and never a task that does not stand in it."""

import json
import random
from contextlib import suppress
from functools import cache
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from qingdan_app.parsing import NotAList, parse_bytes, parse_text, to_json
from qingdan_app.parsing.cells import read_task
from qingdan_app.parsing.deadlines import KINDS, is_only_time, read_deadline
from qingdan_app.parsing.layout import lines_of
from qingdan_app.parsing.tests.factories import document, item, items_of, row, tasks_of
from qingdan_app.parsing.units import read_units

LINES = [
	"\t",
	"\n",
	"\n\n",
	"\t\n",
	"\t序号\n",
	"\t责任单位\n",
	"一、清单\n",
	"（一）王宏副市长牵头重点工作\n",
	"备注：",
]
WORDS = [
	"12月",
	"1.",
	"2",
	"（",
	"）",
	"、",
	"，",
	"市发改委",
	"每年",
	"省牵头单位:",
	"配合落实",
	"2021年",
	"待定",
	"前",
	"。",
]
PIECES = st.sampled_from([*LINES, *WORDS])
ANY_TEXT = st.lists(st.integers(0, 0x10FFFF).map(chr)).map("".join)
SCRAPS = st.lists(PIECES, max_size=120).map("".join)
CELL_WORDS = st.text(alphabet="完成方案建设12.．、（）月年第 \t区县市政府局委办各项，。*", max_size=40)


@cache
def _real() -> str:
	"""The first 1,300 lines of the real document: two whole lists with footnotes, and most of the third."""
	file = Path(__file__).parents[2] / "demo" / "hangzhou-2021.txt"
	return "\n".join(file.read_text(encoding="utf-8").split("\n")[:1300])


@cache
def _real_lines() -> list[str]:
	return _real().split("\n")


@cache
def _real_texts() -> list[str]:
	return [task.text for task in tasks_of(parse_text(_real()))]


@cache
def _real_tasks() -> frozenset[str]:
	return frozenset(_real_texts())


@cache
def _real_other_cells() -> frozenset[str]:
	items = items_of(parse_text(_real()))
	deadlines = {task.deadline.raw for item in items for task in item.tasks}
	cells = {raw for raw in deadlines if is_only_time(raw)} | {item.units_raw for item in items}
	return frozenset(
		cells | {line.strip() for line in _real_lines() if "牵头重点工作" in line or "序号" in line}
	)


def _read(text: str):
	"""The document or None, after the checks that hold for any text."""
	try:
		read = parse_text(text)
	except NotAList:
		return None
	lines = lines_of(text)
	whole = "\n".join(lines)
	for task in tasks_of(read):
		assert task.text.strip() == task.text != ""
		assert task.text in (lines[task.line - 1] if "\n" not in task.text else whole)
		assert task.deadline.kind in (*KINDS, None)
	assert all(1 <= issue.line <= len(lines) for issue in read.issues)
	json.dumps(to_json(read))
	return read


@given(ANY_TEXT)
def test_any_text(text):
	_read(text)


@given(st.binary())
def test_any_bytes(data):
	with suppress(NotAList):
		parse_bytes(data)


@given(SCRAPS)
def test_any_mixture_of_a_lists_own_words(scraps):
	_read(scraps)
	_read(document(scraps))


@given(CELL_WORDS, CELL_WORDS, CELL_WORDS, CELL_WORDS, CELL_WORDS)
def test_any_words_in_the_cells_of_a_row(serial, text, task, deadline, units):
	read = _read(document(item(), row(serial, text, task, deadline, units), item("2")))
	assert tasks_of(read)[0].text == "完成方案。"


@given(st.integers(0, len(_real())))
def test_a_document_cut_short_has_no_other_tasks(length):
	read = _read(_real()[:length])
	assert read is None or {task.text for task in tasks_of(read)} <= _real_tasks()


@given(st.integers(0, len(_real_lines())))
def test_a_document_without_its_beginning_has_no_other_tasks(start):
	read = _read("\n".join(_real_lines()[start:]))
	assert read is None or {task.text for task in tasks_of(read)} <= _real_tasks()


@example({70, 112})
@given(st.sets(st.integers(0, len(_real_lines()) - 1), max_size=30))
def test_a_document_with_lines_lost_has_no_other_tasks(lost):
	read = _read("\n".join(line for number, line in enumerate(_real_lines()) if number not in lost))
	assert {task.text for task in tasks_of(read)} <= _real_tasks()


@given(st.integers(0, 2**32))
def test_a_shuffled_document_makes_no_task_of_a_deadline_a_unit_or_a_heading(seed):
	lines = list(_real_lines())
	random.Random(seed).shuffle(lines)
	read = _read("\n".join(lines))
	texts = {task.text for task in tasks_of(read)} if read else set()
	assert not texts & _real_other_cells()
	assert len(texts) < 30


@given(st.sets(st.integers(0, len(_real_lines()) - 1), max_size=200))
def test_blank_lines_that_are_lost_change_nothing_but_lines(candidates):
	lost = {number for number in candidates if not _real_lines()[number].strip(" ")}
	read = parse_text("\n".join(line for number, line in enumerate(_real_lines()) if number not in lost))
	assert [task.text for task in tasks_of(read)] == _real_texts()


@given(st.data())
def test_a_document_with_bytes_overwritten_is_read(data):
	damaged = bytearray(_real().encode())
	for _ in range(20):
		damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
	read = parse_bytes(bytes(damaged))
	assert len(tasks_of(read)) > 120


@given(CELL_WORDS)
def test_a_deadline_keeps_its_words_and_binds_only_what_it_names(words):
	deadline, doubts = read_deadline(words, 2021)
	assert deadline.raw == words
	assert deadline.kind is not None or doubts
	assert deadline.final is None or deadline.final in [one.date for one in deadline.dates]


@given(CELL_WORDS)
def test_the_bodies_of_a_cell_stand_in_it_and_the_lead_is_one_of_them(words):
	cell = read_units(words)
	assert all(unit.raw in words for unit in cell.units)
	assert cell.lead is None or cell.lead < len(cell.units)
	assert len({unit.name for unit in cell.units}) == len(cell.units)


@given(CELL_WORDS.map(str.strip), st.integers(1, 20), st.booleans())
def test_a_task_loses_nothing_but_its_number(words, expected, opens_item):
	number, text, _ = read_task(words, expected, opens_item)
	assert words.endswith(text)
	assert number is not None or text == words
