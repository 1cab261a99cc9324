"""The walks of docs/walks.md as data: section → the functions it passes, in its order."""

import re
from pathlib import Path

APP = Path(__file__).resolve().parents[1]
WALKS = APP.parent / "docs" / "walks.md"
SECTION, STATION = re.compile(r"^## (.+)$", re.M), re.compile(r"`([\w/]+\.py):([\w.]+)`")

Station = tuple[str, str]


def walks() -> dict[str, list[Station]]:
	"""Section → its stations as (file within the app, function or Class.method), in the order of the text."""
	title_and_text = SECTION.split(WALKS.read_text(encoding="utf-8"))[1:]
	return {
		title: [(file, name) for file, name in STATION.findall(text)]
		for title, text in zip(title_and_text[::2], title_and_text[1::2], strict=True)
	}
