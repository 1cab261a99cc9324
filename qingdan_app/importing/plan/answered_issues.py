"""Issues that people have answered: which task each is about, and the document as it reads with the answers.

What the document says itself stays as it was read; an answer changes what is written of it to the site.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qingdan_app.importing.plan.issue_natures import ANSWERS, Asked

_CELL = re.compile(r"![A-Z]+(?=\d+$)")
LONGEST_QUOTE = 300
OF_TASKS = ("task_units_missing", "units_continued")
"""Kinds of issues about the units of one task, whether it has some of its own or not."""


class Address(NamedTuple):
	"""A task of the document: the place of its list from 1, the serial of its key work, its place in it from 1; 0 is the key work."""

	list_number: int
	serial: int
	task: int


@dataclass(frozen=True)
class Answer:
	"""What people have said of a task: `deadline` as {kind, due}, or the names of its `units` and of the one that leads."""

	address: Address
	deadline: Mapping | None = None
	units: Sequence[str] | None = None
	lead: str | None = None


class _Standing(NamedTuple):
	"""Something that is read, and where it stands."""

	line: int
	address: Address
	row: str
	deadline: str | None = None
	own_units: bool = False


def addresses(parsed: Mapping) -> list[Address | None]:
	"""For each issue the task or key work that it is about; None where it stands before all of them."""
	standing = sorted(_standing(parsed), key=lambda each: each.line)
	lines, rows = [each.line for each in standing], {}
	for each in standing:
		rows.setdefault(each.row, each.address)
	own = {each.address for each in standing if each.own_units}
	by_phrase = _by_phrase(parsed["issues"], standing)
	found = []
	for number, issue in enumerate(parsed["issues"]):
		at = bisect_right(lines, issue["line"])
		near = rows.get(_row(issue)) or (standing[at - 1].address if at else None)
		found.append(by_phrase.get(number) or (near and _meant(issue["code"], near, own)))
	return found


def _meant(code: str, near: Address, own: set[Address]) -> Address:
	"""A deadline is that of a task; units are those of the task where it has its own, else those of its key work."""
	asked, first = ANSWERS.get(code), near._replace(task=near.task or 1)
	if asked is Asked.DEADLINE or code in OF_TASKS or first in own:
		return first if asked else near
	return near._replace(task=0) if asked else near


def answered(parsed: Mapping, answers: Iterable[Answer]) -> dict:
	"""The parsed document as it reads with these answers; what it says itself is left alone."""
	by_address: dict[Address, Answer] = {}
	for answer in answers:
		by_address[answer.address] = _merged(by_address.get(answer.address), answer)
	if not by_address:
		return dict(parsed)
	lists = [_list(position, one, by_address) for position, one in enumerate(parsed["lists"], start=1)]
	return {**parsed, "lists": lists}


def _standing(parsed: Mapping) -> Iterator[_Standing]:
	for position, one in enumerate(parsed["lists"], start=1):
		for item in (item for section in one["sections"] for item in section["items"]):
			yield _Standing(item["line"], Address(position, item["serial"], 0), _row(item))
			for number, task in enumerate(item["tasks"], start=1):
				address = Address(position, item["serial"], number)
				own = task.get("units") is not None
				yield _Standing(task["line"], address, _row(task), quoted(task["deadline"]["raw"]), own)


def _row(placed: Mapping) -> str:
	"""The row of a table that something stands in: all cells of a row of a sheet have one."""
	return _CELL.sub("!", placed.get("place") or str(placed["line"]))


def _by_phrase(issues: Sequence[Mapping], standing: Sequence[_Standing]) -> dict[int, Address]:
	"""Number of an issue of a deadline → its task, where as many tasks have the phrase as are asked about: wherever the column stands."""
	asked: dict[tuple, list[int]] = defaultdict(list)
	for number, issue in enumerate(issues):
		if ANSWERS.get(issue["code"]) is Asked.DEADLINE:
			said = issue.get("said") or {}
			asked[said.get("text", ""), issue["code"], said.get("reason", "")].append(number)
	tasks: dict[str, list[Address]] = defaultdict(list)
	for each in standing:
		if each.deadline is not None:
			tasks[each.deadline].append(each.address)
	found = {}
	for (phrase, _code, _reason), numbers in asked.items():
		if len(numbers) == len(tasks[phrase]):
			found |= dict(zip(numbers, tasks[phrase], strict=True))
	return found


def quoted(words: str) -> str:
	"""Words as an issue quotes them."""
	words = " ".join(words.split())
	return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"


def _merged(one: Answer | None, other: Answer) -> Answer:
	"""What two answers say of one task; the later one counts where both say something."""
	if one is None:
		return other
	units = one.units if other.units is None else other.units
	return Answer(other.address, other.deadline or one.deadline, units, other.lead or one.lead)


def _list(position: int, one: Mapping, answers: Mapping[Address, Answer]) -> dict:
	sections = [
		{**section, "items": [_item(position, item, answers) for item in section["items"]]}
		for section in one["sections"]
	]
	return {**one, "sections": sections}


def _item(position: int, item: Mapping, answers: Mapping[Address, Answer]) -> dict:
	tasks = [
		_said(task, answers.get(Address(position, item["serial"], number)))
		for number, task in enumerate(item["tasks"], start=1)
	]
	return {**_said(item, answers.get(Address(position, item["serial"], 0))), "tasks": tasks}


def _said(read: Mapping, answer: Answer | None) -> dict:
	found = dict(read)
	if answer and answer.deadline and "deadline" in read:
		found |= _dated(read, answer.deadline)
	if answer and answer.units is not None:
		found |= _manned(read, answer)
	return found


def _dated(task: Mapping, said: Mapping) -> dict:
	due = said.get("due") or None
	dates = [{"date": due, "precision": "day", "label": None}] if due else []
	targets = [
		target
		if target.get("by_source") == "text"
		else {**target, "by": due, "by_source": due and "deadline"}
		for target in task.get("targets") or ()
	]
	deadline = {"raw": task["deadline"]["raw"], "kind": said["kind"], "dates": dates, "final": due}
	return {"deadline": deadline, "targets": targets}


def _manned(read: Mapping, answer: Answer) -> dict:
	known = {unit["name"]: unit for unit in read.get("units") or ()}
	units = [known.get(name) or _unit(name) for name in answer.units]
	lead = answer.lead if answer.lead in answer.units else next(iter(answer.units), None)
	return {
		"units": units,
		"units_raw": read.get("units_raw") or "",
		"lead_unit": lead,
		"lead_units": [lead] if lead else [],
		"lead_rule": "named_at_import" if lead else "",
	}


def _unit(name: str) -> dict:
	return {"raw": name, "name": name, "alias": None, "kind": "unit", "role": None}
