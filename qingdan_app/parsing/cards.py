"""Forms: tables in which labels stand beside their words (督办事项｜…｜责任单位｜…), one card for each piece of work."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qingdan_app.parsing.content import Cell
from qingdan_app.parsing.list_columns import PART_OF_COLUMN
from qingdan_app.parsing.vocabulary import DEADLINE, FINER_TASK, LEADER, TASK, Vocabulary

_LONGEST_LABEL = 14
_FEWEST = 3


class Card(NamedTuple):
	"""The labels of one piece of work with the words beside them, in order, and the cells that belong to none."""

	labels: tuple[str, ...]
	words: tuple[Cell, ...]
	beside: tuple[Cell, ...]


class _Pair(NamedTuple):
	label: Cell
	words: Cell
	role: str | None


def read_cards(rows: Sequence[Sequence[Cell]], vocabulary: Vocabulary) -> list[Card]:
	"""The cards of a table by its rows of cells; none where labels do not stand beside their words throughout."""
	columns = {
		row[at].column
		for row in rows
		for at in range(len(row) - 1)
		if _opens(row[at], row[at + 1], vocabulary)
	}
	found: list[tuple[list[_Pair], list[Cell]]] = []
	for row in rows:
		pairs, beside = _taken_apart(row, columns, vocabulary)
		for pair in pairs:
			if not found or (
				pair.role == TASK and pair.label.text in {one.label.text for one in found[-1][0]}
			):
				found.append(([], []))
			found[-1][0].append(pair)
		if found:
			found[-1][1].extend(beside)
	return [_card(*one) for one in found] if found and all(_is_card(*one) for one in found) else []


def _opens(cell: Cell, beside: Cell, vocabulary: Vocabulary) -> bool:
	return vocabulary.role_of(cell.text) is not None and vocabulary.role_of(beside.text) is None


def _taken_apart(
	row: Sequence[Cell], columns: set[int], vocabulary: Vocabulary
) -> tuple[list[_Pair], list[Cell]]:
	"""Labels with the words beside them, known ones and those that stand where known ones do; and what is left."""
	pairs: list[_Pair] = []
	beside: list[Cell] = []
	at = 0
	while at < len(row):
		cell, words = row[at], row[at + 1] if at + 1 < len(row) else None
		may_be_label = 0 < len(cell.text.strip()) <= _LONGEST_LABEL and cell.column in columns
		if words is not None and may_be_label and vocabulary.role_of(words.text) is None:
			pairs.append(_Pair(cell, words, vocabulary.role_of(cell.text)))
			at += 2
			continue
		if cell.text.strip():
			beside.append(cell)
		at += 1
	return pairs, beside


def _is_card(pairs: Sequence[_Pair], beside: Sequence[Cell]) -> bool:
	roles = {pair.role for pair in pairs}
	says_who = roles & {*PART_OF_COLUMN, DEADLINE, LEADER}
	return bool(roles & {TASK, FINER_TASK}) and bool(says_who) and len(pairs) >= max(_FEWEST, len(beside))


def _card(pairs: Sequence[_Pair], beside: Sequence[Cell]) -> Card:
	labels, words = zip(*((pair.label.text, pair.words) for pair in _each_label_once(pairs)), strict=True)
	return Card(labels, words, tuple(beside))


def _each_label_once(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
	seen: set[str] = set()
	for pair in pairs:
		if pair.label.text not in seen:
			seen.add(pair.label.text)
			yield pair
