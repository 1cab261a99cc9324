"""What stands before a list that is no table: its title, its year, and what the page shows around it."""

import re
from collections.abc import Sequence

from qingdan_app.parsing.characters import simplified, without_pinyin
from qingdan_app.parsing.dates import year_in
from qingdan_app.parsing.layout import Paragraph
from qingdan_app.parsing.numerals import narrow

_TITLE = re.compile(
	r"清单|分解|分工|要点|意见|方案|实事|任务|工作安排|计划|通知|责任|目标|措施|行动|决定|规划|重点工作|议定|交办|督办|督查|台账|纪要|要事|大事"
)
_FURNITURE = re.compile(
	r"当前位置|首页|来源|浏览|点击|访问|发布|公开日期|索\s*引\s*号|文\s*号|字\s*(?:体|号)|打印|分享|关闭|上一篇|下一篇|微信|微博|时间[:：]|>>|^[×xX\W\d]+$|责任编辑|扫一扫|版权所有|技术支持|备案|主办单位[:：]|附件[:：]"
)
_ISSUED = re.compile(r"[〔\[【(（](\d{4})[)）〕\]】]\s*第?\d+号")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年\d{1,2}月|[-./]\d{1,2}[-./]\d{1,2})")


def is_furniture(words: str) -> bool:
	"""Whether a line belongs to the page, not to the document."""
	return len(words) <= 80 and bool(_FURNITURE.search(simplified(without_pinyin(words))))


def called_like_a_title(words: str) -> bool:
	"""Whether a short line that ends no sentence has a title's words in it."""
	return len(words) <= 60 and words[-1:] not in "。：:；;，," and bool(_TITLE.search(simplified(words)))


def title_of(head: Sequence[Paragraph]) -> str:
	"""The title in the lines before a list: the first that is called like one, with the line it goes on in."""
	lines = [line.text for line in head if not is_furniture(line.text)]
	for at, words in enumerate(lines):
		if len(words) > 80 or words[-1:] in "。：:；;，,":
			continue
		if _TITLE.search(simplified(words)):
			before = lines[at - 1] if at and _goes_on(lines[at - 1]) else ""
			return before + words
		if at + 1 < len(lines) and not _goes_on(words) and at == 0 and len(words) <= 40:
			continue
	return ""


def title_and_words_beside(head: Sequence[Paragraph]) -> tuple[str, list[Paragraph]]:
	"""The lines before a table joined, or, where sentences stand among them, the title in them and the others."""
	if not any(len(line.text) > 80 or line.text.endswith(("。", "：", ":")) for line in head):
		return "".join(line.text for line in head), []
	title = title_of(head)
	return title, [line for line in head if line.text not in title]


def _goes_on(words: str) -> bool:
	"""Whether a title's line is only its first half: 国务院关于落实《政府工作报告》."""
	return (
		len(words) <= 40 and bool(re.search(r"关于", words)) and not words.endswith(("通知", "意见", "方案"))
	)


def year_around(
	title: str, head: Sequence[Paragraph], body: Sequence[Paragraph]
) -> tuple[int | None, Paragraph | None]:
	"""The year of a document, and the line it was taken from where that is no title."""
	titled = year_in(narrow(title)) or _issued(title)
	if titled:
		return titled, None
	for find in (_issued, _named, _dated):
		for line in head:
			if year := find(line.text):
				return year, line
	for line in body:
		if year := year_in(line.text):
			return year, line
	return None, None


def _issued(words: str) -> int | None:
	match = _ISSUED.search(narrow(words)) or _ISSUED.search(words)
	return int(match[1]) if match else None


def _named(words: str) -> int | None:
	return None if is_furniture(words) else year_in(words)


def _dated(words: str) -> int | None:
	match = _DAY.search(words)
	return int(match[1]) if match else None
