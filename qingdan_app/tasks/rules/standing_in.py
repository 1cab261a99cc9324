"""The units of a task where others stand in for some of them."""

from collections.abc import Callable, Iterable, Mapping

LEAD = "Lead"


def each_once(rows: Iterable[Mapping], stands_in: Callable[[str], str]) -> list[dict]:
	"""The units of a task, `[{unit, duty, raw}]`, each by who stands in for it: each once, and the lead stays the lead."""
	found: dict[str, dict] = {}
	for row in rows:
		unit = stands_in(row.get("unit"))
		kept = found.setdefault(unit, {"unit": unit, "duty": row.get("duty"), "raw": row.get("raw")})
		if row.get("duty") == LEAD:
			kept["duty"] = LEAD
	return list(found.values())
