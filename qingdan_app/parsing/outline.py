"""Lists that are no tables: numbered or unnumbered tasks with label lines below or a bracket behind that names their units.

Levels follow from where the units hang, not from signs: what names units is a task, what stands above it a section.
"""

import re
from collections.abc import Sequence

from qingdan_app.parsing.characters import has_pinyin, simplified, without_pinyin
from qingdan_app.parsing.head_matter import is_furniture
from qingdan_app.parsing.layout import Cell, Paragraph
from qingdan_app.parsing.leaders import leader_of_line
from qingdan_app.parsing.outline_joined import lines_of
from qingdan_app.parsing.outline_labels import with_named_tasks
from qingdan_app.parsing.outline_lines import (
	MINOR,
	Line,
	Named,
	cut_at_brackets,
	label_within,
	own_label,
	says_who_does,
	unit_of_heading,
	words_behind,
)
from qingdan_app.parsing.outline_pieces import Node, Outline, hang
from qingdan_app.parsing.outline_units import UNIT_ABOVE, unit_at_head, with_units_before
from qingdan_app.parsing.role_phrases import says_first_leads
from qingdan_app.parsing.role_words import UNIT_ROLES

_LONGEST_HEADING = 40
_ENDS_SENTENCE = re.compile(r"[。；;！!？?：:，,、]$")
_INLINE = re.compile(r"(?:^|(?<=[。；;：:！）)\s]))(?:[（(](?P<number>\d{1,2})[)）]|(?P<circle>[①-⑳]))\s*")


def read_outline(paragraphs: Sequence[Paragraph], are_cells: bool = False) -> Outline:
	"""The tree of a document's paragraphs. `are_cells` says that some are cells of a table: units do not stand first there."""
	return _Builder(paragraphs, are_cells).outline


class _Builder:
	def __init__(self, paragraphs: Sequence[Paragraph], are_cells: bool):
		self.outline = Outline()
		self._are_cells = are_cells
		self._node: Node | None = None
		self._pending: list[Line] = []
		self._path: tuple[str, ...] = ()
		lines = list(lines_of(paragraphs))
		lines = lines if are_cells else with_units_before(with_named_tasks(lines))
		for at, line in enumerate(lines):
			following = lines[at + 1] if at + 1 < len(lines) else None
			self._take(line, following)
		self._leave_pending()
		if lines:
			self.outline.last_line = Paragraph(lines[-1].order, lines[-1].text)

	def _take(self, line: Line, following: Line | None) -> None:
		words = simplified(without_pinyin(line.text))
		self.outline.has_pinyin = self.outline.has_pinyin or has_pinyin(line.text)
		if says_first_leads(words) and len(words) < 400:
			self.outline.first_leads = True
			if not line.label and not line.sign:
				return
		if line.label or self._names_units_of_the_task(line):
			self._take_label(line)
		elif line.sign:
			self._take_numbered(line)
		elif leader_of_line(line.text):
			self._pending.append(line)
		elif (
			(self._below_unit() is not None and not is_furniture(line.text))
			or (following is not None and following.label and self._begins_unnumbered(line))
			or self._says_who_itself(line)
		):
			self._open_unnumbered(line)
		elif self._node is not None and self._node.names_units and (label := own_label(line.text)):
			words = re.split("[:：]", line.text, maxsplit=1)[1].strip()
			self._node.said.append(("further", Cell(line.order, words), label))
		elif self._node is not None and not self._node.names_units:
			self._fill(self._node, line.text, line.order)
		else:
			self._pending.append(line)

	def _says_who_itself(self, line: Line) -> bool:
		"""Whether a line without a number is a task whose units stand behind its last sentence."""
		if is_furniture(line.text) or (self._node is not None and not self._node.names_units):
			return False
		return bool(label_within(line.text)[1])

	def _names_units_of_the_task(self, line: Line) -> bool:
		"""Whether a line without a label says who does the task above it, and nothing else."""
		node = self._node
		is_open = node is not None and not node.names_units and not self._are_cells
		return is_open and not line.sign and says_who_does(line.text)

	def _below_unit(self) -> Node | None:
		"""The unit whose tasks stand below it without numbers."""
		node = self._node
		if node is None or node.sign == UNIT_ABOVE:
			return node
		return node.parent if not node.sign and node.parent.sign == UNIT_ABOVE else None

	def _begins_unnumbered(self, line: Line) -> bool:
		if is_furniture(line.text):
			return False
		return self._node is None or self._node.names_units or not self._node.sign

	def _take_label(self, line: Line) -> None:
		names_others = (
			line.label in UNIT_ROLES and bool(self._pending) and self._node and self._node.names_units
		)
		if self._node is None or names_others:
			self._pending.append(line)
			return
		hang(self._node, line.text, line.order)

	def _take_numbered(self, line: Line) -> None:
		self._settle_pending()
		parent = self._parent_for(line.sign)
		self._node = Node(
			line.order, line.sign, line.shown, line.number, parent=parent, plain_path=self._path
		)
		self._node.written = line.written
		self._node.speaks_for = (
			line.text.strip(" \u3000:：") if line.sign == UNIT_ABOVE else unit_of_heading(line.text)
		)
		parent.children.append(self._node)
		self._fill(self._node, line.text, line.order)

	def _parent_for(self, sign: str) -> Node:
		at = self._node
		while at is not None and at.parent is not None:
			if at.sign == sign:
				return at.parent
			at = at.parent
		at = self._node or self.outline.root
		while (
			at.parent is not None
			and (at.names_units or not at.sign)
			and not (sign in MINOR and at.sign and not at.names_units)
		):
			at = at.parent
		return at

	def _open_unnumbered(self, line: Line) -> None:
		before = self._node
		self._settle_pending()
		parent = self.outline.root
		if before is not None and before.sign and before.names_units and len(before.lines) > 1:
			_make_heading(before)
		if unit := self._below_unit():
			parent = unit
		elif before is not None:
			parent = (
				before
				if before.sign and before.children and not before.names_units
				else before.parent or parent
			)
		self._node = Node(line.order, parent=parent, plain_path=self._path)
		parent.children.append(self._node)
		self._fill(self._node, line.text, line.order)

	def _fill(self, node: Node, text: str, order: int) -> None:
		"""The words of a piece: labels and brackets in them say who, several brackets make several tasks."""
		if node.sign and not node.names_units and (headed := unit_at_head(text)):
			hang(node, headed.bracket, order)
			text = headed.text
		text, labels = label_within(text)
		pieces = cut_at_brackets(text)
		if len(pieces) == 1 and not pieces[0].bracket and not labels:
			pieces = [words_behind(text)]
		if len(pieces) == 2 and not pieces[1].bracket and not _INLINE.match(pieces[1].text):
			pieces = [Named(text, pieces[0].bracket)]
		if len(pieces) > 1:
			_fill_with_parts(node, pieces, order)
		else:
			node.add_line(pieces[0].text, order)
			if pieces[0].bracket:
				hang(node, pieces[0].bracket, order)
		if labels:
			hang(node, labels, order)

	def _settle_pending(self) -> None:
		"""Short lines between tasks are headings; anything else is no part of the list."""
		pending, self._pending = self._pending, []
		if self._node is None:
			headings = _headings_at_the_end(pending)
			kept = len(pending) - len(headings)
			self.outline.head += [Paragraph(line.order, line.text) for line in pending[:kept]]
		else:
			headings = [line for line in pending if _is_heading(line)]
			self.outline.stray += [
				Paragraph(line.order, line.text) for line in pending if line not in headings
			]
		if headings:
			words = tuple(line.text for line in headings)
			self._path = words if len(words) > 1 else (*self._path[:-1], *words)

	def _leave_pending(self) -> None:
		pending, self._pending = self._pending, []
		lines = [Paragraph(line.order, line.text) for line in pending]
		if self._node is None:
			self.outline.head += lines
		elif lines and not self._node.sign and _is_open(lines[-1].text):
			last = lines[-1]
			self._node = Node(
				last.line,
				parent=self._node.parent,
				lines=[last.text],
				orders=[last.line],
				plain_path=self._path,
			)
			self._node.parent.children.append(self._node)
			self.outline.stray += lines[:-1]
		else:
			self.outline.stray += lines


