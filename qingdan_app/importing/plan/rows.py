"""The parsed document (parsing schema 1) as rows of the site's DocTypes: plain dicts, names included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settlement:
	"""What people settled on the review screen: a code for each list number, a unit for each name written."""

	codes: Mapping[int, str]
	units: Mapping[str, str]


@dataclass
class Rows:
	"""Everything a document holds, ready to compare and to write. Children sit in their parent's dict."""

	lists: list[dict] = field(default_factory=list)
	leaders: list[dict] = field(default_factory=list)
	key_works: list[dict] = field(default_factory=list)
	tasks: list[dict] = field(default_factory=list)


def rows_of(parsed: Mapping, settlement: Settlement) -> Rows:
	"""All rows of the parsed document, in document order."""
	rows = Rows()
	for parsed_list in parsed["lists"]:
		code = settlement.codes[parsed_list["number"]]
		rows.lists.append(_list_row(parsed, parsed_list, code))
		for section in parsed_list["sections"]:
			_add_leader(rows.leaders, section)
			for item in section["items"]:
				key_work = _key_work_row(code, section, item, settlement)
				rows.key_works.append(key_work)
				rows.tasks.extend(_task_rows(key_work, item, settlement))
	return rows


def _list_row(parsed: Mapping, parsed_list: Mapping, code: str) -> dict:
	return {
		"name": code,
		"code": code,
		"title": parsed_list["title"],
		"number": parsed_list["number"],
		"year": parsed["base_year"],
		"period": _period(parsed_list["title"], parsed["base_year"]),
		"source_title": parsed.get("title") or "",
		"notes": "\n".join(_note_text(note) for note in parsed_list["notes"]),
		"claims": _claims_text(parsed_list["claims"]),
	}


def _period(title: str, year: int) -> str:
	return "“十四五”时期" if "十四五" in title else f"{year}年"


def _note_text(note) -> str:
	return note if isinstance(note, str) else note["text"]


def _claims_text(claims) -> str:
	if isinstance(claims, Mapping):
		return "、".join(f"{kind}: {count}" for kind, count in claims.items())
	return "、".join(str(claim) for claim in claims or [])


def _add_leader(leaders: list[dict], section: Mapping) -> None:
	name = section["leader"]
	if name and all(row["name"] != name for row in leaders):
		leaders.append({"name": name, "leader_name": name, "post": section["post"] or ""})


def _key_work_row(code: str, section: Mapping, item: Mapping, settlement: Settlement) -> dict:
	return {
		"name": f"{code}-{item['serial']}",
		"list": code,
		"serial": item["serial"],
		"starred": int(bool(item["starred"])),
		"text": item["text"],
		"tags": "\n".join(item["tags"]),
		"leader": section["leader"] or None,
		"lead_unit": settlement.units.get(item["lead_unit"]) if item["lead_unit"] else None,
		"lead_rule": item["lead_rule"] or "",
		"units_raw": item["units_raw"] or "",
		"province_lead": "、".join(item["province_lead"]),
		"section_number": section["number"],
		"section_heading": section["heading"],
		"source_line": item.get("line"),
	}


def _task_rows(key_work: dict, item: Mapping, settlement: Settlement) -> Iterator[dict]:
	for position, task in enumerate(item["tasks"], start=1):
		number = task["number"] or position
		deadline = task["deadline"]
		yield {
			"name": f"{key_work['name']}-{number:02d}",
			"list": key_work["list"],
			"key_work": key_work["name"],
			"number": number,
			"text": task["text"],
			"key_work_text": key_work["text"],
			"source_line": task["line"],
			"leader": key_work["leader"],
			"lead_unit": key_work["lead_unit"],
			"deadline_raw": deadline["raw"],
			"deadline_kind": deadline["kind"].title(),
			"due_date": deadline["final"],
			"milestones": [_milestone(date) for date in deadline["dates"]],
			"units": _unit_rows(key_work, item, deadline["final"], settlement),
		}


def _milestone(date: Mapping) -> dict:
	return {"date": date["date"], "precision": (date["precision"] or "").title(), "label": date["label"] or ""}


def _unit_rows(key_work: dict, item: Mapping, due_date: str | None, settlement: Settlement) -> list[dict]:
	rows: dict[str, dict] = {}
	for written in item["units"]:
		unit = settlement.units[written["name"]]
		duty = "Lead" if unit == key_work["lead_unit"] else "Cooperating"
		rows.setdefault(unit, {"unit": unit, "duty": duty, "raw": written["raw"], "due_date": due_date})
	return list(rows.values())
