"""Numbers that are repeated, skipped or missing: of lists, sections, items and tasks."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qingdan_app.parsing.drafts import ItemDraft, ListDraft
from qingdan_app.parsing.issues import IssueLog


class Gap(NamedTuple):
	"""A number out of its order: where, which, and the one expected there (None if it stands twice)."""

	line: int
	number: int
	expected: int | None


def gaps(numbered: Iterable[tuple[int, int | None]]) -> Iterator[Gap]:
	"""The numbers, given with their lines, that stand twice or do not follow the one before."""
	seen: set[int] = set()
	last = 0
	for line, number in numbered:
		if number is None:
			continue
		if number in seen:
			yield Gap(line, number, None)
		elif number != last + 1:
			yield Gap(line, number, last + 1)
		seen.add(number)
		last = number


def check_numbers(lists: list[ListDraft], log: IssueLog) -> None:
	"""Raise an issue for every number of the drafts that is repeated, skipped or missing."""
	for gap in gaps((draft.line, draft.number) for draft in lists):
		_report(log, gap, "list", number=gap.number)
	for draft in lists:
		for gap in gaps((section.line, section.number) for section in draft.sections):
			_report(log, gap, "section", number=gap.number)
		for gap in gaps((item.line, item.serial.number) for item in draft.items):
			_report(log, gap, "serial", serial=gap.number)
		for item in draft.items:
			_check_tasks(item, log)


def _report(log: IssueLog, gap: Gap, what: str, **params: object) -> None:
	if gap.expected is None:
		log.add(gap.line, f"{what}_repeated", **params)
	else:
		log.add(gap.line, f"{what}_skipped", expected=gap.expected, **params)


def _check_tasks(item: ItemDraft, log: IssueLog) -> None:
	for gap in gaps((task.line, task.number) for task in item.tasks):
		_report(log, gap, "task_number", serial=item.serial.number, number=gap.number)
	if not item.tasks:
		log.add(item.line, "item_without_task", serial=item.serial.number)
	if len(item.tasks) == 1 and item.number_in_doubt:
		log.add(item.tasks[0].line, "task_number_ambiguous", text=item.tasks[0].text)
	numbered = len(item.tasks) > 1 and any(task.number is not None for task in item.tasks)
	for task in item.tasks if numbered else ():
		if task.number is None:
			log.add(task.line, "task_number_missing", serial=item.serial.number)