def _is_heading(line: Line) -> bool:
	is_short = len(line.text) <= _LONGEST_HEADING and not _ENDS_SENTENCE.search(line.text)
	return is_short or leader_of_line(line.text) is not None


def _headings_at_the_end(pending: list[Line]) -> list[Line]:
	"""The headings right above the first task; the first short line of a document is its title."""
	at = len(pending)
	while at > 1 and _is_heading(pending[at - 1]) and not re.search(r"\d{4}|[:：]|\s", pending[at - 1].text):
		at -= 1
	return pending[at:]


def _is_open(text: str) -> bool:
	"""Whether a text breaks off."""
	return not re.search(r"[。；;！!？?”\"）)：:]$", text.rstrip())


def _make_heading(node: Node) -> None:
	"""A numbered line with an unnumbered task below it was taken for one task until the next came."""
	child = Node(node.orders[1], parent=node, said=node.said, plain_path=node.plain_path)
	child.lines, child.orders = node.lines[1:], node.orders[1:]
	node.lines, node.orders, node.said = node.lines[:1], node.orders[:1], []
	node.children.insert(0, child)


def _fill_with_parts(node: Node, pieces: list[Named], order: int) -> None:
	for at, piece in enumerate(pieces):
		numbers = list(_INLINE.finditer(piece.text))
		text, number, shown = piece.text, None, ""
		if numbers and (at == 0 or numbers[0].start() == 0):
			match = numbers[0]
			if at == 0:
				node.add_line(text[: match.start()].strip(), order)
			shown = match["number"] or match["circle"]
			number = int(shown) if shown.isdigit() else ord(shown) - 0x245F
			text = text[match.end() :].strip()
		child = Node(order, MINOR[0], shown, number, [text], [order], parent=node)
		node.children.append(child)
		if piece.bracket:
			hang(child, piece.bracket, order)
