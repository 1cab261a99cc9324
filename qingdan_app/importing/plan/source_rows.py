"""A file as rows to look at, a paragraph or a row of a table each, so that any part of it can be shown by itself."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from qingdan_app.parsing.content import Cell, Content, Table

LONGEST_SHOWN = 4000


def source_rows(content: Content) -> list[dict]:
	"""All rows in reading order: `{order, place, text}` or `{order, place, table, cells}`.

	`order` rises through the file. A cell is `{text, span}`, with `above` where it began in a row above, and `hidden` where the file
	does not show it.
	"""
	rows, tables = [], 0
	for part in content.parts:
		if isinstance(part, Table):
			tables += 1
			rows += _rows_of(part, tables)
		else:
			text = f"{part.number}{part.text}"[:LONGEST_SHOWN]
			rows.append({"order": part.place.order, "place": str(part.place), "text": text})
	return rows


def row_at(orders: Sequence[int], line: int) -> int:
	"""The place, from 0, of the row in which a line stands; `orders` are those of all rows."""
	return max(bisect_right(orders, line) - 1, 0)


def _rows_of(table: Table, number: int) -> Iterator[dict]:
	reaching: list[Cell] = []
	for at, begun in enumerate(table.rows()):
		reaching = [cell for cell in reaching if cell.row + cell.row_span > at]
		if begun:
			place = begun[0].place
			shown = sorted([*reaching, *begun], key=lambda cell: cell.column)
			cells = [_shown(cell, at) for cell in shown]
			yield {"order": place.order, "place": str(place), "table": number, "cells": cells}
		reaching += [cell for cell in begun if cell.row_span > 1]


def _shown(cell: Cell, row: int) -> dict:
	shown = {"text": cell.text[:LONGEST_SHOWN] if cell.row == row else "", "span": cell.column_span}
	if cell.row != row:
		shown["above"] = 1
	return {**shown, "hidden": 1} if cell.hidden else shown
