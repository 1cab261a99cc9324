"""The parts of a .docx or .xlsx: a zip archive of XML files, which anybody may have made."""

import gc
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from posixpath import dirname, join, normpath
from struct import error as StructError
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.readers.limits import MEGABYTE, Allowance

_DAMAGED = (
	zipfile.BadZipFile,
	zlib.error,
	StructError,
	ElementTree.ParseError,
	expat.ExpatError,
	EOFError,
	NotImplementedError,
	RuntimeError,
	OSError,
	ValueError,
	OverflowError,
	LookupError,
)
"""What zipfile, expat and numbers in attributes raise where bytes are not what they should be."""
_STRICT = b"http://purl.oclc.org/ooxml/"
_COMMON = (
	(
		b"http://purl.oclc.org/ooxml/officeDocument/",
		b"http://schemas.openxmlformats.org/officeDocument/2006/",
	),
	(
		b"http://purl.oclc.org/ooxml/wordprocessingml/",
		b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
	),
	(b"http://purl.oclc.org/ooxml/spreadsheetml/", b"http://schemas.openxmlformats.org/spreadsheetml/2006/"),
	(b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""Strict Office Open XML names its words otherwise and means the same."""


class Relation(NamedTuple):
	kind: str
	target: str


class Package:
	"""Reads parts of the archive by name. Nothing it refers to outside itself is ever opened."""

	def __init__(self, data: bytes, allowance: Allowance):
		allowance.size(data)
		self._allowance = allowance
		self._archive = zipfile.ZipFile(io.BytesIO(data))
		self._left = allowance.limits.unpacked_megabytes * MEGABYTE

	def names(self) -> set[str]:
		return set(self._archive.namelist())

	def xml(self, name: str) -> Element | None:
		"""The root of a part, or None if there is no such part."""
		if name not in self._archive.NameToInfo:
			return None
		data = self.content_of(name)
		if _STRICT in data:
			for strict, common in _COMMON:
				data = data.replace(strict, common)
		self._allowance.tags(data.count(b"<"))
		_refuse_declared_types(data)
		return ElementTree.fromstring(data)

	def main_part(self, usual: str) -> str:
		"""The name of the part that the whole archive is about."""
		for relation in self.relations("").values():
			if relation.kind == "officeDocument":
				return relation.target
		return usual

	def relations(self, part: str) -> dict[str, Relation]:
		"""What a part refers to inside the archive, by the id it uses."""
		folder = dirname(part)
		root = self.xml(join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels"))
		found = {}
		for element in root if root is not None else ():
			if element.get("TargetMode") != "External":
				target = element.get("Target", "")
				within = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
				found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], within)
		return found

	def content_of(self, name: str) -> bytes:
		info = self._archive.getinfo(name)
		limits = self._allowance.limits
		if info.file_size > self._left:
			raise NotAList(f"unpacked it is larger than is read at once: {limits.unpacked_megabytes} MB")
		if info.file_size > MEGABYTE and info.file_size > limits.times_packed * max(info.compress_size, 1):
			raise NotAList("a small file unpacks to a very large one, as no office program writes it")
		self._left -= info.file_size
		return self._archive.read(name)


def damaged() -> NotAList:
	"""The refusal of a file that has lost something."""
	return NotAList("the file is damaged; open it in the office program and save it again")


@contextmanager
def refusing_damage() -> Iterator[None]:
	"""Whatever breaks off the reading of a damaged file is said as one refusal."""
	try:
		yield
	except NotAList:
		raise
	except RecursionError as error:
		raise NotAList("its parts are nested too deeply") from error
	except _DAMAGED as error:
		raise damaged() from error


@contextmanager
def without_collecting() -> Iterator[None]:
	"""Keep Python from looking for cycles: a tree of XML has none, and walking it again and again makes long files slower than their length explains."""
	was_on = gc.isenabled()
	gc.disable()
	try:
		yield
	finally:
		if was_on:
			gc.enable()


class _Begun(Exception):
	"""The first element has begun: no type can be declared any more."""


def _refuse_declared_types(data: bytes) -> None:
	"""Office programs declare no document type; whoever does means to have entities expanded."""
	parser = expat.ParserCreate()
	parser.StartDoctypeDeclHandler = _refuse
	parser.StartElementHandler = _begun
	with suppress(_Begun):
		parser.Parse(data, True)


def _refuse(*_declared: object) -> None:
	raise NotAList("it declares XML entities, which no office program writes")


def _begun(*_element: object) -> None:
	raise _Begun
