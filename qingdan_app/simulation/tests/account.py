"""An independent account of a year: what should have become of every task, worked out from the plan alone, day by day.

Deliberately plain, and without any of the app's rules: what two ways of counting agree on is right, or wrong twice in the same way.
"""

from datetime import date, timedelta

from qingdan_app.simulation.rules.deed import Act, Deed, Plan
from qingdan_app.simulation.rules.town import Town
from qingdan_app.simulation.tests.accounted import Filed, Matter, Shone
from qingdan_app.simulation.tests.accounted_acts import ACTS

DAY = timedelta(days=1)
STAGNANT, REMEMBERED = 60, 30
ACKNOWLEDGED_WITHIN = 2
"""Working days: fourteen hours of seven a day."""


class Account:
	"""The year as it should have been; `lights` are its changes of lights."""

	def __init__(self, town: Town, plan: Plan):
		self.town, self.plan = town, plan
		self.matters = {
			work.key: Matter(work, work.lead, work.leader, work.due, [*work.cooperating])
			for work in town.works
		}
		self.lights: list[Shone] = []
		self.ordered: list[Act] = []
		self.merged: dict[str, str] = {}
		self._number = 0

	def of_today(self, unit: str) -> str:
		return self.merged.get(unit, unit)

	def night(self, day: date) -> None:
		"""What time does: orders are carried out, tasks and papers become late, lights follow."""
		self._carry_out(day)
		for key, matter in self.matters.items():
			if matter.is_open and matter.due < day and not matter.late_since:
				self._late(matter)
			for paper in (matter.notice, matter.instruction):
				if paper and paper.with_unit and paper.due < day and not paper.late_since:
					paper.late_since = paper.due + DAY
					paper.was_late_since = paper.was_late_since or paper.late_since
			self.shine(key, day)

	def do(self, act: Act) -> None:
		"""What an act does."""
		self._number += 1
		if act.deed is Deed.HAND_OUT:
			for key, matter in self.matters.items():
				matter.state, matter.acknowledge_by = "waiting", self.working_after(act.day)
				self.shine(key, act.day)
		elif act.deed in (Deed.REPLACE_LEADER, Deed.MERGE_UNITS):
			self.ordered.append(act)
		elif act.work:
			if what := ACTS.get(act.deed):
				what(self, self.matters[act.work], act)
			self.shine(act.work, act.day)

	def working_after(self, day: date) -> date:
		left = ACKNOWLEDGED_WITHIN
		while left:
			day += DAY
			left -= self.works(day)
		return day

	def works(self, day: date) -> bool:
		raise NotImplementedError

	def due_of(self, month: str) -> date:
		return date(int(month[:4]), int(month[5:]), self.town.report_day)

	def months_until(self, matter: Matter, day: date) -> list[str]:
		"""The months that have begun since the task was started."""
		if not matter.started:
			return []
		first, last = matter.started.year * 12 + matter.started.month - 1, day.year * 12 + day.month - 1
		return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(first, last + 1)]

	def has_filed(self, matter: Matter, unit: str, month: str) -> bool:
		return any(
			each.stands and each.month == month and self.of_today(each.unit) == self.of_today(unit)
			for each in matter.filed
		)

	def unfiled(self, matter: Matter, unit: str, day: date) -> list[date]:
		"""The days by which it was to report, or is, for months that have begun and that it has not reported."""
		months = self.months_until(matter, day) if matter.state == "moving" else []
		return [self.due_of(month) for month in months if not self.has_filed(matter, unit, month)]

	def missing(self, matter: Matter, unit: str, day: date) -> int:
		return sum(due < day for due in self.unfiled(matter, unit, day))

	def shine(self, key: str, day: date) -> None:
		"""Note a light that is another one today."""
		matter = self.matters[key]
		light, rule, remembered = self._light(matter, day)
		if light != matter.light:
			self.lights.append(Shone(key, day, matter.light, light, rule, remembered))
			matter.light = light

	def _light(self, matter: Matter, day: date) -> tuple[str, str, bool]:
		if matter.state in ("drafted", "done"):
			return "", "", False
		missing = self.missing(matter, matter.lead, day) > 0
		if missing:
			matter.yellow_until = None
		elif matter.missing_held:
			matter.yellow_until = day + (REMEMBERED - 1) * DAY
		matter.missing_held = missing
		if matter.late_since:
			return "Red", "逾期", False
		if missing:
			return "Red", "当期未报", False
		if self._has_problem(matter):
			return "Yellow", "反映问题", False
		if matter.state == "moving" and (day - matter.heard).days >= STAGNANT:
			return "Yellow", "久无进展", False
		if matter.yellow_until and day <= matter.yellow_until:
			return "Yellow", "当期未报", True
		return "Green", "", False

	def _has_problem(self, matter: Matter) -> bool:
		last = self.last_filed(matter)
		return bool(last and last.problem)

	def last_filed(self, matter: Matter) -> Filed | None:
		"""The report for the latest month, whenever it was filed."""
		standing = [each for each in matter.filed if each.stands]
		return max(standing, key=lambda each: (each.month, each.place), default=None)

	def _late(self, matter: Matter) -> None:
		matter.late_since = matter.due + DAY
		matter.was_late_since = matter.was_late_since or matter.late_since

	def judge(self, matter: Matter, filed: date) -> None:
		"""Late where it was filed after its day, or, not filed, is still open after it."""
		matter.late_since = None
		if filed > matter.due:
			self._late(matter)

	def _carry_out(self, day: date) -> None:
		for order in [each for each in self.ordered if each.words["from"] <= day]:
			self.ordered.remove(order)
			earlier, later = order.words["earlier"], order.words["later"]
			if order.deed is Deed.MERGE_UNITS:
				self.merged[earlier] = later
			for key, matter in self.matters.items():
				if matter.state != "done":
					_hand_over(matter, earlier, later, order.deed, day)
					self.shine(key, day)

	def file(self, matter: Matter, act: Act) -> None:
		unit, month = act.who.of, act.words["period"]
		same = (each for each in matter.filed if each.month == month and self.of_today(each.unit) == unit)
		found = next(same, None)
		if not found:
			found = Filed(unit, month, self.due_of(month), act.day, act.day, 0, False, False)
			matter.filed.append(found)
		found.last, found.place, found.stands = act.day, self._number, True
		found.empty, found.problem = len(act.words["done"]) < 5, bool(act.words["problems"])
		self.hear(matter)

	def send_back(self, matter: Matter, act: Act) -> None:
		unit, month = self.of_today(act.words["unit"]), act.words["period"]
		for each in matter.filed:
			if each.month == month and self.of_today(each.unit) == unit:
				each.stands = False
				matter.sent_back.append((act.day, each.unit, month))
		self.hear(matter)

	def hear(self, matter: Matter) -> None:
		last = self.last_filed(matter)
		matter.heard = last.last if last else matter.started


def _hand_over(matter: Matter, earlier: str, later: str, deed: Deed, day: date) -> None:
	if deed is Deed.REPLACE_LEADER:
		matter.leader = later if matter.leader == earlier else matter.leader
		return
	if matter.lead == earlier:
		matter.lead = later
		matter.leads.append((day, earlier))
	matter.cooperating = [later if unit == earlier else unit for unit in matter.cooperating]
