"""Pasted words read as matters: what is to be done, who leads, who cooperates, under which leader and by when.

Nothing is invented: content is the text as it stands, and who or when is left empty where the words do not say it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qingdan_app.matters.rules import table_columns, who
from qingdan_app.matters.rules.pieces import Piece, pieces_of
from qingdan_app.matters.rules.table_columns import Column
from qingdan_app.matters.rules.when import deadline_words
from qingdan_app.parsing.units import UnitCell, read_units
from qingdan_app.parsing.vocabulary import SHIPPED, Vocabulary


class Doubt(str, Enum):
	"""What a person looks at before a matter is taken on."""

	UNIT_UNKNOWN = "unit_unknown"
	LEAD_GUESSED = "lead_guessed"
	LEAD_MISSING = "lead_missing"


@dataclass(frozen=True)
class Known:
	"""What the site knows: every name a unit goes by → the unit, the names of leaders, and what columns are called."""

	units: Mapping[str, str]
	leaders: Sequence[str] = ()
	vocabulary: Vocabulary = SHIPPED


@dataclass(frozen=True)
class Proposed:
	"""A matter as the words have it. Names are units of the site; `unknown` are bodies that it does not know, as written."""

	line: int
	content: str
	lead: str = ""
	cooperating: tuple[str, ...] = ()
	leader: str = ""
	deadline: str = ""
	unknown: tuple[str, ...] = ()
	doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Cut:
	"""What a text was cut into: matters, and the pieces that name nobody where others do, which are passed over."""

	proposed: tuple[Proposed, ...] = ()
	passed_over: tuple[Piece, ...] = ()


def cut(text: str, known: Known) -> Cut:
	"""Cut minutes, an instruction, lines or a table into proposed matters."""
	mentions = who.Reader(known.units)
	pieces = pieces_of(text, mentions.names_a_lead)
	if any(piece.cells for piece in pieces):
		return Cut(tuple(_of_table(pieces, known)))
	found = [_of_words(piece, known, mentions) for piece in pieces]
	if not any(each.lead or each.deadline for each in found):
		return Cut(tuple(found))
	kept = [bool(each.lead or each.unknown or each.deadline) for each in found]
	passed = (piece for piece, keep in zip(pieces, kept, strict=True) if not keep)
	return Cut(tuple(each for each, keep in zip(found, kept, strict=True) if keep), tuple(passed))


def _of_words(piece: Piece, known: Known, mentions: who.Reader) -> Proposed:
	said = mentions.read(piece.text)
	leader = _leader_in(piece.text, known)
	found = Proposed(
		piece.line, piece.text, said.lead, said.cooperating, leader, deadline_words(piece.text), said.unknown
	)
	return _judged(found, said.guessed)


def _of_table(pieces: Sequence[Piece], known: Known) -> Iterable[Proposed]:
	head = table_columns.read_head(pieces[0].cells, known.vocabulary)
	body = pieces[1:] if head else pieces
	places = head or table_columns.by_what_stands_there(
		[piece.cells for piece in body],
		lambda cell: _has_unit(cell, known),
		lambda cell: bool(_leader_in(cell, known)),
	)
	for piece in body:
		cells = {column: _cell(piece.cells, place) for place, column in places.items()}
		if cells.get(Column.CONTENT):
			yield _of_cells(piece, cells, known)


def _of_cells(piece: Piece, cells: Mapping[Column, str], known: Known) -> Proposed:
	lead_cell = read_units(cells.get(Column.LEAD, ""))
	lead, led, unknown = _units(lead_cell, known)
	_lead, beside, others = _units(read_units(cells.get(Column.COOPERATING, "")), known)
	words = cells[Column.CONTENT]
	deadline = cells.get(Column.DEADLINE) or lead_cell.deadline or deadline_words(words)
	leader = _leader_in(cells.get(Column.LEADER, "") or lead_cell.leader, known)
	found = Proposed(piece.line, words, lead, (*led, *beside), leader, deadline, (*unknown, *others))
	return _judged(found, lead_cell.lead_rule in _GUESSED)


def _judged(found: Proposed, guessed: bool) -> Proposed:
	"""With each unit once, and what a person has to look at."""
	beside = tuple(unit for unit in dict.fromkeys(found.cooperating) if unit != found.lead)
	doubts = {
		Doubt.LEAD_GUESSED: guessed,
		Doubt.UNIT_UNKNOWN: bool(found.unknown),
		Doubt.LEAD_MISSING: not found.lead,
	}
	held = tuple(doubt for doubt, holds in doubts.items() if holds)
	return replace(found, cooperating=beside, deadline=found.deadline.strip(), doubts=held)


_GUESSED = ("first_unit", "joint_leads")


def _units(read: UnitCell, known: Known) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
	"""The unit that leads, or none; the others of a cell; and those the site does not know."""
	lead = read.units[read.lead].name if read.lead is not None else ""
	names = [unit.name for unit in read.units]
	others = tuple(known.units[name] for name in names if name in known.units and name != lead)
	return known.units.get(lead, ""), others, tuple(name for name in names if name not in known.units)


def _has_unit(cell: str, known: Known) -> bool:
	return any(unit.name in known.units for unit in read_units(cell).units)


def _leader_in(words: str, known: Known) -> str:
	return next((name for name in known.leaders if name in words), "")


def _cell(cells: Sequence[str], place: int) -> str:
	return cells[place] if place < len(cells) else ""
