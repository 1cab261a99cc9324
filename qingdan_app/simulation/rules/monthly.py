"""What the units of a task report month by month, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from qingdan_app.simulation.rules.days import DAY
from qingdan_app.simulation.rules.deed import SUPERVISION, Act, Deed

if TYPE_CHECKING:
	from qingdan_app.simulation.rules.story import Story

DONE, NOTHING_SAID = "按计划推进，完成本月任务。", "略"
PROBLEM, SENT_BACK = "用地手续尚未办结，影响进度。", "请写明完成数量和下一步安排。"
MOST = 90.0
"""Percent a task stands at, at most, before it is completed."""


@dataclass(frozen=True)
class Underway:
	"""The days between which a task takes reports: neither of the two itself, and again after a return."""

	begins: date
	ends: date
	returned: date | None = None
	sent_again: date | None = None

	def until(self, day: date) -> Underway:
		return replace(self, ends=day)

	def again(self, returned: date, sent: date) -> Underway:
		return replace(self, returned=returned, sent_again=sent)

	@property
	def last(self) -> date:
		return self.sent_again or self.ends

	def has(self, day: date) -> bool:
		again = self.returned and self.sent_again and self.returned < day < self.sent_again
		return self.begins < day < self.ends or bool(again)


def reports(story: Story, underway: Underway) -> Iterator[Act]:
	"""Of the unit that leads and of those that help, for each month in which it is under way."""
	for unit in (story.lead, *story.work.cooperating):
		for number, month in enumerate(months(underway.begins, underway.last)):
			yield from _of_month(story, underway, unit, month, number)


def months(first: date, last: date) -> Iterator[date]:
	"""The first days of the months from that of a day to that of another."""
	month = first.replace(day=1)
	while month <= last:
		yield month
		month = (month + 31 * DAY).replace(day=1)


def _of_month(story: Story, underway: Underway, unit: str, month: date, number: int) -> Iterator[Act]:
	manner = story.town.manner_of(unit)
	due = month.replace(day=story.town.report_day)
	filed = story.days.on(due + story.rng.randint(*manner.files) * DAY)
	if not story.chance(manner.reports) or not underway.has(filed):
		return
	words = {
		"period": f"{month:%Y-%m}",
		"percent": min(10.0 * (number + 1), MOST),
		"done": NOTHING_SAID if story.chance(manner.empty) else DONE,
		"problems": PROBLEM if story.chance(manner.problems) else "",
	}
	key = story.work.key
	yield Act(filed, story.liaison_of(unit, filed), Deed.REPORT, key, words)
	answered = story.days.after(filed, story.rng.randint(1, 3))
	about = {"period": words["period"], "unit": unit}
	if not story.chance(manner.sent_back):
		if story.chance(0.6):
			yield Act(answered, _reviewer(story, unit, answered), Deed.ADOPT, key, about)
		return
	if not underway.has(answered):
		return
	yield Act(
		answered, _reviewer(story, unit, answered), Deed.SEND_BACK, key, {**about, "opinion": SENT_BACK}
	)
	mended = story.days.after(answered, story.rng.randint(2, 6))
	if underway.has(mended) and story.chance(0.8):
		yield Act(mended, story.liaison_of(unit, mended), Deed.REPORT, key, {**words, "done": DONE})


def _reviewer(story: Story, unit: str, day: date):
	"""The unit that leads reviews what helping ones have filed, and supervision what it has filed itself."""
	return SUPERVISION if unit == story.lead else story.liaison_of(story.lead, day)
