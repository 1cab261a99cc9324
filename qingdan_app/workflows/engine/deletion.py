"""What becomes of a document that somebody deletes, by what its log says of it."""

from enum import Enum


class Deletion(str, Enum):
	"""REFUSED while its request runs; NOTED as the last entry of its log; PLAIN where it was never sent in."""

	REFUSED = "refused"
	NOTED = "noted"
	PLAIN = "plain"


def deletion(entries: int, running: str | None) -> Deletion:
	"""What a document's deletion is, given how many entries its log has and which request runs on it."""
	if running:
		return Deletion.REFUSED
	return Deletion.NOTED if entries else Deletion.PLAIN
