"""The parsed document (parsing schema 1) as rows of the site's DocTypes: plain dicts, names included."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qingdan_app.tasks.rules.due import milestone
from qingdan_app.tasks.rules.order import due_order
from qingdan_app.tasks.rules.recurrence import cycle_of, day_of
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.rules.target_rows import rows_of as target_rows

LONGEST_TITLE = 255


@dataclass(frozen=True)
class Settlement:
	"""What people settled on the review screen.

	Lists are counted from 1 in the document's order, as their own numbers may be missing or repeated. `codes`
	maps a list to its code, `units` a name written to a unit, `leads` (list, serial, task) to the name
	written of the unit that leads where the document leaves it open; task 0 speaks of the key work.
	"""

	codes: Mapping[int, str]
	units: Mapping[str, str]
	leads: Mapping[tuple[int, int, int], str] = field(default_factory=dict)


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
	for position, parsed_list in enumerate(parsed["lists"], start=1):
		code = settlement.codes[position]
		rows.lists.append(_list_row(parsed, parsed_list, code, position))
		for section in parsed_list["sections"]:
			_add_leader(rows.leaders, section)
			for item in section["items"]:
				_add_named(rows.leaders, item)
				named = settlement.leads.get((position, item["serial"], 0))
				key_work = _key_work_row(code, section, item, settlement, named)
				rows.key_works.append(key_work)
				rows.tasks.extend(_task_rows(key_work, item, settlement, position, parsed.get("said") or {}))
	return rows


def _list_row(parsed: Mapping, parsed_list: Mapping, code: str, position: int) -> dict:
	return {
		"name": code,
		"code": code,
		"title": title_of(parsed, parsed_list),
		"number": parsed_list["number"] or position,
		"year": parsed["base_year"],
		"period": _period(parsed_list["title"], parsed["base_year"]),
		"source_title": parsed.get("title") or "",
		"notes": "\n".join(parsed_list["notes"]),
		"claims": _claims_text(parsed_list["claims"]),
	}


def title_of(parsed: Mapping, parsed_list: Mapping) -> str:
	"""The title of a list; one that has none goes by that of its document."""
	return (parsed_list["title"] or parsed.get("title") or "")[:LONGEST_TITLE]


def _period(title: str, year: int) -> str:
	return "“十四五”时期" if "十四五" in title else f"{year}年"


def _claims_text(claims: Mapping | None) -> str:
	claimed = {"牵头": (claims or {}).get("lead"), "配合": (claims or {}).get("cooperating")}
	return "、".join(f"{count}项{kind}" for kind, count in claimed.items() if count is not None)


def _add_leader(leaders: list[dict], section: Mapping) -> None:
	name = section["leader"]
	if name and all(row["name"] != name for row in leaders):
		leaders.append({"name": name, "leader_name": name, "post": section["post"] or ""})


def _add_named(leaders: list[dict], item: Mapping) -> None:
	"""Leaders that a column names, not the heading of a section; their posts are not told."""
	for name in (item.get("leader"), *(task.get("leader") for task in item["tasks"])):
		_add_leader(leaders, {"leader": name, "post": ""})


def _key_work_row(
	code: str, section: Mapping, item: Mapping, settlement: Settlement, named: str | None
) -> dict:
	lead = named or item["lead_unit"]
	return {
		"name": f"{code}-{item['serial']}",
		"list": code,
		"serial": item["serial"],
		"starred": int(bool(item["starred"])),
		"text": item["text"],
		"tags": "\n".join(item["tags"]),
		"leader": item.get("leader") or section["leader"] or None,
		"lead_unit": settlement.units[lead] if lead else None,
		"lead_rule": "named_at_import" if named else item["lead_rule"] or "",
		"units_raw": item["units_raw"] or "",
		"province_lead": "、".join(item["province_lead"]),
		"section_number": section["number"] or 0,
		"section_heading": section["heading"],
		"source_line": item.get("line"),
	}


def _task_rows(
	key_work: dict, item: Mapping, settlement: Settlement, listed: int, said: Mapping
) -> Iterator[dict]:
	for position, task in enumerate(item["tasks"], start=1):
		number = task["number"] or position
		deadline = task["deadline"]
		leading = _leading(
			key_work, task, settlement, settlement.leads.get((listed, item["serial"], position))
		)
		yield {
			"name": f"{key_work['name']}-{number:02d}",
			"list": key_work["list"],
			"key_work": key_work["name"],
			"number": number,
			"text": task["text"],
			"key_work_text": key_work["text"],
			"source_line": task["line"],
			"leader": leading["leader"],
			"lead_unit": leading["lead_unit"],
			"deadline_raw": deadline["raw"],
			**_said(item, task, said),
			"deadline_kind": (deadline["kind"] or "").title(),
			"due_date": deadline["final"],
			"due_order": due_order(deadline["final"]),
			"milestone_due": _next_milestone(deadline),
			**_cycle(deadline, said),
			"milestones": [
				milestone(day["date"], day["precision"], day["label"]) for day in deadline["dates"]
			],
			"targets": target_rows(task.get("targets") or ()),
			"further": further_words(task),
			"units": _unit_rows(leading, units_of(item, task), deadline["final"], settlement),
		}


def units_of(item: Mapping, task: Mapping) -> Sequence[Mapping]:
	"""The units of a task: its own where the document names them, else those of its key work."""
	own = task.get("units")
	return item["units"] if own is None else own


def _leading(key_work: dict, task: Mapping, settlement: Settlement, named: str | None) -> dict:
	"""List, leader and lead unit of a task that may have its own."""
	lead = named or task.get("lead_unit")
	own = key_work["lead_unit"] if task.get("units") is None else settlement.units[lead] if lead else None
	return {"list": key_work["list"], "leader": task.get("leader") or key_work["leader"], "lead_unit": own}


def _next_milestone(deadline: Mapping) -> str | None:
	"""The first of several days, which is reported on its own; the last is the task's due date."""
	days = [
		day["date"] for day in deadline["dates"] if day["date"] and day["date"] < (deadline["final"] or "")
	]
	return min(days, default=None) if deadline["kind"] == "milestones" else None


