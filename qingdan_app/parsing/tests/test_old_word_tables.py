"""A .doc by its own marks: fields, deleted and hidden words, numbers, rows that say otherwise; and where LibreOffice is asked."""

from contextlib import contextmanager

import pytest

from qingdan_app.parsing.content import Content
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers import office, old_word_tables
from qingdan_app.parsing.tests import written_files as files
from qingdan_app.parsing.tests.written_old_word import doc, doc_of

TABLE = Content((files.paragraph("清单"), files.table_of(["序号", "任务"], ["1", "完成方案"])))
IN_TABLE, ENDS_ROW = b"\x16\x24\x01", b"\x17\x24\x01"
DELETED, HIDDEN, NUMBERED = b"\x00\x08\x01", b"\x3c\x08\x01", b"\x0b\x46\x01\x00"


def _texts(data: bytes) -> list[str]:
	return [part.text for part in old_word_tables.read(data).parts]


@contextmanager
def converting(installed: bool = True):
	"""What LibreOffice would make, where it is installed; what it was given is listed."""
	calls = []

	def make(_program, data, _name, _target, _limits):
		calls.append(data)
		return files.docx(Content((files.paragraph("由程序转换"), *TABLE.parts[1:])))

	with pytest.MonkeyPatch.context() as patched:
		patched.setattr(office, "_converted", make)
		patched.setattr(office, "_PROGRAMS", ("soffice",))
		patched.setattr(office.shutil, "which", lambda name: name if installed else None)
		yield calls


def test_tables_and_words_are_read_without_any_other_program():
	with converting() as calls:
		got = office.read(doc(TABLE))
	assert files.shown(got) == files.shown(TABLE)
	assert (calls, got.findings) == ([], ())


@pytest.mark.parametrize(
	("text", "shown"),
	[
		("甲\x13 HYPERLINK x \x14乙\x15丙", "甲乙丙"),
		("甲\x13 PAGE \x15丙", "甲丙"),
		("甲\x13 IF \x13 PAGE \x14 7 \x15 \x14乙\x15丙", "甲乙丙"),
		("甲\x0b乙\x01\x08\x1e丙", "甲\n乙-丙"),
	],
)
def test_fields_show_their_result_and_signs_of_the_program_nothing(text, shown):
	assert _texts(doc_of([(f"{text}\r", b"")])) == [shown]


@pytest.mark.parametrize("said", [DELETED, HIDDEN])
def test_what_was_deleted_or_is_hidden_is_left_out(said):
	assert _texts(doc_of([("甲乙丙\r", b"")], [(1, 2, said)])) == ["甲丙"]


def test_automatic_numbers_are_asked_of_libreoffice_and_told_where_it_cannot_be():
	data = doc_of([("方案\r", NUMBERED)])
	assert [finding.code for finding in old_word_tables.read(data).findings] == ["numbers_left_out"]
	with converting():
		assert office.read(data).parts[0].text == "由程序转换"
	with converting(installed=False):
		got = office.read(data)
	assert (got.parts[0].text, [finding.code for finding in got.findings]) == ("方案", ["numbers_left_out"])


@pytest.mark.parametrize(
	"row",
	[
		[("甲\x07", IN_TABLE), ("\x07", IN_TABLE + ENDS_ROW)],
		[("甲\x07", IN_TABLE), ("\x07", IN_TABLE + ENDS_ROW + b"\x08\xd6\x08\x00\x02" + bytes(6))],
	],
)
def test_a_row_that_does_not_say_what_it_holds_is_refused(row):
	with pytest.raises(NotAList):
		old_word_tables.read(doc_of(row))


def test_a_file_that_cannot_be_read_directly_goes_to_libreoffice():
	data = doc_of([("甲\x07", IN_TABLE), ("\x07", IN_TABLE + ENDS_ROW)])
	with converting():
		assert office.read(data).parts[0].text == "由程序转换"


@pytest.mark.parametrize(("at", "byte"), [(0x0B, 0x01), (2, 0x65)])
def test_a_protected_or_older_file_is_refused(at, byte):
	data = bytearray(doc(TABLE))
	begin = data.index(b"\xec\xa5\xc1\x00")
	data[begin + at] |= byte
	data[begin + 2] = byte if at == 2 else data[begin + 2]
	with pytest.raises(NotAList, match="damaged"):
		old_word_tables.read(bytes(data))
