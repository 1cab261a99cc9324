"""What was found: how grave it is, which sentence says it, and the values in it."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
	"""How grave a finding is, the gravest first."""

	BROKEN = "Breaks a Promise"
	WATCH = "Worth Knowing"
	UNREAD = "Cannot Be Seen"


class Place(str):
	"""The code of a server or of a fact, which is said in the reader's words; a plain text is a name and stands as it is."""


@dataclass(frozen=True)
class Finding:
	"""One finding; `code` names its sentence and its advice, `values` stand in their places."""

	level: Level
	code: str
	values: tuple = ()


def broken(code: str, *values: object) -> Finding:
	"""Something the app promises does not hold."""
	return Finding(Level.BROKEN, code, values)


def watch(code: str, *values: object) -> Finding:
	"""Nothing is broken yet."""
	return Finding(Level.WATCH, code, values)


def unread(code: str, *values: object) -> Finding:
	"""Nobody knows from here."""
	return Finding(Level.UNREAD, code, values)


def is_sound(findings: list[Finding]) -> bool:
	"""Whether nothing that was found breaks a promise."""
	return all(finding.level is not Level.BROKEN for finding in findings)


def shortened(names: tuple[str, ...], most: int = 5) -> str:
	"""The first names of many, as they stand in a sentence."""
	return ", ".join(names[:most]) + (" …" if len(names) > most else "")
