"""Files as office programs save them."""

import os

import pytest

from qingdan_app.parsing import NotAList, parse_bytes, parse_text
from qingdan_app.parsing.tests.factories import codes_of, document, tasks_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_list_is_the_same_in_every_encoding(encoding):
	assert parse_bytes(document().encode(encoding)) == parse_text(document())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_real_document_is_the_same_in_every_encoding(encoding, hangzhou, hangzhou_text):
	assert parse_bytes(hangzhou_text.encode(encoding)) == hangzhou


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_damaged_bytes_are_reported_with_their_line(encoding):
	whole = document().encode(encoding)
	at = whole.index("完成方案".encode(encoding))
	read = parse_bytes(whole[:at] + b"\xff\xff" + whole[at:])
	assert len(tasks_of(read)) == 1
	(issue,) = [issue for issue in read.issues if issue.code == "encoding_damaged"]
	assert issue.line == tasks_of(read)[0].line


def test_a_mark_at_the_start_of_a_text_is_no_part_of_it():
	assert parse_text("\ufeff" + document()) == parse_text(document())


@pytest.mark.parametrize(
	"data",
	[
		b"",
		b"\x00" * 100,
		b"\xff\xfe",
		b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
		os.urandom(5000),
		b"PK\x03\x04",
	],
)
def test_what_is_no_text_is_no_list(data):
	with pytest.raises(NotAList, match=r"^This file is no responsibility list: .*\.$"):
		parse_bytes(data)


@pytest.mark.parametrize(
	"text", ["", "\n\n", "买菜清单\n一、白菜\n二、萝卜", "\ta\n\tb\n\tc\n\td\n\te\n", "一、购物清单"]
)
def test_what_has_no_table_is_no_list(text):
	with pytest.raises(NotAList) as refusal:
		parse_text(text)
	assert str(refusal.value).count(".") == 1


def test_a_list_without_a_row_is_a_list_with_an_issue():
	read = parse_text(
		"一、2021年工作清单\n\t序号\n\t重点工作任务\n\t细化具体项目任务\n\t完成时间\n\t责任单位\n"
	)
	assert codes_of(read) == ["list_empty"]
