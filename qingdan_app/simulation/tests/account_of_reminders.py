"""The independent account of reminders: of what each person should have been reminded, on which day, and which mornings they were told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qingdan_app.simulation.rules.deed import Duty, Post
from qingdan_app.simulation.tests.account import DAY, Account
from qingdan_app.simulation.tests.accounted import Matter

UNIT, HEAD, SUPERVISION, OFFICE, ASKED = "unit", "head", "supervision", "office", "asked"
FARTHEST = 366


class Rung(NamedTuple):
	about: str
	days: tuple[int, ...]
	whom: tuple[str, ...]
	every: int = 0
	working: bool = False


BEFORE = (
	Rung("Deadline Ahead", (90, 30, 15, 7, 3, 1), (UNIT,)),
	Rung("Report Ahead", (3, 1), (UNIT,)),
	Rung("Answer to a Notice Ahead", (1,), (ASKED,)),
	Rung("Answer to an Instruction Ahead", (3, 1), (ASKED,)),
)
AFTER = (
	Rung("Not Acknowledged", (1,), (HEAD,), working=True),
	Rung("Not Acknowledged", (3,), (SUPERVISION,), working=True),
	Rung("Report Missing", (1,), (UNIT,)),
	Rung("Report Missing", (3,), (HEAD,)),
	Rung("Report Missing", (7,), (SUPERVISION,), 7),
	Rung("Task Late", (1,), (UNIT, HEAD)),
	Rung("Task Late", (7,), (HEAD, SUPERVISION), 7),
	Rung("Task Late", (15,), (OFFICE,), 30),
	Rung("No Report for Long", (45,), (UNIT, HEAD), 15),
	Rung("No Report for Long", (90,), (SUPERVISION,), 30),
	Rung("Answer to a Notice Late", (1,), (ASKED,)),
	Rung("Answer to a Notice Late", (3,), (SUPERVISION,), 7),
	Rung("Answer to an Instruction Late", (1,), (ASKED,)),
	Rung("Answer to an Instruction Late", (3,), (OFFICE, SUPERVISION), 7),
)
"""The rungs of 逐级提醒, as its table says them; nobody has anything in hand, so that a handler's are the liaison's."""


class Pressing(NamedTuple):
	"""Something that presses: what, of which task, for which unit, counted from which day."""

	about: str
	task: str
	unit: str
	counted: date
	leader: str


@dataclass(frozen=True)
class Reminded:
	"""Who is reminded of what, and the day on which that is due."""

	who: Post
	about: str
	task: str
	unit: str
	counted: date
	due_on: date


class AccountOfReminders(Account):
	"""`reminded` are all reminders, `digests` who was told on which morning."""

	def __init__(self, *words):
		super().__init__(*words)
		self.reminded: dict[tuple, Reminded] = {}
		self.digests: set[tuple[Post, date]] = set()
		self._waiting: list[Reminded] = []
		self._reached: date | None = None

	def collect(self, day: date) -> None:
		"""The reminders that are due by today, since the last night that worked."""
		first = (self._reached or day - DAY) + DAY
		for item in self._pressing(day):
			for rung, ahead in (*((each, True) for each in BEFORE), *((each, False) for each in AFTER)):
				if rung.about == item.about and not (ahead and item.counted < day):
					told = [each for each in self._days(rung, ahead, item.counted) if first <= each <= day]
					self._remind(rung, item, max(told, default=None))
		self._reached = day

	def tell(self, day: date) -> None:
		"""On a working morning each person is told of what waits for them and still presses."""
		if not self.works(day):
			return
		still = {each[:4] for each in self._pressing(day)}
		for each in self._waiting:
			over = each.about.endswith("Ahead") and each.counted < day
			if not over and (each.about, each.task, each.unit, each.counted) in still:
				self.digests.add((each.who, day))
		self._waiting = []

	def _remind(self, rung: Rung, item: Pressing, due_on: date | None) -> None:
		for who in self._whom(rung, item) if due_on else ():
			key = (who, item.about, item.task, item.unit, due_on)
			if key not in self.reminded:
				self.reminded[key] = Reminded(who, *item[:4], due_on)
				self._waiting.append(self.reminded[key])

	def _days(self, rung: Rung, ahead: bool, counted: date) -> Iterator[date]:
		again = range(max(rung.days), FARTHEST + 1, rung.every) if rung.every else ()
		for step in {*rung.days, *again}:
			if ahead:
				yield self._beside(counted - step * DAY, -DAY)
			elif rung.working:
				yield self._working(counted, step)
			else:
				yield self._beside(counted + step * DAY, DAY)

	def _beside(self, day: date, step) -> date:
		while not self.works(day):
			day += step
		return day

	def _working(self, day: date, number: int) -> date:
		while number:
			day += DAY
			number -= self.works(day)
		return day

	def _whom(self, rung: Rung, item: Pressing) -> set[Post]:
		liaisons = {Post(Duty.LIAISON, unit) for unit in self._bodies(item.unit)}
		heads = {Post(Duty.HEAD, unit) for unit in self._bodies(item.unit)}
		people = {
			UNIT: liaisons,
			HEAD: heads,
			ASKED: liaisons | heads,
			SUPERVISION: {Post(Duty.SUPERVISION)},
			OFFICE: {Post(Duty.OFFICE, item.leader)},
		}
		return set().union(*(people[whom] for whom in rung.whom))

	def _bodies(self, unit: str) -> set[str]:
		"""Where somebody's duty came from: of a unit that has taken another one in, both."""
		return {unit, *(earlier for earlier, later in self.merged.items() if later == unit)}

	def _pressing(self, day: date) -> Iterator[Pressing]:
		for key, matter in self.matters.items():
			yield from self._of_task(key, matter)
			yield from self._of_reports(key, matter, day)
			for kind, paper in (("a Notice", matter.notice), ("an Instruction", matter.instruction)):
				if paper and paper.with_unit:
					leader = matter.leader if kind == "a Notice" else paper.leader
					yield Pressing(f"Answer to {kind} Ahead", key, paper.unit, paper.due, leader)
					if paper.late_since:
						yield Pressing(f"Answer to {kind} Late", key, paper.unit, paper.due, leader)

	def _of_task(self, key: str, matter: Matter) -> Iterator[Pressing]:
		def about(what: str, counted: date) -> Pressing:
			return Pressing(what, key, matter.lead, counted, matter.leader)

		if matter.is_open:
			yield about("Deadline Ahead", matter.due)
			if matter.late_since:
				yield about("Task Late", matter.due)
		if matter.state == "waiting" and matter.acknowledge_by:
			yield about("Not Acknowledged", matter.acknowledge_by)
		if matter.state == "moving":
			yield about("No Report for Long", matter.heard)

	def _of_reports(self, key: str, matter: Matter, day: date) -> Iterator[Pressing]:
		if matter.state != "moving":
			return
		following = (day.replace(day=1) + 31 * DAY).replace(day=self.town.report_day)
		for unit in (matter.lead, *matter.cooperating):
			due = min([*self.unfiled(matter, unit, day), following])
			kind = "Report Missing" if due < day else "Report Ahead"
			yield Pressing(kind, key, unit, due, matter.leader)
