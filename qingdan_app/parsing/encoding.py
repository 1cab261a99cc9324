"""Bytes of a file as office programs save it, turned into text."""

import codecs
import re

from qingdan_app.parsing.exceptions import NotAList

_MARKS = (
	(codecs.BOM_UTF8, "utf-8-sig"),
	(codecs.BOM_UTF16_LE, "utf-16"),
	(codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
_LANDMARKS = re.compile(
	"序号|责任|单位|任务|牵头|工作|完成|部门|政府|时间|时限|项目|领导|目标|配合|进展|实施|推进|建设"
	"|序號|責任|單位|任務|牽頭|時間|時限|項目|領導|目標|進展|實施|推進"
)
"""Words that hardly any list does without; read in a wrong encoding, no text shows them."""


def decode(data: bytes) -> str:
	"""The text of `data`: UTF-8 (with or without mark), GB18030 or UTF-16.

	A byte order mark decides; then UTF-8 if it is flawless; then whichever encoding makes the most
	words of lists appear. Damaged bytes become U+FFFD, which the reader reports with their line.

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
	for encodings, errors in ((_GUESSES, "strict"), (("utf-8", *_GUESSES), "replace")):
		texts = [_try(data, encoding, errors) for encoding in encodings]
		counts = [len(_LANDMARKS.findall(text)) for text in texts]
		if any(counts):
			return texts[counts.index(max(counts))]
	raise NotAList("it is not text in UTF-8, GB18030 or UTF-16")


def _try(data: bytes, encoding: str, errors: str) -> str:
	try:
		return data.decode(encoding, errors=errors)
	except UnicodeDecodeError:
		return ""
