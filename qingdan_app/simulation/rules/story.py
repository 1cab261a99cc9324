"""What becomes of one task in the year: received or refused, started, reported on, completed, returned, late, written about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from qingdan_app.simulation.rules.days import DAY, Days
from qingdan_app.simulation.rules.deed import SUPERVISION, Act, Deed, Duty, Post
from qingdan_app.simulation.rules.monthly import Underway, reports
from qingdan_app.simulation.rules.town import Town, Work
from qingdan_app.simulation.rules.written_about import written

MORE_TIME = 30
"""So many days a unit that pleads asks for."""


@dataclass
class Story:
	"""A task on its way; `lead` and `due` are as they are by now."""

	town: Town
	work: Work
	rng: Random
	days: Days

	def __post_init__(self):
		self.lead, self.due = self.work.lead, self.work.due

	def told(self) -> Iterator[Act]:
		"""Everything that is done about it."""
		received = yield from self._received()
		begins = self.town.manner_of(self.lead).begins
		started = self.days.after(received, self.rng.randint(*begins))
		yield self._act(started, self._liaison(started), Deed.START)
		yield from self._pleading(started)
		underway = yield from self._completing(started)
		yield from reports(self, underway)
		yield from written(self, underway)

	def chance(self, part: float) -> bool:
		return self.rng.random() < part

	def liaison_of(self, unit: str, day: date) -> Post:
		return Post(Duty.LIAISON, self.town.unit_on(unit, day))

	def office(self, day: date) -> Post:
		return Post(Duty.OFFICE, self.town.leader_on(self.work.leader, day))

	def _received(self) -> Iterator[Act]:
		"""The day from which on the unit has it that will lead it."""
		issued = self.town.issued
		if not self.chance(self.town.manner_of(self.lead).refuses):
			return issued
		refused = self.days.after(issued, 1)
		yield self._act(refused, self._liaison(refused), Deed.REFUSE)
		settled = self.days.after(refused, 2)
		if self.chance(0.5):
			self.lead = self._another_unit()
			yield self._act(settled, SUPERVISION, Deed.REASSIGN, unit=self.lead)
			return settled
		yield self._act(settled, SUPERVISION, Deed.INSIST)
		again = self.days.after(settled, 1)
		yield self._act(again, self._liaison(again), Deed.REFUSE, in_vain=True)
		return again

	def _pleading(self, started: date) -> Iterator[Act]:
		"""Asked for in time it is granted or not; after the deadline a unit asks in vain."""
		if not self.chance(self.town.manner_of(self.lead).pleads):
			return
		asked = self.days.on(max(self.due - 15 * DAY, started + DAY))
		decided = self.days.after(asked, 3)
		if decided >= self.due:
			return
		later = self.due + MORE_TIME * DAY
		yield self._act(asked, self._liaison(asked), Deed.ASK_EXTENSION, until=later)
		if self.chance(0.6):
			yield self._act(decided, SUPERVISION, Deed.GRANT)
			self.due = later
			return
		yield self._act(decided, self._head(decided), Deed.DENY)
		again = self.days.on(self.due + DAY)
		yield self._act(again, self._liaison(again), Deed.ASK_EXTENSION, in_vain=True, until=later)

	def _completing(self, started: date) -> Iterator[Act]:
		"""From when to when it is under way; the first completion may come back."""
		manner, underway = self.town.manner_of(self.lead), Underway(started, self.town.until)
		if not self.chance(manner.finishes):
			return underway
		meant = self.due + self.rng.randint(*manner.completes) * DAY
		filed = self.days.on(max(meant, started + 3 * DAY))
		decided = yield from self._sent_in(filed)
		strict = self.town.leader_on(self.work.leader, decided) in self.town.strict
		if not self.chance(0.6 if strict else manner.returned):
			yield self._act(decided, self.office(decided), Deed.ACCEPT)
			return underway.until(filed)
		yield self._act(decided, self.office(decided), Deed.RETURN)
		again = self.days.after(decided, self.rng.randint(4, 12))
		accepted = yield from self._sent_in(again)
		yield self._act(accepted, self.office(accepted), Deed.ACCEPT)
		return underway.until(filed).again(decided, again)

	def _sent_in(self, filed: date) -> Iterator[Act]:
		"""Filed by the liaison, agreed to by the head; the day on which the office decides."""
		yield self._act(filed, self._liaison(filed), Deed.COMPLETE)
		agreed = self.days.after(filed, 1)
		yield self._act(agreed, self._head(agreed), Deed.AGREE)
		return self.days.after(agreed, self.rng.randint(1, 4))

	def _another_unit(self) -> str:
		taken = {self.work.lead, *self.work.cooperating}
		return self.rng.choice(
			sorted(unit for unit in self.town.units if unit not in taken and self.town.lasts(unit))
		)

	def _liaison(self, day: date) -> Post:
		return self.liaison_of(self.lead, day)

	def _head(self, day: date) -> Post:
		return Post(Duty.HEAD, self.town.unit_on(self.lead, day))

	def _act(self, day: date, who: Post, deed: Deed, in_vain: bool = False, **words: object) -> Act:
		return Act(day, who, deed, self.work.key, words, in_vain)
