"""The score of each unit: events counted by a scheme, each with what it gave and why it gave no more. Plain data in and out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from qingdan_app.scores.rules.score_events import Event, EventKind
from qingdan_app.scores.rules.scoring_scheme import Per, Scheme, ScoringRule, rounded

NONE = Decimal(0)


class Outcome(str, Enum):
	"""What became of an event."""

	COUNTED = "Counted"
	COVERED = "Covered"
	"""A heavier one has the same cause, or the same leader has rated again."""
	CAPPED = "Capped"
	"""Its rule has given or taken the most that it may, or would with all of it."""
	STRUCK = "Struck"
	"""An appeal against it was granted."""


@dataclass(frozen=True)
class Counted:
	"""An event with the points of its rule, what they weigh for the unit, and what of it is in the total."""

	event: Event
	rule: ScoringRule | None
	"""None for what a leader rates."""
	worth: Decimal
	counted: Decimal
	outcome: Outcome = Outcome.COUNTED
	covered_by: Event | None = None


@dataclass(frozen=True)
class Score:
	"""What a unit comes to: `total` is `base`, and what each of `events` has `counted`."""

	unit: str
	base: Decimal
	events: tuple[Counted, ...]
	rank: int = 0

	@property
	def plus(self) -> Decimal:
		return sum((each.counted for each in self.events if each.rule and each.counted > 0), NONE)

	@property
	def minus(self) -> Decimal:
		return sum((each.counted for each in self.events if each.rule and each.counted < 0), NONE)

	@property
	def share(self) -> Decimal:
		"""What the leaders' ratings gave."""
		return sum((each.counted for each in self.events if not each.rule), NONE)

	@property
	def total(self) -> Decimal:
		return self.base + self.plus + self.minus + self.share


def scores(
	scheme: Scheme, events: Iterable[Event], units: Iterable[str], struck: Collection[tuple] = ()
) -> list[Score]:
	"""The units and whoever else an event speaks of, the best first. `struck` are keys of events that count no more."""
	by_unit: dict[str, dict[tuple, Event]] = {unit: {} for unit in units}
	for event in events:
		by_unit.setdefault(event.unit, {})[event.key] = event
	found = [
		Score(unit, scheme.base, count(scheme, known.values(), struck)) for unit, known in by_unit.items()
	]
	return ranked(found)


def ranked(found: Iterable[Score]) -> list[Score]:
	"""The best first, each with its rank: equal totals share one, and the next is as far behind as there are units before it."""
	ordered = sorted(found, key=lambda each: (-each.total, each.unit))
	places: dict[Decimal, int] = {}
	for number, each in enumerate(ordered, 1):
		places.setdefault(each.total, number)
	return [replace(each, rank=places[each.total]) for each in ordered]


def count(scheme: Scheme, events: Iterable[Event], struck: Collection[tuple] = ()) -> tuple[Counted, ...]:
	"""The events of one unit that the scheme knows, in the order of their days."""
	known = sorted(events, key=lambda each: each.key)
	ruled = [
		Counted(event, rule, worth := scheme.worth(rule, event), worth)
		for event in known
		if (rule := scheme.rule_for(event))
	]
	rated = [
		Counted(event, None, NONE, NONE) for event in known if event.kind is EventKind.RATED and scheme.share
	]
	open_, out = _without(struck, ruled)
	given, withdrawn = _without(struck, rated)
	open_ = _covered(open_) if scheme.heaviest_alone else open_
	every = [*_capped(open_), *out, *_shared(scheme, given), *withdrawn]
	return tuple(sorted(every, key=lambda each: each.event.key))


def _without(struck: Collection[tuple], every: Sequence[Counted]) -> tuple[list[Counted], list[Counted]]:
	"""Those that count, and those that an appeal has struck."""
	open_ = [each for each in every if each.event.key not in struck]
	out = [replace(each, counted=NONE, outcome=Outcome.STRUCK) for each in every if each.event.key in struck]
	return open_, out


def _covered(every: Sequence[Counted]) -> list[Counted]:
	"""Of what is taken for one task and one month only the heaviest counts; of equals the first."""
	heaviest: dict[tuple, Counted] = {}
	for each in every:
		cause = _cause(each)
		if cause and (cause not in heaviest or each.worth < heaviest[cause].worth):
			heaviest[cause] = each
	return [_under(each, heaviest.get(_cause(each), each)) for each in every]


def _cause(each: Counted) -> tuple[str, str] | None:
	event = each.event
	return (event.task, event.period) if each.worth < 0 and event.task else None


def _under(each: Counted, over: Counted) -> Counted:
	if over is each:
		return each
	return replace(each, counted=NONE, outcome=Outcome.COVERED, covered_by=over.event)


def _capped(every: Iterable[Counted]) -> Iterator[Counted]:
	"""Each rule gives or takes the most that it may, in the order of days."""
	used: Mapping[tuple, Decimal] = defaultdict(Decimal)
	for each in every:
		if not each.rule.most or each.outcome is not Outcome.COUNTED:
			yield each
			continue
		span = (each.rule, each.event.day.strftime("%Y-%m") if each.rule.per is Per.MONTH else "")
		counted = _within(each.worth, each.rule.most - used[span])
		used[span] += abs(counted)
		yield each if counted == each.worth else replace(each, counted=counted, outcome=Outcome.CAPPED)


def _within(worth: Decimal, left: Decimal) -> Decimal:
	return worth if abs(worth) <= left else left.copy_sign(worth) or NONE


def _shared(scheme: Scheme, rated: Sequence[Counted]) -> Iterator[Counted]:
	"""The leaders' points: the mean of what each leader said last, given in parts that come to it exactly."""
	last = {each.event.rater: each for each in rated}
	so_far = NONE
	for each in rated:
		over = last[each.event.rater]
		if over is not each:
			yield _under(each, over)
			continue
		before, so_far = so_far, so_far + each.event.rated * scheme.share / len(last)
		part = rounded(so_far) - rounded(before)
		yield replace(each, worth=part, counted=part)
