"""Bytes of a file as office programs save it, turned into text."""

import codecs

from qingdan_app.parsing.exceptions import NotAList

_MARKS = (
	(codecs.BOM_UTF8, "utf-8-sig"),
	(codecs.BOM_UTF16_LE, "utf-16"),
	(codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
_LANDMARKS = ("序号", "责任单位", "牵头重点工作")


def decode(data: bytes) -> str:
	"""The text of `data`: UTF-8 (with or without mark), GB18030 or UTF-16.

	A byte order mark decides; then UTF-8 if it is flawless; then whichever encoding makes the words of a
	list's table appear. Damaged bytes become U+FFFD, which the reader reports with their line.

	Raises NotAList when no encoding shows those words.
	"""
	for mark, encoding in _MARKS:
		if data.startswith(mark):
			return data.decode(encoding, errors="replace")
	try:
		return data.decode("utf-8")
	except UnicodeDecodeError:
		return _decode_by_landmarks(data)


def _decode_by_landmarks(data: bytes) -> str:
	for encoding in _GUESSES:
		text = _try(data, encoding, "strict")
		if _has_landmark(text):
			return text
	for encoding in ("utf-8", *_GUESSES):
		text = _try(data, encoding, "replace")
		if _has_landmark(text):
			return text
	raise NotAList("it is not text in UTF-8, GB18030 or UTF-16")


def _try(data: bytes, encoding: str, errors: str) -> str:
	try:
		return data.decode(encoding, errors=errors)
	except UnicodeDecodeError:
		return ""


def _has_landmark(text: str) -> bool:
	return any(landmark in text for landmark in _LANDMARKS)
