"""What a unit comes to by a scheme: what counts, what is covered, capped or struck, and the ranks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from qingdan_app.scores.rules.counting_events import Outcome, count, scores
from qingdan_app.scores.rules.score_events import Duty, Event, EventKind
from qingdan_app.scores.rules.scoring_scheme import Fault, Per, Scheme, ScoringRule, Wrong, faults
from qingdan_app.tests.budget import BUDGET

DAY, TASK, UNIT = date(2021, 3, 28), "2021-4-58-04", "市发改委"


def rule(kind: EventKind, points: str, **more) -> ScoringRule:
	return ScoringRule(kind.value, kind, Decimal(points), **more)


IN_TIME, LATE = rule(EventKind.REPORTED_IN_TIME, "1"), rule(EventKind.REPORTED_LATE, "-1")
MISSING, RED = rule(EventKind.MISSING, "-10"), rule(EventKind.TURNED_RED, "-3")
LEFT = rule(EventKind.OVERDUE, "-5", duty=Duty.LEAD)
LEFT_BY_HELP = rule(EventKind.OVERDUE, "-3", duty=Duty.COOPERATING)
SCHEME = Scheme(Decimal(100), (IN_TIME, LATE, MISSING, RED, LEFT, LEFT_BY_HELP), share=Decimal(20))


def event(kind: EventKind = EventKind.REPORTED_IN_TIME, **more) -> Event:
	known = {"unit": UNIT, "day": DAY, "behind": ("Qingdan Task", TASK), "task": TASK, "period": "2021-03"}
	return Event(kind, **{**known, **more})


def rating(rater: str, part: str, day: date = DAY) -> Event:
	return event(
		EventKind.RATED,
		task="",
		behind=("Qingdan Assessment", f"{rater}{day}"),
		rater=rater,
		day=day,
		rated=Decimal(part),
	)


def total(*events: Event, scheme: Scheme = SCHEME, struck=()) -> Decimal:
	(score,) = scores(scheme, events, [UNIT], struck)
	return score.total


def outcomes(*events: Event, scheme: Scheme = SCHEME, struck=()) -> list[tuple[str, Outcome]]:
	return [(each.event.kind.value, each.outcome) for each in count(scheme, events, struck)]


def test_points_are_added_to_the_base():
	assert total() == 100
	assert total(event(), event(day=date(2021, 4, 28))) == 102


def test_an_event_that_is_read_twice_counts_once():
	assert total(event(), event()) == 101


def test_what_the_scheme_does_not_know_costs_nothing_and_is_not_shown():
	assert count(SCHEME, [event(EventKind.URGED)]) == ()


def test_lead_and_cooperating_unit_have_their_own_rule_or_their_own_weight():
	assert total(event(EventKind.OVERDUE)) == 95
	assert total(event(EventKind.OVERDUE, duty=Duty.COOPERATING)) == 97
	half = replace(SCHEME, cooperating=Decimal(50))
	assert total(event(EventKind.MISSING, duty=Duty.COOPERATING), scheme=half) == 95
	assert total(event(EventKind.MISSING), scheme=half) == 90


def test_of_deductions_of_one_cause_the_heaviest_alone_counts():
	both = event(EventKind.TURNED_RED), event(EventKind.MISSING)
	assert total(*both) == 90
	assert outcomes(*both) == [("Light Turned Red", Outcome.COVERED), ("Report Missing", Outcome.COUNTED)]
	assert total(*both, scheme=replace(SCHEME, heaviest_alone=False)) == 87


def test_another_task_another_month_or_none_is_another_cause():
	missing = event(EventKind.MISSING)
	assert total(missing, event(EventKind.TURNED_RED, period="2021-04")) == 87
	assert total(missing, event(EventKind.TURNED_RED, task="2021-4-1-01")) == 87
	free = rule(EventKind.CRITICIZED, "-2")
	scheme = replace(SCHEME, rules=(*SCHEME.rules, free))
	criticized = [event(EventKind.CRITICIZED, task="", behind=("Qingdan Assessment", name)) for name in "ab"]
	assert total(*criticized, scheme=scheme) == 96


def test_what_is_earned_is_never_covered():
	assert total(event(), event(EventKind.MISSING)) == 91


def test_a_rule_takes_the_most_that_it_may():
	capped = Scheme(Decimal(0), (replace(MISSING, most=Decimal(15)),))
	three = [event(EventKind.MISSING, task=task) for task in "abc"]
	assert total(*three, scheme=capped) == -15
	assert [each.counted for each in count(capped, three)] == [-10, -5, 0]
	assert [outcome for _kind, outcome in outcomes(*three, scheme=capped)] == [
		Outcome.COUNTED,
		Outcome.CAPPED,
		Outcome.CAPPED,
	]


def test_a_bound_of_a_month_begins_anew_with_the_next():
	capped = Scheme(Decimal(0), (replace(IN_TIME, most=Decimal(1), per=Per.MONTH),))
	events = [event(task=task, day=day) for task in "ab" for day in (DAY, date(2021, 4, 28))]
	assert total(*events, scheme=capped) == 2


def test_what_was_struck_counts_no_more_and_covers_nothing():
	missing, red = event(EventKind.MISSING), event(EventKind.TURNED_RED)
	assert total(missing, red, struck={missing.key}) == 97
	assert total(missing, red, struck={missing.key, red.key}) == 100


def test_leaders_give_the_mean_of_what_each_said_last():
	assert total(rating("甲", "0.5")) == 110
	assert total(rating("甲", "0.5"), rating("甲", "1", date(2021, 3, 30))) == 120
	assert total(rating("甲", "1"), rating("乙", "0.5")) == 115
	assert total(rating("甲", "1"), rating("乙", "1"), rating("丙", "1")) == 120
	assert total(rating("甲", "1"), scheme=replace(SCHEME, share=Decimal(0))) == 100


def test_equal_totals_share_a_rank_and_the_next_is_farther_behind():
	events = [event(unit="甲"), event(unit="乙"), event(EventKind.MISSING, unit="丁")]
	found = scores(SCHEME, events, ["丙"])
	assert [(each.unit, each.rank) for each in found] == [("乙", 1), ("甲", 1), ("丙", 3), ("丁", 4)]


def test_two_rows_that_mean_the_same_event_are_refused():
	assert list(faults([LEFT, LEFT_BY_HELP])) == []
	assert list(faults([LEFT, rule(EventKind.OVERDUE, "-1")])) == [Wrong(2, Fault.TWICE)]
	assert list(faults([rule(EventKind.RATED, "1")])) == [Wrong(1, Fault.LEADERS_SHARE)]
	assert list(faults([replace(LATE, most=Decimal(-1))])) == [Wrong(1, Fault.NEGATIVE_MOST)]


days = some.dates(date(2021, 1, 1), date(2021, 12, 31))
some_events = some.builds(
	Event,
	kind=some.sampled_from(EventKind),
	unit=some.sampled_from("甲乙丙"),
	day=days,
	behind=some.tuples(some.just("Qingdan Task"), some.sampled_from("abc")),
	duty=some.sampled_from(Duty),
	task=some.sampled_from(["", "a", "b"]),
	period=some.sampled_from(["2021-03", "2021-04"]),
	rated=some.decimals(0, 1, places=2),
	rater=some.sampled_from("子丑寅"),
)
hundredths = some.decimals(-20, 20, places=2)
some_rules = some.lists(
	some.builds(
		ScoringRule,
		title=some.just(""),
		kind=some.sampled_from([kind for kind in EventKind if kind is not EventKind.RATED]),
		points=hundredths,
		duty=some.none(),
		most=some.decimals(0, 30, places=2),
		per=some.sampled_from(Per),
	),
	unique_by=lambda each: each.kind,
).map(tuple)
some_schemes = some.builds(
	Scheme,
	base=some.decimals(0, 100, places=2),
	rules=some_rules,
	lead=some.decimals(0, 200, places=0),
	cooperating=some.decimals(0, 200, places=0),
	share=some.decimals(0, 20, places=0),
	heaviest_alone=some.booleans(),
)
# one key, one event: the readers answer for it
event_lists = some.lists(some_events, max_size=12, unique_by=lambda each: each.key)


@BUDGET
@given(some_schemes, event_lists)
def test_what_is_shown_adds_up_to_the_total(scheme, events):
	for score in scores(scheme, events, ["丁"]):
		assert score.total == score.base + sum(each.counted for each in score.events)
		assert score.total == score.base + score.plus + score.minus + score.share
		assert 0 <= score.share <= scheme.share


@BUDGET
@given(some_schemes, event_lists, some.randoms())
def test_the_order_in_which_events_are_read_changes_nothing(scheme, events, random):
	shuffled = list(events)
	random.shuffle(shuffled)
	assert scores(scheme, shuffled, ["丁"]) == scores(scheme, events, ["丁"])
	assert scores(scheme, events + shuffled, ["丁"]) == scores(scheme, events, ["丁"])


@BUDGET
@given(some_schemes, event_lists)
def test_an_event_that_is_covered_changes_no_total(scheme, events):
	for score in scores(scheme, events, []):
		covered = {each.event.key for each in score.events if each.outcome is Outcome.COVERED}
		left = [each for each in events if each.unit == score.unit and each.key not in covered]
		(without,) = scores(scheme, left, [score.unit])
		assert without.total == score.total
		assert all(each.counted == 0 for each in score.events if each.outcome is Outcome.COVERED)


@BUDGET
@given(some_schemes, event_lists)
def test_no_rule_takes_more_than_its_most_and_no_event_gives_more_than_its_worth(scheme, events):
	for score in scores(scheme, events, []):
		for each in score.events:
			assert abs(each.counted) <= abs(each.worth)
			assert each.counted * each.worth >= 0
		for known in scheme.rules:
			taken = sum(
				abs(each.counted) for each in score.events if each.rule == known and known.per is Per.RUN
			)
			assert not known.most or taken <= known.most


@BUDGET
@given(some_schemes, event_lists)
def test_whoever_has_more_is_never_ranked_behind(scheme, events):
	found = scores(scheme, events, "丁戊")
	assert [each.total for each in found] == sorted((each.total for each in found), reverse=True)
	for each in found:
		assert each.rank == 1 + sum(other.total > each.total for other in found)


@BUDGET
@given(some_schemes, event_lists)
def test_striking_what_was_taken_helps_as_if_it_had_never_happened(scheme, events):
	for number, struck in enumerate(events):
		without = events[:number] + events[number + 1 :]
		units = [struck.unit]
		now = {each.unit: each.total for each in scores(scheme, events, units, {struck.key})}
		then = {each.unit: each.total for each in scores(scheme, without, units)}
		assert now == then
