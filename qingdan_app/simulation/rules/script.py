"""The script of a year: every act of everybody, from a list, the manners of units, and a seed. The same seed tells the same year."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from random import Random

from qingdan_app.simulation.rules.days import DAY, Days, Works, outages
from qingdan_app.simulation.rules.deed import ADMINISTRATOR, SUPERVISION, Act, Deed, Plan
from qingdan_app.simulation.rules.monthly import months
from qingdan_app.simulation.rules.story import Story
from qingdan_app.simulation.rules.town import Handover, Town

ANNOUNCED = 7
"""So many days before it is carried out an order is given."""
COUNTED = 8
"""The day of a month on which the month before is counted."""
TWICE = 15
"""On so many days the night's work runs twice."""


def script(town: Town, seed: int, works: Works) -> Plan:
	"""Who does what on which day from the day the list is issued; `works` says which days are worked."""
	rng = Random(f"{seed}/nights")
	away = outages(rng, town.issued, town.until, _kept(town))
	days = Days(works, away)
	stories = (Story(town, work, Random(f"{seed}/{work.key}"), days).told() for work in town.works)
	told = chain(_handed_out(town), _ordered(town, days), chain.from_iterable(stories), _counted(town, days))
	acts = sorted((act for act in told if act.day <= town.until), key=lambda act: act.day)
	length = (town.until - town.issued).days
	twice = frozenset(town.issued + rng.randrange(length) * DAY for _number in range(TWICE))
	return Plan(town.issued, town.until, tuple(acts), away, twice)


def _kept(town: Town) -> frozenset[date]:
	"""Days on which everything runs: the list is handed out, what was ordered is carried out."""
	changes = [each.day for each in (town.replaced, town.merged) if each]
	return frozenset(day + number * DAY for day in (town.issued, *changes) for number in range(-1, 5))


def _handed_out(town: Town) -> Iterator[Act]:
	yield Act(town.issued, ADMINISTRATOR, Deed.HAND_OUT)


def _ordered(town: Town, days: Days) -> Iterator[Act]:
	for deed, order in ((Deed.REPLACE_LEADER, town.replaced), (Deed.MERGE_UNITS, town.merged)):
		if order:
			yield Act(days.on(order.day - ANNOUNCED * DAY), SUPERVISION, deed, words=_words(order))


def _words(order: Handover) -> dict[str, object]:
	return {"earlier": order.earlier, "later": order.later, "from": order.day}


def _counted(town: Town, days: Days) -> Iterator[Act]:
	"""Each month once it is over."""
	for month in months(town.issued, town.until):
		after = (month + 31 * DAY).replace(day=1)
		words = {"first": month, "last": after - DAY}
		yield Act(days.on(after.replace(day=COUNTED)), SUPERVISION, Deed.COUNT_SCORES, words=words)
