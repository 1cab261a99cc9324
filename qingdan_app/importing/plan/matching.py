"""Which row of a document issued anew is which of the site's: by its words and its number, and a guess where it is only alike.

A number on the site is said on the phone and never changes: what stands under another number in the new document keeps the old
one, and what is new and has a number that is taken gets the next free one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum

KEY_WORK, TASK = "Qingdan Key Work", "Qingdan Task"
ALIKE, MUCH_ALIKE = 0.5, 0.75
"""How alike the words are of a row that keeps its number, and of one that is found under another."""
Rows = Sequence[Mapping]


class Guess(str, Enum):
	"""Why somebody should look whether two rows are the same."""

	WORDS = "words"
	NUMBER = "number"


@dataclass
class Matched:
	"""The document's rows in the numbers of the site."""

	rows: dict[str, list[dict]] = field(default_factory=dict)
	guesses: dict[str, str] = field(default_factory=dict)
	"""Name on the site → why it was only guessed."""
	numbers: dict[str, str] = field(default_factory=dict)
	"""Name on the site → the number in the document, where that is another one."""


def in_numbers_of_site(
	planned: Mapping[str, Rows],
	on_site: Mapping[str, Mapping[str, Mapping]],
	taken: Mapping[str, Iterable[str]],
) -> Matched:
	"""The planned rows under the names that they have on the site; `taken` are all names that are used there, by DocType."""
	found = Matched(dict(planned))
	items = _by(planned[KEY_WORK], "list"), _by(on_site[KEY_WORK].values(), "list")
	found.rows[KEY_WORK] = _matched(found, *items, "serial", taken[KEY_WORK], _item_name)
	names = {old["name"]: new for old, new in zip(planned[KEY_WORK], found.rows[KEY_WORK], strict=True)}
	tasks = [{**row, "key_work": names[row["key_work"]]["name"]} for row in planned[TASK]]
	groups = _by(tasks, "key_work"), _by(on_site[TASK].values(), "key_work")
	found.rows[TASK] = _matched(found, *groups, "number", taken[TASK], _task_name)
	return found


def _item_name(row: Mapping) -> str:
	return f"{row['list']}-{row['serial']}"


def _task_name(row: Mapping) -> str:
	return f"{row['key_work']}-{row['number']:02d}"


def _matched(
	found: Matched,
	planned: Mapping[str, list],
	stored: Mapping[str, list],
	number: str,
	taken: Iterable[str],
	name_of: Callable[[Mapping], str],
) -> list[dict]:
	"""The rows of each group by name and number of the site, in the order of the document."""
	rows, used = [], set(taken)
	for group, wanted in planned.items():
		pairs = _pairs(wanted, stored.get(group, []), number)
		for place, row in enumerate(wanted):
			known, guess = pairs.get(place, (None, ""))
			if not known:
				rows.append(_in_a_free_number(row, number, used, name_of))
				continue
			rows.append({**row, "name": known["name"], number: known[number]})
			if guess:
				found.guesses[known["name"]] = guess
			if row[number] != known[number]:
				found.numbers[known["name"]] = row["name"]
	return rows


def _in_a_free_number(row: Mapping, number: str, used: set[str], name_of: Callable[[Mapping], str]) -> dict:
	found = {**row, "name": name_of(row)}
	while found["name"] in used:
		found[number] += 1
		found["name"] = name_of(found)
	used.add(found["name"])
	return found


def _same_number(row: Mapping, left: Rows, number: str) -> Mapping | None:
	return next((each for each in left if each[number] == row[number]), None)


def _same_number_and_words(row: Mapping, left: Rows, number: str) -> Mapping | None:
	known = _same_number(row, left, number)
	return known if known and _words(known) == _words(row) else None


def _same_words(row: Mapping, left: Rows, number: str) -> Mapping | None:
	return next((each for each in left if _words(each) == _words(row)), None)


def _alike_by_number(row: Mapping, left: Rows, number: str) -> Mapping | None:
	known = _same_number(row, left, number)
	return known if known and _likeness(known, row) >= ALIKE else None


def _much_alike(row: Mapping, left: Rows, number: str) -> Mapping | None:
	known = max(left, key=lambda each: _likeness(each, row), default=None)
	return known if known and _likeness(known, row) >= MUCH_ALIKE else None


WAYS: tuple[tuple[Callable[[Mapping, Rows, str], Mapping | None], str], ...] = (
	(_same_number_and_words, ""),
	(_same_words, ""),
	(_alike_by_number, ""),
	(_much_alike, Guess.WORDS.value),
	(_same_number, Guess.NUMBER.value),
)
"""How a row is found again, the surest way first, and why it is a guess."""


def _pairs(wanted: Rows, stored: Rows, number: str) -> dict[int, tuple[Mapping, str]]:
	"""Place in the document → the row of the site, and why it is a guess."""
	found: dict[int, tuple[Mapping, str]] = {}
	left = {row["name"]: row for row in stored}
	for way, guess in WAYS:
		for place, row in enumerate(wanted):
			known = None if place in found else way(row, [*left.values()], number)
			if known:
				found[place] = (left.pop(known["name"]), guess)
	return found


def _words(row: Mapping) -> str:
	return "".join((row.get("text") or "").split())


def _likeness(one: Mapping, other: Mapping) -> float:
	return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _by(rows: Iterable[Mapping], column: str) -> dict[str, list]:
	found: dict[str, list] = {}
	for row in rows:
		found.setdefault(row[column], []).append(row)
	return found
