"""Codes of lists: the first part of every task's name, said on the phone and never changed."""

from collections.abc import Mapping
from string import ascii_lowercase


def propose_code(year: int, number: int, title: str, taken: Mapping[str, str]) -> str:
	"""A free code for list `number` of a document of `year`, or the code it has already.

	`taken` maps codes to the titles of the lists that hold them. The same title of the same year and number is
	the same list and keeps its code; a second document of the year gets a letter: 2021-4, 2021b-4, 2021c-4.
	"""
	candidates = (f"{year}{letter}-{number}" for letter in ("", *ascii_lowercase[1:]))
	for code in candidates:
		if code not in taken or same_title(taken[code], title):
			return code
	raise ValueError(f"all codes for list {number} of {year} are taken")


def same_title(one: str, other: str) -> bool:
	"""Whether two titles are the same but for white space."""
	return "".join(one.split()) == "".join(other.split())
