"""How a task stands by its rules, and on which day that has to be looked at again although nobody acts on it. Plain data in and out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from qingdan_app.lights.rules.facts import Fact, Seen, facts_of
from qingdan_app.lights.rules.light import DAY, Condition, Light, LightRule, asked_by, light, reason_of

MOVING = frozenset(
	{
		Fact.DAYS_LEFT,
		Fact.DAYS_LATE,
		Fact.DAYS_TO_MILESTONE,
		Fact.MILESTONE_LATE,
		Fact.BEHIND,
		Fact.STAGNANT,
	}
)
"""Facts that time alone changes, each in one direction: so a condition on one changes once at most."""
HORIZON = 400
"""In so many days at the latest a light is looked at again."""


class Stands(NamedTuple):
	"""A light with the facts that give it, and the day on which time may change it; no light and no day for a task that shows none."""

	light: Light | None = None
	reason: Sequence[tuple[Fact, float]] = ()
	wake: date | None = None


def stand(rules: Sequence[LightRule], seen: Seen, before: Light | None, today: date) -> Stands:
	"""How a task stands today by rules, after how it stood `before`."""
	facts = facts_of(seen, today, asked_by(rules)) if rules else None
	if facts is None:
		return Stands()
	found = light(rules, facts, before, today)
	return Stands(found, reason_of(rules, found, facts), wakes(rules, seen, found, today))


def wakes(rules: Sequence[LightRule], seen: Seen, shown: Light, today: date) -> date | None:
	"""The first day after `today` on which the light may be another one; None where time changes nothing."""
	return min([*_changes(rules, seen, today), *_forgotten(shown)], default=None)


def _changes(rules: Sequence[LightRule], seen: Seen, today: date) -> Iterator[date]:
	for condition in {each for rule in rules for each in rule.conditions if each.fact in MOVING}:
		if facts_of(seen, today, [condition.fact]):
			yield _change(condition, seen, today)


def _change(condition: Condition, seen: Seen, today: date) -> date:
	"""The first day on which a condition holds that does not today, or the other way round; the horizon where there is none before it."""
	holds = _holds(condition, seen, today)
	if _holds(condition, seen, today + (HORIZON - 1) * DAY) is holds:
		return today + HORIZON * DAY
	near, far = 0, HORIZON
	while far - near > 1:
		middle = (near + far) // 2
		if _holds(condition, seen, today + middle * DAY) is holds:
			near = middle
		else:
			far = middle
	return today + far * DAY


def _holds(condition: Condition, seen: Seen, day: date) -> bool:
	return condition.holds(facts_of(seen, day, [condition.fact]) or {})


def _forgotten(shown: Light) -> Iterator[date]:
	return (each.until + DAY for each in shown.memories if each.until)
