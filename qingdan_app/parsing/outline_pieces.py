"""The pieces that an outline is made of, and what hangs on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qingdan_app.parsing.characters import simplified, without_pinyin
from qingdan_app.parsing.layout import Cell, Paragraph
from qingdan_app.parsing.role_phrases import parts_of
from qingdan_app.parsing.role_words import UNIT_ROLES


@dataclass(slots=True)
class Node:
	"""A numbered or unnumbered piece with what hangs on it."""

	order: int
	sign: str = ""
	shown: str = ""
	number: int | None = None
	lines: list[str] = field(default_factory=list)
	orders: list[int] = field(default_factory=list)
	"""Where each of the lines stands."""
	said: list[tuple[str, Cell, str]] = field(default_factory=list)
	parent: "Node | None" = None
	children: list["Node"] = field(default_factory=list)
	plain_path: tuple[str, ...] = ()
	written: str = ""
	speaks_for: str = ""
	"""The unit that this heading is called after: 一、市商务局."""

	def add_line(self, text: str, order: int) -> None:
		self.lines.append(text)
		self.orders.append(order)

	@property
	def text(self) -> str:
		return "\n".join(line for line in self.lines if line)

	@property
	def names_units(self) -> bool:
		return any(role in UNIT_ROLES for role, _cell, _label in self.said)

	def below(self) -> Iterator["Node"]:
		"""Everything that stands under this piece."""
		for child in self.children:
			yield child
			yield from child.below()

	@property
	def has_named_below(self) -> bool:
		return any(piece.names_units or (piece.speaks_for and piece.children) for piece in self.below())


@dataclass(slots=True)
class Outline:
	"""The pieces of a document: what stands before them, the tree, and what belongs to none."""

	head: list[Paragraph] = field(default_factory=list)
	root: Node = field(default_factory=lambda: Node(0))
	stray: list[Paragraph] = field(default_factory=list)
	first_leads: bool = False
	has_pinyin: bool = False
	last_line: Paragraph | None = None


def hang(node: Node, words: str, order: int) -> None:
	"""Hang on a piece what a label line or a bracket says, in the words of the document where one label says it."""
	plain = without_pinyin(words.replace("\n", ""))
	parts = parts_of(simplified(plain))
	for role, label, said in parts:
		at = simplified(plain).find(said)
		own = plain[at : at + len(said)]
		if len(parts) == 1 and label and role not in UNIT_ROLES:
			own = re.split("[:：]", words, maxsplit=1)[-1].strip(" 　\n，,；;")
		own = own if role in UNIT_ROLES or role is None else own.rstrip("。")
		node.said.append((role or "responsible", Cell(order, own), label))
