"""What was read of a document, a line each to look at: lists, sections, key works and tasks, with who, whose and until when."""

from collections.abc import Iterator, Mapping, Sequence

from qingdan_app.importing.plan.planned_rows import title_of, units_of


def read_entries(parsed: Mapping) -> list[dict]:
	"""All entries in the document's order, each with its `kind`, its `line`, and for key works and tasks their address."""
	return [
		entry
		for position, one in enumerate(parsed["lists"], start=1)
		for entry in _list(parsed, one, position)
	]


def entry_at(entries: Sequence[Mapping], line: int) -> int:
	"""The place, from 0, of the last entry that begins at or before a line; the first one where none does."""
	found = 0
	for at, entry in enumerate(entries):
		if (entry["line"] or 0) <= line:
			found = at
	return found


def _list(parsed: Mapping, one: Mapping, position: int) -> Iterator[dict]:
	yield {"kind": "list", "line": one["line"], "text": title_of(parsed, one), "list_number": position}
	for section in one["sections"]:
		if section["heading"]:
			yield {"kind": "section", "line": section["line"], "text": section["heading"]}
		for item in section["items"]:
			yield from _item(section, item, position)


def _item(section: Mapping, item: Mapping, position: int) -> Iterator[dict]:
	leader = item.get("leader") or section["leader"] or ""
	address = {"list_number": position, "serial": item["serial"]}
	yield {
		"kind": "key_work",
		**address,
		"task": 0,
		"number": item.get("number") or str(item["serial"]),
		**_place(item),
		"text": item["text"],
		"leader": leader,
		**_units(item),
	}
	for number, task in enumerate(item["tasks"], start=1):
		yield {"kind": "task", **address, "task": number, **_task(item, task, leader)}


def _task(item: Mapping, task: Mapping, leader: str) -> dict:
	own = task.get("units") is not None
	deadline = task["deadline"]
	return {
		"number": str(task["number"] or ""),
		**_place(task),
		"text": task["text"],
		"leader": task.get("leader") or leader,
		**_units(task if own else {**item, "units": units_of(item, task)}),
		"deadline": {"raw": deadline["raw"], "kind": deadline["kind"] or "", "due": deadline["final"]},
		"targets": [target["quote"] for target in task.get("targets") or ()],
	}


def _place(said: Mapping) -> dict:
	return {"line": said["line"], "place": said.get("place") or ""}


def _units(said: Mapping) -> dict:
	return {"lead": said.get("lead_unit") or "", "units": [unit["name"] for unit in said.get("units") or ()]}
