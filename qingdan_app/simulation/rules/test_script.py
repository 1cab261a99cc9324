"""The script of a year: the same for the same seed, and nobody does what cannot be theirs on that day."""

from collections import defaultdict
from datetime import date

import pytest

from qingdan_app.simulation.rules.deed import Act, Deed, Duty, Plan
from qingdan_app.simulation.rules.script import script
from qingdan_app.simulation.rules.town import Town
from qingdan_app.simulation.tests.small_town import MERGED, REPLACED, small_town
from qingdan_app.tests.budget import FULL

several = pytest.mark.parametrize("seed", range(60 if FULL else 6))


def works(day: date) -> bool:
	return day.weekday() < 5


def told(seed: int, tasks: int = 12) -> tuple[Town, Plan]:
	town = small_town(tasks, seed)
	return town, script(town, seed, works)


def by_work(plan: Plan) -> dict[str, list[Act]]:
	found = defaultdict(list)
	for act in plan.acts:
		found[act.work].append(act)
	found.pop("", None)
	return found


def days_of(acts: list[Act], *deeds: Deed) -> list[date]:
	return [act.day for act in acts if act.deed in deeds and not act.in_vain]


@several
def test_the_same_seed_tells_the_same_year(seed):
	assert told(seed) == told(seed)


def test_another_seed_tells_another_year():
	assert told(1)[1] != told(2)[1]


def test_a_task_that_is_added_changes_no_other_story():
	few, more = by_work(told(3, 10)[1]), by_work(script(small_town(11, 3), 3, works))
	assert {key: more[key] for key in few} == few


@several
def test_everybody_acts_in_order_on_working_days_and_never_during_an_outage(seed):
	town, plan = told(seed)
	days = [act.day for act in plan.acts]
	assert days == sorted(days)
	assert all(works(day) and day not in plan.outages and town.issued <= day <= town.until for day in days)


@several
def test_nobody_acts_before_a_task_is_theirs(seed):
	town, plan = told(seed)
	leads, helping = (
		{work.key: getattr(work, name) for work in town.works} for name in ("lead", "cooperating")
	)
	for act in plan.acts:
		if act.deed is Deed.REASSIGN:
			leads[act.work] = act.words["unit"]
		if act.work and act.who.duty in (Duty.LIAISON, Duty.HEAD):
			units = (leads[act.work], *helping[act.work])
			assert act.who.of in {town.unit_on(unit, act.day) for unit in units}


@several
def test_a_task_is_started_once_before_anything_is_reported_and_nothing_after_it_is_completed(seed):
	for acts in by_work(told(seed)[1]).values():
		(started,) = days_of(acts, Deed.START) or [date.max]
		after = days_of(acts, Deed.REPORT, Deed.COMPLETE, Deed.ADOPT, Deed.SEND_BACK, Deed.ASK_EXTENSION)
		assert all(day > started for day in after)
		done = min(days_of(acts, Deed.ACCEPT), default=date.max)
		assert all(
			day < done for day in days_of(acts, Deed.REPORT, Deed.COMPLETE, Deed.URGE, Deed.ISSUE_NOTICE)
		)


@several
def test_what_is_decided_was_asked_for(seed):
	pairs = (
		(Deed.REFUSE, (Deed.INSIST, Deed.REASSIGN)),
		(Deed.COMPLETE, (Deed.ACCEPT, Deed.RETURN)),
		(Deed.ASK_EXTENSION, (Deed.GRANT, Deed.DENY)),
		(Deed.ISSUE_NOTICE, (Deed.ANSWER_NOTICE,)),
		(Deed.INSTRUCT, (Deed.ANSWER_INSTRUCTION,)),
	)
	for acts in by_work(told(seed)[1]).values():
		for asked, decided in pairs:
			for number, day in enumerate(days_of(acts, *decided)):
				assert days_of(acts, asked)[number] < day


@several
def test_from_the_day_on_neither_a_leader_who_was_replaced_nor_a_unit_that_was_merged_acts(seed):
	_town, plan = told(seed)
	for handover in (MERGED, REPLACED):
		assert not [act for act in plan.acts if act.who.of == handover.earlier and act.day >= handover.day]


@pytest.mark.parametrize("deed", list(Deed), ids=lambda deed: deed.value)
def test_every_deed_happens_in_a_year_of_forty_tasks(deed):
	assert [act for act in told(1, 40)[1].acts if act.deed is deed]


def test_some_acts_are_in_vain_and_there_are_outages_and_nights_that_run_twice():
	plan = told(1, 40)[1]
	assert {act.deed for act in plan.acts if act.in_vain} == {Deed.REFUSE, Deed.ASK_EXTENSION}
	assert len(plan.outages) >= 4
	assert plan.twice
