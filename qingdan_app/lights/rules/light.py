"""The light of a task (红黄绿灯): the worst colour whose rule holds, or what an earlier one has left behind, with the reason. Plain data in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from qingdan_app.lights.rules.facts import Fact

DAY = timedelta(days=1)
Facts = Mapping[Fact, float]


class Colour(str, Enum):
	"""From what is well to what presses."""

	GREEN = "Green"
	BLUE = "Blue"
	YELLOW = "Yellow"
	RED = "Red"


WEIGHTS = {colour: number for number, colour in enumerate(Colour)}


class Condition(NamedTuple):
	"""A fact that is at least, or at most, so much. What is not known of a task meets no condition."""

	fact: Fact
	at_most: bool
	number: float

	def holds(self, facts: Facts) -> bool:
		value = facts.get(self.fact)
		if value is None:
			return False
		return value <= self.number if self.at_most else value >= self.number


@dataclass(frozen=True)
class LightRule:
	"""A colour, and the conditions all of which must hold for it.

	Once they hold no longer the task shows `made_good`, or worse, for `days` days; 0 days: as long as it is open.
	"""

	key: str
	colour: Colour
	conditions: tuple[Condition, ...]
	made_good: Colour | None = None
	days: int = 0


class Memory(NamedTuple):
	"""What a rule that has ceased to hold left behind: the best colour that may be shown, and the last day of it; None: without end."""

	rule: str
	colour: Colour
	until: date | None


class Light(NamedTuple):
	"""The colour, the rule that gives it (`""`: none holds), whether by memory, since when the task shows it, and what is remembered."""

	colour: Colour
	rule: str
	remembered: bool
	since: date
	memories: tuple[Memory, ...] = ()
	holding: tuple[str, ...] = ()
	"""The rules that hold, shown or not: each may leave something behind."""


def light(rules: Sequence[LightRule], facts: Facts, before: Light | None, today: date) -> Light:
	"""How a task that is open stands today, after how it stood `before`. Of rules of one colour the first that holds is named."""
	holding = [rule for rule in rules if _holds(rule, facts)]
	memories = _memories(rules, holding, before, today) if before else ()
	shown = max(holding, key=lambda rule: WEIGHTS[rule.colour], default=None)
	colour, key = (shown.colour, shown.key) if shown else (Colour.GREEN, "")
	worst = max(memories, key=lambda memory: WEIGHTS[memory.colour], default=None)
	remembered = worst is not None and WEIGHTS[worst.colour] > WEIGHTS[colour]
	if remembered:
		colour, key = worst.colour, worst.rule
	since = before.since if before and before.colour is colour else today
	return Light(colour, key, remembered, since, memories, tuple(rule.key for rule in holding))


def reason_of(rules: Sequence[LightRule], given: Light, facts: Facts) -> list[tuple[Fact, float]]:
	"""The facts by which the rule of a light holds, each with its number; none for what is remembered."""
	rule = next((each for each in rules if each.key == given.rule), None)
	if given.remembered or not rule:
		return []
	return [(each.fact, facts[each.fact]) for each in rule.conditions if each.fact in facts]


def asked_by(rules: Sequence[LightRule]) -> frozenset[Fact]:
	"""The facts that rules look at."""
	return frozenset(condition.fact for rule in rules for condition in rule.conditions)


def _holds(rule: LightRule, facts: Facts) -> bool:
	return bool(rule.conditions) and all(each.holds(facts) for each in rule.conditions)


def _memories(
	rules: Sequence[LightRule], holding: Sequence[LightRule], before: Light, today: date
) -> tuple[Memory, ...]:
	"""What is remembered of rules that are still in the set and hold no longer: one that ceases today begins today."""
	holds = {rule.key for rule in holding}
	known = {rule.key: rule for rule in rules if rule.made_good and rule.key not in holds}
	kept = {each.rule: each for each in before.memories if each.rule in known and not _is_over(each, today)}
	for key in before.holding:
		if rule := known.get(key):
			until = today + (rule.days - 1) * DAY if rule.days else None
			kept[key] = Memory(key, rule.made_good, until)
	return tuple(kept.values())


def _is_over(memory: Memory, today: date) -> bool:
	return memory.until is not None and memory.until < today
