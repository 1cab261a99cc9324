"""The independent account of scores, and of the whole year: what each unit should have come to in each month."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from qingdan_app.simulation.rules.deed import Deed, Plan
from qingdan_app.simulation.rules.town import Town
from qingdan_app.simulation.tests.account import DAY
from qingdan_app.simulation.tests.account_of_reminders import AccountOfReminders
from qingdan_app.simulation.tests.accounted import Filed, Matter, Paper

BASE, IN_TIME, LATE, SENT_BACK, MISSING, EMPTY = 100, 1, -1, -2, -10, -5
LEFT_BY_LEAD, LEFT_BY_HELP, UNANSWERED = -5, -3, -2
NOTICES = {"Yellow": -2, "Red": -5}
Points = tuple[str, int, tuple[str, str]]
"""A unit, what it is given, and the task and month of the cause."""


class WholeAccount(AccountOfReminders):
	"""`scores` are the totals of units by the first day of the month that was counted."""

	def __init__(self, town: Town, plan: Plan, works: Callable[[date], bool]):
		super().__init__(town, plan)
		self.works = works
		self.scores: dict[date, dict[str, int]] = {}

	def run(self, until: date | None = None) -> "WholeAccount":
		acts = {day: [*found] for day, found in groupby(self.plan.acts, lambda act: act.day)}
		day = self.plan.first
		while day <= (until or self.plan.last):
			if day not in self.plan.outages:
				self.night(day)
				self.collect(day)
				self.tell(day)
			for act in acts.get(day, ()):
				if act.deed is Deed.COUNT_SCORES:
					self.scores[act.words["first"]] = self._count(act.words["first"], act.words["last"], day)
				elif not act.in_vain:
					self.do(act)
			day += DAY
		return self

	def _count(self, first: date, last: date, today: date) -> dict[str, int]:
		earned, lost = defaultdict(int), defaultdict(int)
		for key, matter in self.matters.items():
			for unit, points, cause in self._points(key, matter, first, last, today):
				if points > 0:
					earned[self.of_today(unit)] += points
				else:
					known = (self.of_today(unit), *cause)
					lost[known] = min(lost[known], points)
		units = {
			self.of_today(unit) for each in self.matters.values() for unit in (each.lead, *each.cooperating)
		}
		return {
			unit: BASE + earned[unit] + sum(points for known, points in lost.items() if known[0] == unit)
			for unit in units | set(earned) | {known[0] for known in lost}
		}

	def _points(self, key: str, matter: Matter, first: date, last: date, today: date) -> Iterator[Points]:
		def of_month(day: date) -> tuple[str, str]:
			return key, f"{day:%Y-%m}"

		for each in matter.filed:
			if each.stands and first <= each.due <= last:
				yield each.unit, self._worth(each), of_month(each.due)
		for day, unit, month in matter.sent_back:
			if first <= day <= last:
				yield unit, SENT_BACK, (key, month)
		for unit, due in self._missed(matter, first, min(last, today - DAY)):
			yield unit, MISSING, of_month(due)
		if since := self._left_since(matter, last):
			yield self._lead_on(matter, last), LEFT_BY_LEAD, of_month(since - DAY)
			yield from ((unit, LEFT_BY_HELP, of_month(since - DAY)) for unit in matter.cooperating)
		for paper in filter(None, (matter.notice, matter.instruction)):
			yield from self._of_paper(key, paper, first, last)

	def _worth(self, filed: Filed) -> int:
		if filed.empty:
			return EMPTY
		return LATE if filed.first > filed.due else IN_TIME

	def _missed(self, matter: Matter, first: date, last: date) -> Iterator[tuple[str, date]]:
		for month in self.months_until(matter, last):
			due = self.due_of(month)
			if not first <= due <= last or (matter.done and matter.done <= due):
				continue
			for unit in (self._lead_on(matter, due), *matter.cooperating):
				if not self.has_filed(matter, unit, month):
					yield unit, due

	def _left_since(self, matter: Matter, last: date) -> date | None:
		"""Since when it was overdue at the end of a day, where it was."""
		if matter.done:
			late = matter.done > last and matter.late_when_done and matter.was_late_since <= last
			return matter.was_late_since if late else None
		return matter.late_since if matter.late_since and matter.late_since <= last else None

	def _of_paper(self, key: str, paper: Paper, first: date, last: date) -> Iterator[Points]:
		if paper.level and first <= paper.issued <= last:
			yield paper.unit, NOTICES[paper.level], (key, f"{paper.issued:%Y-%m}")
		if paper.was_late_since and first <= paper.was_late_since <= last:
			yield paper.unit, UNANSWERED, (key, f"{paper.was_late_since - DAY:%Y-%m}")

	def _lead_on(self, matter: Matter, day: date) -> str:
		return next((unit for until, unit in matter.leads if until > day), matter.lead)
