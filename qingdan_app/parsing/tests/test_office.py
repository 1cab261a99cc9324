"""Old Word and its like, by LibreOffice: here a stand-in that copies what it is told to, or misbehaves."""

import os
import struct
import subprocess

import pytest

from qingdan_app.parsing import NotAList
from qingdan_app.parsing.content import Content
from qingdan_app.parsing.readers import office, read
from qingdan_app.parsing.readers.limits import LIMITS
from qingdan_app.parsing.readers.old_word import marks
from qingdan_app.parsing.tests import written_files as files
from qingdan_app.parsing.tests.written_old_word import container

TABLE = Content((files.table_of(["序号", "任务"], ["1", "完成方案"]),))
FLAT = Content((files.paragraph("序号 任务 1 完成方案"),))
TEXT = "标题\r序号\x07任务\x07\x071\x07完成方案\x07\x07"
RTF = rb"{\rtf1\trowd a\cell b\cell\row\trowd c\cell d\cell\row\cellx1}"


def old_word(text: str = TEXT, narrow: bytes = b"xx") -> bytes:
	"""A container with the streams of Word 97: the text in two pieces, of sixteen and of eight bits."""
	wide = text.encode("utf-16-le")
	clx = struct.pack("<3i", 0, len(text), len(text) + len(narrow))
	clx += struct.pack("<HIH", 0, 1024, 0) + struct.pack("<HIH", 0, 0x4000_0000 | 2 * (1024 + len(wide)), 0)
	clx = b"\x01\x02\x00ab\x02" + struct.pack("<i", len(clx)) + clx
	document = bytearray(1024)
	struct.pack_into("<H", document, 0x0A, 0x0200)
	struct.pack_into("<i", document, 0x4C, len(text) + len(narrow))
	struct.pack_into("<ii", document, 0x01A2, 0, len(clx))
	return container({"WordDocument": bytes(document) + wide + narrow, "1Table": clx})


@pytest.fixture
def program(tmp_path, monkeypatch):
	"""Puts a program called soffice into the path, alone but for the shell's own."""
	monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.defpath}")
	monkeypatch.setattr(office, "_PROGRAMS", ("soffice",))
	(tmp_path / "bin").mkdir()

	def put(script: str) -> None:
		file = tmp_path / "bin" / "soffice"
		file.write_text(f"#!/bin/sh\n{script}\n")
		file.chmod(0o755)

	return put


def making(content: bytes, tmp_path, kind: str = "docx") -> str:
	"""A script that makes this of whatever it is given, and writes down how it was called."""
	(tmp_path / "made").write_bytes(content)
	return (
		f'echo "$@" > {tmp_path}/called; cat "$HOME"/profile/user/*.xcu > {tmp_path}/settings\n'
		f'mkdir -p "$HOME/made"; cp {tmp_path}/made "$HOME/made/list.{kind}"'
	)


@pytest.mark.parametrize("data", [old_word(), RTF], ids=["doc", "rtf"])
def test_what_libreoffice_makes_is_read_and_told_to_be_checked(data, program, tmp_path):
	program(making(files.docx(TABLE), tmp_path))
	got = read(data)
	assert files.shown(got) == files.shown(TABLE)
	assert [finding.code for finding in got.findings] == ["file_converted"]
	called = (tmp_path / "called").read_text()
	assert "--headless" in called and "--convert-to docx" in called
	assert "BlockUntrustedRefererLinks" in (tmp_path / "settings").read_text()


@pytest.mark.parametrize("data", [old_word(), RTF], ids=["doc", "rtf"])
def test_a_table_that_became_running_text_is_refused(data, program, tmp_path):
	program(making(files.docx(FLAT), tmp_path))
	with pytest.raises(NotAList, match="loses cells"):
		read(data)


def test_a_document_without_tables_may_have_none(program, tmp_path):
	program(making(files.docx(FLAT), tmp_path))
	assert files.shown(read(old_word("标题\r正文\r"))) == files.shown(FLAT)


def test_a_workbook_as_xml_becomes_sheets(program, tmp_path):
	program(making(files.xlsx(TABLE), tmp_path, "xlsx"))
	data = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
	assert files.shown(read(data)) == files.shown(TABLE)


def test_an_open_document_is_held_against_its_own_cells(program, tmp_path):
	names = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
	row = "<t:table-row><t:table-cell/><t:covered-table-cell/></t:table-row>"
	data = files.archive(
		{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"<x {names}>{row * 9}</x>"}
	)
	program(making(files.docx(TABLE), tmp_path))
	with pytest.raises(NotAList, match="loses cells"):
		read(data)


def test_a_program_that_makes_nothing_is_told(program):
	program("exit 1")
	with pytest.raises(NotAList, match="cannot open it"):
		read(old_word())


def test_a_program_that_does_not_end_is_ended_with_all_it_started(program, tmp_path):
	program(f"sleep 600 & echo $! > {tmp_path}/child; wait")
	with pytest.raises(NotAList, match="longer"):
		office.read(old_word(), LIMITS._replace(seconds=1))
	child = (tmp_path / "child").read_text().strip()
	state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True).stdout.strip()
	assert state in ("", "Z", "Zs", "Z+")


def test_nothing_is_left_behind(program, tmp_path, monkeypatch):
	monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
	program(making(files.docx(TABLE), tmp_path))
	read(old_word())
	assert not list(tmp_path.glob("qingdan-*"))


def test_without_libreoffice_one_sentence_says_what_to_do(tmp_path, monkeypatch):
	monkeypatch.setenv("PATH", str(tmp_path))
	with pytest.raises(NotAList, match=r"need LibreOffice on the server; .* save it as \.docx"):
		read(old_word())


def test_marks_are_counted_in_all_pieces_of_the_text():
	assert marks(old_word(narrow=b"x\x07")) == TEXT.count("\x07") + 1


@pytest.mark.parametrize("at", range(0, 3000, 37))
def test_damaged_old_files_are_refused_or_counted(at):
	data = old_word()
	try:
		assert marks(data[:at] + b"\xff" * 20 + data[at + 20 :]) >= 0
	except NotAList as refusal:
		assert "damaged" in refusal.reason
