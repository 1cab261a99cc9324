"""The lead unit's report put together from what the cooperating units have reported: each part with its unit and author."""

from collections.abc import Iterable
from dataclasses import dataclass, field

WORDS = ("done", "figures", "problems", "next_steps")
"""What a report says that is put together, each with its like."""


@dataclass(frozen=True)
class Part:
	"""What one unit has reported and the lead unit has adopted; `words` by the names in WORDS."""

	unit: str
	author: str
	words: dict[str, str] = field(default_factory=dict)


def composed(parts: Iterable[Part], missing: Iterable[tuple[str, str]]) -> dict[str, str]:
	"""The words of the whole: a line for each part that says something, and for each unit of which nothing stands there why.

	`missing` holds `(unit, why)`; they are named where it is said what was done.
	"""
	parts = list(parts)
	said = {word: [_line(part, word) for part in parts if _of(part, word)] for word in WORDS}
	said["done"] += [f"【{unit}】{why}" for unit, why in missing]
	return {word: "\n".join(lines) for word, lines in said.items()}


def _line(part: Part, word: str) -> str:
	return f"【{part.unit} {part.author}】{_of(part, word)}"


def _of(part: Part, word: str) -> str:
	return (part.words.get(word) or "").strip()