def _cycle(deadline: Mapping, said: Mapping) -> dict:
	"""How often what recurs is due; its periods are made when it is handed out."""
	recurs, words = deadline["kind"] == "recurring", deadline["raw"] or said.get("deadline") or ""
	cycle = cycle_of(words) if recurs else None
	return {"cycle": cycle.value if cycle else "", "cycle_day": day_of(words) if recurs else 0}


def _said(item: Mapping, task: Mapping, said: Mapping) -> dict:
	"""What of a task is no word of the document but was said for all of it, in the words of whoever said it."""
	of_task = task.get("said") or ()
	of_units = of_task if task.get("units") is not None else item.get("said") or ()
	units = [said[what] for what in ("units", "lead") if what in of_units]
	return {
		"deadline_said": said["deadline"] if "deadline" in of_task else "",
		"units_said": "；".join(units),
	}


def further_words(task: Mapping) -> str:
	"""What stands in columns that have no field of their own, each under its heading, a column a line."""
	found = (f"{each['heading']}：{each['text']}" for each in task.get("further") or ())
	return "\n".join(found)


def _unit_rows(
	leading: dict, units: Sequence[Mapping], due_date: str | None, settlement: Settlement
) -> list[dict]:
	rows: dict[str, dict] = {}
	for written in units:
		unit = settlement.units[written["name"]]
		duty = "Lead" if unit == leading["lead_unit"] else "Cooperating"
		row = {"unit": unit, "duty": duty, "raw": written["raw"], "due_order": due_order(due_date)}
		row |= leading
		rows.setdefault(unit, {**row, "state": TaskState.WAITING.value})
	return list(rows.values())


def each_item(parsed: Mapping) -> Iterator[Mapping]:
	"""The items of all lists, in the document's order."""
	for parsed_list in parsed["lists"]:
		yield from _items_of(parsed_list)


def _items_of(parsed_list: Mapping) -> Iterator[Mapping]:
	for section in parsed_list["sections"]:
		yield from section["items"]


def open_leads(parsed: Mapping) -> Iterator[dict]:
	"""Where people have to name or confirm the lead: `{list_number, serial, task, line, units_raw, lead}`.

	`task` is 0 for a key work, else the place of a task that has units of its own. `lead` is the proposal: the first unit of
	the cell, or the group that stands there alone.
	"""
	for position, parsed_list in enumerate(parsed["lists"], start=1):
		for item in _items_of(parsed_list):
			for task, said in enumerate((item, *item["tasks"])):
				if said.get("units") and _lead_is_open(said):
					yield {
						"list_number": position,
						"serial": item["serial"],
						"task": task,
						"line": said["line"],
						"units_raw": said["units_raw"],
						"lead": said["lead_unit"] or said["units"][0]["name"],
					}


def repeated_names(rows: Rows) -> list[str]:
	"""Names that two key works or two tasks would share; the document has to be mended first."""
	seen: set[str] = set()
	twice: dict[str, None] = {}
	for row in (*rows.key_works, *rows.tasks):
		if row["name"] in seen:
			twice[row["name"]] = None
		seen.add(row["name"])
	return list(twice)


def _lead_is_open(said: Mapping) -> bool:
	lead = said["lead_unit"]
	return lead is None or any(unit["name"] == lead and unit["kind"] == "group" for unit in said["units"])
