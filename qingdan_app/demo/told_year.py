"""Most of the demo city's year is told by the simulator: units that report in time, late, badly or never, that refuse and plead."""

from collections.abc import Sequence
from datetime import date

from qingdan_app.demo.cast import Cast, Played, lists
from qingdan_app.simulation import playing
from qingdan_app.simulation.diary import ADMINISTRATOR, Diary
from qingdan_app.simulation.playing import Place
from qingdan_app.simulation.rules.deed import Act
from qingdan_app.simulation.rules.script import script
from qingdan_app.simulation.rules.town import Temper, Town, Work
from qingdan_app.working_time.site_calendar import site_calendar

TASKS, SEED = 16, 2021
HANDED_OUT = (1, 15)
TEMPERS = (
	Temper.PROMPT,
	Temper.LATE,
	Temper.PROMPT,
	Temper.CARELESS,
	Temper.PLEADING,
	Temper.SILENT,
	Temper.UNWILLING,
)
"""Of the units in the order of their names, again and again."""


def told(diary: Diary, cast: Cast) -> None:
	"""What each unit does with its tasks by its temper, until today."""
	town = town_of(cast.take(TASKS, dated=True), cast.today)
	place = Place({work.key: work.key for work in town.works}, lists(), cast.supervision, cast.administrator)
	for act in script(town, SEED, site_calendar().works_on).acts:
		if act.work and act.day <= cast.today:
			diary.on(act.day, ADMINISTRATOR, _play, act, place)


def town_of(tasks: Sequence[Played], today: date) -> Town:
	"""These tasks, and the units that stand in them."""
	works = tuple(Work(each.name, each.unit, each.leader, each.due, each.cooperating[:2]) for each in tasks)
	units = sorted({unit for work in works for unit in (work.lead, *work.cooperating)})
	tempers = {unit: TEMPERS[number % len(TEMPERS)] for number, unit in enumerate(units)}
	strict = frozenset(sorted({work.leader for work in works})[:2])
	return Town(date(today.year, *HANDED_OUT), date(today.year, 12, 31), tempers, works, strict=strict)


def _play(act: Act, place: Place) -> None:
	refusal = playing.do(act, place)
	if bool(refusal) != act.in_vain:
		raise RuntimeError(f"{act} came to: {refusal or 'nothing refused it'}")
