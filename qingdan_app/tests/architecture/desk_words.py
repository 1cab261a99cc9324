"""Words of Frappe's own Desk that its Chinese leaves in English or gets wrong, where our people meet them.

Core reads an app's `zh.csv` after its own, so ours is said on every line of Frappe. They are listed in `desk_words.txt`, one a line,
with its context behind a tab: a row of `zh.csv` is the app's own word or stands there.
"""

from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")


def desk_words() -> set[tuple[str, str]]:
	"""`(words, context)` of every word of Desk that the app translates in core's place."""
	lines = FILE.read_text(encoding="utf-8").splitlines()
	return {(words, context) for words, _tab, context in (line.partition("\t") for line in lines)}
