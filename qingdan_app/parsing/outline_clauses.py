"""Minutes and resolutions: who does a piece of work stands in its own sentences (由市商务局牵头，市财政局配合，…)."""

import re
from itertools import chain

from qingdan_app.parsing.issues import IssueLog
from qingdan_app.parsing.layout import Cell
from qingdan_app.parsing.outline_lines import MINOR, says_who_does
from qingdan_app.parsing.outline_pieces import Node, Outline, hang

_BODY = r"(?:[市省县区州镇]|国家|中[央共])[\u3400-\u9fff]{1,12}?(?:局|委|办|厅|院|部|署|联|社|集团|公司|政府|中心|管委会|街道办?)(?![长主员公])"
_JOINT = re.compile("、|和|及|会同|联合")
_ASKING = re.compile("由|请|责成|要求|委托|交由?")
_ANYTHING = r"[\u3400-\u9fff]"
_OPENING = re.compile("(?:会议)?(?:要求|强调|明确|决定|指出|议定)?")
_TOLD = r"(?:要(?!求)|应当?(?!急)|必?须|需要?(?!求)|负责|牵头|尽快|抓紧|继续|会后)[\u3400-\u9fff]"
"""市教育局要加快…: who is told to do something is the subject of the sentence."""
_CLAUSES = re.compile(r"[^，。；：！\n]+")
_FEWEST = 2


def name_by_clauses(outline: Outline, log: IssueLog) -> None:
	"""Let the numbered pieces of an outline name the units that their sentences do, where at least half of them do.

	Each is an issue: what a sentence says is less certain than what a label or a bracket does.
	"""
	pieces = [piece for piece in outline.root.below() if piece.sign and not piece.children]
	named = [(piece, words) for piece in pieces if (words := units_in(piece.text))]
	if len(named) < _FEWEST or 2 * len(named) < len(pieces):
		return
	for piece, words in named:
		hang(piece, words, piece.order)
		log.add(piece.order, "units_in_text", text=words)


def name_as_said(outline: Outline, log: IssueLog) -> None:
	"""Let every numbered piece be a task whose units are those that somebody has said for the whole document: nothing in it names any.

	That it is no heading is an issue: only a label or a bracket would tell.
	"""
	pieces = [piece for piece in outline.root.below() if piece.sign and _is_a_task(piece)]
	for piece in pieces:
		piece.said.append(("responsible", Cell(piece.order, ""), ""))
	if pieces:
		log.add(pieces[0].order, "tasks_by_number", number=len(pieces))


def _is_a_task(piece: Node) -> bool:
	"""Whether a piece ends in itself or in its own small parts (①), and is no such part of another."""
	parts_are_small = all(part.sign in MINOR and not part.children for part in piece.children)
	return parts_are_small and not (piece.sign in MINOR and piece.parent and piece.parent.sign)


def units_in(text: str) -> str:
	"""The words in sentences that say who does the work, as a phrase of the grammar of roles; empty where none do."""
	clauses = [clause.strip() for clause in _CLAUSES.findall(text)]
	said = [clause for clause in clauses if says_who_does(clause)]
	if said:
		return "，".join(said)
	asked = (_ASKED.units(text, found.end()) for found in _ASKING.finditer(text))
	told = (_SUBJECT.units(clause, _OPENING.match(clause).end()) for clause in clauses)
	return next(filter(None, chain(asked, told)), "")


class _Bodies:
	"""Bodies that follow each other up to certain words. Each ends where another follows or those words do, so that none is tried twice:
	as one expression, a sentence that names forty bodies and goes on otherwise would be tried in more ways than there is time for."""

	def __init__(self, before: str) -> None:
		self._body = re.compile(f"{_BODY}(?=(?:{_JOINT.pattern}){_BODY}|{before})")
		self._before = re.compile(before)

	def units(self, text: str, begins: int) -> str:
		"""The bodies that stand there, as they are written; empty where none do, or where other words follow."""
		place = ends = begins
		while body := self._body.match(text, place):
			ends = body.end()
			joint = _JOINT.match(text, ends)
			if not joint:
				break
			place = joint.end()
		return text[begins:ends] if self._before.match(text, ends) else ""


_ASKED, _SUBJECT = _Bodies(_ANYTHING), _Bodies(_TOLD)
