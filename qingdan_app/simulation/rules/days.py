"""On which days people of the town act: working days on which nothing is out of order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

DAY = timedelta(days=1)
Works = Callable[[date], bool]


@dataclass(frozen=True)
class Days:
	"""The calendar of the town."""

	works: Works
	outages: frozenset[date]

	def act_on(self, day: date) -> bool:
		return self.works(day) and day not in self.outages

	def on(self, day: date) -> date:
		"""This day, or the next one on which people act."""
		while not self.act_on(day):
			day += DAY
		return day

	def after(self, day: date, number: int) -> date:
		"""So many such days later, one at least."""
		for _step in range(max(number, 1)):
			day = self.on(day + DAY)
		return day


def outages(rng: Random, first: date, last: date, kept: frozenset[date], number: int = 4) -> frozenset[date]:
	"""Some stretches of one to four days on which nothing runs, none of them around a day that is `kept` free."""
	found: set[date] = set()
	length = (last - first).days
	while number:
		begins, days = first + rng.randrange(length - 10) * DAY, rng.randint(1, 4)
		stretch = {begins + each * DAY for each in range(days)}
		around = {begins + each * DAY for each in range(-2, days + 2)}
		if not around & (kept | found):
			found |= stretch
			number -= 1
	return frozenset(found)
