"""What a list claims of itself in its header and footnotes (2项牵头工作、19项配合工作), held against its rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qingdan_app.parsing.model import Claims, Item
from qingdan_app.parsing.numerals import NUMERAL, to_number

_COUNT = re.compile(rf"(\d{{1,4}}|{NUMERAL}{{1,4}})\s*项\s*(牵头|配合)")
_STARS = re.compile(r"第\s*\d+\s*项[^。；]{0,80}[*＊★]")
_PLACE_IN_LIST = re.compile(r"第\s*(\d{1,4})\s*项")
_LEAD_IN_NOTE = re.compile(rf"牵头\s*(\d{{1,4}}|{NUMERAL}{{1,4}})\s*项")


class Mismatch(NamedTuple):
	"""A claim that the rows do not bear out."""

	claim: str
	claimed: str
	counted: str


def read_claims(header: Sequence[str], notes: Sequence[str]) -> Claims | None:
	"""The claims in the cells of a table's header and in the footnotes, or None if nothing is claimed."""
	claiming = [cell for cell in header if _COUNT.search(cell)]
	counts = {kind: to_number(number) for cell in claiming for number, kind in _COUNT.findall(cell)}
	starring = [note for note in notes if _STARS.search(note)]
	starred = tuple(int(place) for note in starring for place in _PLACE_IN_LIST.findall(note)) or None
	if not counts and starred is None:
		return None
	in_notes = next(iter(_leads_in(starring)), None)
	raw = "\n".join([*claiming, *starring])
	return Claims(raw, counts.get("牵头", in_notes), counts.get("配合"), starred)


def check_claims(claims: Claims, notes: Sequence[str], items: Sequence[Item]) -> list[Mismatch]:
	"""The claims that the items do not bear out. A starred item is one the city leads, any other it cooperates in."""
	starred = tuple(item.serial for item in items if item.starred)
	mismatches = []
	if claims.lead is not None and claims.lead != len(starred):
		mismatches.append(Mismatch("牵头", str(claims.lead), str(len(starred))))
	if claims.cooperating is not None and claims.cooperating != len(items) - len(starred):
		mismatches.append(Mismatch("配合", str(claims.cooperating), str(len(items) - len(starred))))
	if claims.starred is not None and sorted(claims.starred) != sorted(starred):
		mismatches.append(Mismatch("*", _places(claims.starred), _places(starred)))
	return mismatches + _notes_against_header(claims, notes)


def _notes_against_header(claims: Claims, notes: Sequence[str]) -> list[Mismatch]:
	differing = [lead for lead in _leads_in(notes) if lead != claims.lead]
	return [Mismatch("牵头（备注）", str(lead), str(claims.lead)) for lead in differing]


def _leads_in(notes: Sequence[str]) -> list[int]:
	found = [_LEAD_IN_NOTE.search(note) for note in notes if _STARS.search(note)]
	return [lead for match in found if match and (lead := to_number(match[1])) is not None]


def lacks_province_lead(items: Sequence[Item]) -> list[Item]:
	"""The items the city only cooperates in (not starred) that name no lead unit of the province."""
	return [item for item in items if not item.starred and not item.province_lead]


def _places(serials: Sequence[int]) -> str:
	return "、".join(map(str, serials)) or "—"
