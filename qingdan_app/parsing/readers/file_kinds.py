"""What kind of file the bytes are. A name is believed only where the bytes leave it open."""

import io
import re
import zipfile

from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.package import damaged, refusing_damage

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PAGE = re.compile(
	r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|meta|table|style|div|p|span|font|b|h\d|ol|ul|tr|td)\b)",
	re.I | re.S,
)
_CLIPBOARD = re.compile(r"\s*Version:[\d.]+\s+StartHTML:")
_SHEETS_AS_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_NEVER_TEXT = (".docx", ".xlsx", ".xlsm", ".pdf")
"""Under these names there is no text; under .xls or .doc programs write tables of text."""
_LOOKED_AT = 4096


def kind_of(data: bytes, name: str = "") -> str:
	"""docx, workbook, old_workbook, office, pdf, html, delimited or text. Raises NotAList for what is none of them."""
	if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
		return _kind_of_archive(data)
	if data.startswith(_OLD_OFFICE):
		return _kind_of_old_office(data)
	if b"%PDF-" in data[:1024]:
		return "pdf"
	if data.startswith(_PICTURES):
		raise NotAList("it is a picture, and words in a picture are not read")
	return _kind_of_text(data, name)


def _kind_of_archive(data: bytes) -> str:
	with refusing_damage():
		names = zipfile.ZipFile(io.BytesIO(data)).namelist()
	if any(name.startswith("word/") for name in names):
		return "docx"
	if "xl/workbook.bin" in names:
		raise NotAList("it is a binary workbook (.xlsb); save it as .xlsx")
	if any(name.startswith("xl/") for name in names):
		return "workbook"
	if "content.xml" in names and "mimetype" in names:
		return "office"
	raise NotAList("it is an archive of other files; unpack it and attach the list itself")


def _kind_of_old_office(data: bytes) -> str:
	"""By the names of the streams inside: Word, Excel, WPS and the programs like them share the container."""
	if _named("EncryptedPackage", data):
		raise NotAList("it is protected by a password; save it without one")
	if _named("WordDocument", data):
		return "office"
	if _named("Workbook", data) or _named("Book", data):
		return "old_workbook"
	return "office"


def _named(stream: str, data: bytes) -> bool:
	return f"{stream}\0".encode("utf-16-le") in data


def _kind_of_text(data: bytes, name: str) -> str:
	if data.startswith(b"{\\rtf"):
		return "office"
	head = _head(data)
	if _SHEETS_AS_XML in head:
		return "office"
	if _PAGE.match(head) or _CLIPBOARD.match(head):
		return "html"
	if name.lower().endswith(_NEVER_TEXT):
		raise damaged()
	return "delimited" if name.lower().endswith((".csv", ".tsv", ".tab")) else "text"


def _head(data: bytes) -> str:
	"""The first words, whichever of the encodings it is: marks of HTML are the same letters in all of them."""
	encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
	return data[:_LOOKED_AT].decode(encoding, errors="replace").replace("\0", "")
