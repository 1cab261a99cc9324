"""A scoring scheme (计分方案): how much each event is worth. Plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from qingdan_app.scores.rules.score_events import Duty, Event, EventKind

HUNDREDTH = Decimal("0.01")
WHOLE = Decimal(100)


class Per(str, Enum):
	"""For how long a rule may give or take no more than its most."""

	MONTH = "Month"
	RUN = "Whole Period"


@dataclass(frozen=True)
class ScoringRule:
	"""What an event of a kind is worth: points, less than none where they are taken away."""

	title: str
	kind: EventKind
	points: Decimal
	duty: Duty | None = None
	"""For units of this duty alone; None: for all of them."""
	most: Decimal = Decimal(0)
	"""The most that it gives or takes of a unit in all; 0: without bound."""
	per: Per = Per.RUN


@dataclass(frozen=True)
class Scheme:
	"""`lead` and `cooperating` are percent of the points of a rule; `share` is what the leaders' ratings give at most."""

	base: Decimal
	rules: tuple[ScoringRule, ...]
	lead: Decimal = WHOLE
	cooperating: Decimal = WHOLE
	share: Decimal = Decimal(0)
	heaviest_alone: bool = True
	"""Whether of what is taken for one task and month only the heaviest counts."""

	def rule_for(self, event: Event) -> ScoringRule | None:
		"""The rule by which an event counts; None where the scheme knows nothing of it."""
		fitting = (each for each in self.rules if each.kind is event.kind)
		return next((each for each in fitting if each.duty in (None, event.duty)), None)

	def weight_of(self, duty: Duty) -> Decimal:
		"""Percent of the points that a unit of this duty is given."""
		return self.lead if duty is Duty.LEAD else self.cooperating

	def worth(self, rule: ScoringRule, event: Event) -> Decimal:
		"""The points of an event, weighed, in hundredths."""
		return rounded(rule.points * self.weight_of(event.duty) / WHOLE)


class Fault(str, Enum):
	"""What is wrong with a scheme."""

	TWICE = "twice"
	LEADERS_SHARE = "leaders share"
	NEGATIVE_MOST = "negative most"


class Wrong(NamedTuple):
	"""A fault, and the number of the row that has it, from 1."""

	row: int
	fault: Fault


def faults(rules: Sequence[ScoringRule]) -> Iterator[Wrong]:
	"""What an administrator has to put right: two rows that mean the same event, a row for what leaders rate, a bound below none."""
	seen: set[tuple[EventKind, Duty]] = set()
	for number, rule in enumerate(rules, 1):
		meant = {(rule.kind, duty) for duty in Duty if rule.duty in (None, duty)}
		if meant & seen:
			yield Wrong(number, Fault.TWICE)
		if rule.kind is EventKind.RATED:
			yield Wrong(number, Fault.LEADERS_SHARE)
		if rule.most < 0:
			yield Wrong(number, Fault.NEGATIVE_MOST)
		seen |= meant


def rounded(points: Decimal) -> Decimal:
	"""Points in hundredths; what lies between is rounded away from none."""
	return points.quantize(HUNDREDTH, ROUND_HALF_UP)
