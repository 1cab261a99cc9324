"""What a list claims of itself in its header and footnotes (2项牵头工作、19项配合工作), held against its rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qingdan_app.parsing.model import Claims, Item
from qingdan_app.parsing.numerals import NUMERAL, to_number

_COUNT = re.compile(rf"(\d{{1,4}}|{NUMERAL}{{1,4}})\s*项\s*(牵头|配合)")
_STARS = re.compile(r"第\s*\d+\s*项[^。；]*[*＊★]")
_PLACE_IN_LIST = re.compile(r"第\s*(\d{1,4})\s*项")
_LEAD_IN_NOTE = re.compile(rf"牵头\s*(\d{{1,4}}|{NUMERAL}{{1,4}})\s*项")


class Mismatch(NamedTuple):
	"""A claim that the rows do not bear out."""

	claim: str
	claimed: str
	counted: str


def read_claims(header: str, notes: Sequence[str]) -> Claims | None:
	"""The claims in the words of a table's header and of the footnotes, or None if nothing is claimed."""
	counts = {kind: to_number(number) for number, kind in _COUNT.findall(header)}
	starring = [note for note in notes if _STARS.search(note)]
	starred = tuple(int(place) for note in starring for place in _PLACE_IN_LIST.findall(note)) or None
	if not counts and starred is None:
		return None
	in_note = next((to_number(found[1]) for note in starring if (found := _LEAD_IN_NOTE.search(note))), None)
	raw = "\n".join([*([header.strip()] if counts else []), *starring])
	return Claims(raw, counts.get("牵头", in_note), counts.get("配合"), starred)


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
	said = [to_number(found[1]) for note in notes for found in [_LEAD_IN_NOTE.search(note)] if found]
	return [Mismatch("备注 牵头", str(one), str(claims.lead)) for one in said if one != claims.lead]


def lacks_province_lead(items: Sequence[Item]) -> list[Item]:
	"""The items the city only cooperates in (not starred) that name no lead unit of the province."""
	return [item for item in items if not item.starred and not item.province_lead]


def _places(serials: Sequence[int]) -> str:
	return "、".join(map(str, serials)) or "—"
