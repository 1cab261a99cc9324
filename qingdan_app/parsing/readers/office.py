"""Files of old Word, WPS and OpenDocument: old Word's by its own marks, the others by LibreOffice. This reader starts a process.

LibreOffice has been seen to make running text of a table without a word of warning, so the cells of what it made are
held against those of the source.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from qingdan_app.parsing.content import Content, Finding, Place, Table
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers import docx, old_word_tables, workbook
from qingdan_app.parsing.readers.limits import LIMITS, Allowance, Limits
from qingdan_app.parsing.readers.old_word import marks
from qingdan_app.parsing.readers.package import Package, refusing_damage

_PROGRAMS = ("soffice", "libreoffice")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_RTF_MARK = re.compile(rb"\\(?:nest)?(?:cell|row)(?![a-z])")
_FEWEST = 0.9
"""Of the source's cells, how many must come out: merged ones are counted differently by a few programs."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""
"""No macro is run and no link is followed."""


def read(data: bytes, limits: Limits = LIMITS) -> Content:
	"""The content of a .doc, .wps, .rtf, .odt, .ods or XML workbook. Raises NotAList, also if nothing can convert it."""
	Allowance(limits).size(data)
	name, target = _names(data, limits)
	direct = _read_directly(data, limits) if name == "list.doc" else None
	if direct is not None and not _left_out_numbers(direct):
		return direct
	try:
		return _by_libreoffice(data, name, target, limits)
	except NotAList:
		if direct is None:
			raise
		return direct


def _read_directly(data: bytes, limits: Limits) -> Content | None:
	"""An old Word file by its own marks; None where that is not possible."""
	try:
		return old_word_tables.read(data, limits)
	except NotAList:
		return None


def _left_out_numbers(content: Content) -> bool:
	return any(finding.code == "numbers_left_out" for finding in content.findings)


def _by_libreoffice(data: bytes, name: str, target: str, limits: Limits) -> Content:
	program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
	if program is None:
		raise NotAList(
			"files of this kind need LibreOffice on the server; open it in the office program and save it as .docx or .xlsx"
		)
	before = _marks(data, limits) if target == "docx" else 0
	made = _converted(program, data, name, target, limits)
	content = (docx if target == "docx" else workbook).read(made, limits)
	if _cells(content) < before * _FEWEST:
		raise NotAList(
			"LibreOffice loses cells of its tables; open it in the office program and save it as .docx or .xlsx"
		)
	findings = (Finding("file_converted", Place(0)), *content.findings)
	return Content(content.parts, findings)


def _names(data: bytes, limits: Limits) -> tuple[str, str]:
	"""What to call the file so that LibreOffice knows it, and what to make of it."""
	if data.startswith(b"{\\rtf"):
		return "list.rtf", "docx"
	if data.startswith(_OLD_OFFICE):
		return "list.doc", "docx"
	if not data.startswith(b"PK"):
		return "list.xml", "xlsx"
	with refusing_damage():
		kind = Package(data, Allowance(limits)).content_of("mimetype")
	return ("list.odt", "docx") if b"opendocument.text" in kind else ("list.ods", "xlsx")


def _marks(data: bytes, limits: Limits) -> int:
	"""Cells and rows of the source."""
	if data.startswith(b"{\\rtf"):
		return len(_RTF_MARK.findall(data))
	if data.startswith(_OLD_OFFICE):
		return marks(data)
	with refusing_damage():
		root = Package(data, Allowance(limits)).xml("content.xml")
	named = ("table-cell", "covered-table-cell", "table-row")
	return sum(
		element.tag.rpartition("}")[2] in named for element in (root.iter() if root is not None else ())
	)


def _cells(content: Content) -> int:
	"""The same of what came out: every place that a cell covers, and every row."""
	tables = [part for part in content.parts if isinstance(part, Table)]
	covered = sum(cell.row_span * cell.column_span for table in tables for cell in table.cells)
	return covered + sum(sum(1 for _row in table.rows()) for table in tables)


def _converted(program: str, data: bytes, name: str, target: str, limits: Limits) -> bytes:
	"""What LibreOffice makes of the file, in a folder and with settings of its own that are gone afterwards."""
	with tempfile.TemporaryDirectory(prefix="qingdan-") as folder:
		settings = Path(folder, "profile", "user")
		settings.mkdir(parents=True)
		(settings / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
		Path(folder, name).write_bytes(data)
		profile = f"-env:UserInstallation={settings.parent.as_uri()}"
		words = [
			program,
			profile,
			"--headless",
			"--norestore",
			"--convert-to",
			target,
			"--outdir",
			f"{folder}/made",
		]
		_run([*words, f"{folder}/{name}"], folder, limits.seconds)
		made = Path(folder, "made", f"list.{target}")
		if not made.is_file() or made.is_symlink():
			raise NotAList(
				"LibreOffice cannot open it; open it in the office program and save it as .docx or .xlsx"
			)
		return made.read_bytes()


def _run(words: list[str], home: str, seconds: float) -> None:
	"""Run the program to its end, or end it and all it started when its time is up."""
	environment = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LANG": "C.UTF-8"}
	quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
	process = subprocess.Popen(words, cwd=home, env=environment, start_new_session=True, **quiet)
	try:
		process.wait(seconds)
	except subprocess.TimeoutExpired as error:
		raise NotAList(f"reading it takes longer than it may, in seconds: {seconds:g}") from error
	finally:
		if process.poll() is None:
			os.killpg(process.pid, signal.SIGKILL)
			process.wait()
