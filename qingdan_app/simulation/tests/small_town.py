"""A town small enough to be told whole: some units of each temper, leaders, and tasks that are due all over the year."""

from datetime import date
from random import Random

from qingdan_app.simulation.rules.town import Handover, Temper, Town, Work

YEAR = 2026
LEADERS = ("市长甲", "市长乙", "市长丙", "市长丁")
UNITS = {
	"发改局": Temper.PROMPT,
	"财政局": Temper.PROMPT,
	"建设局": Temper.LATE,
	"水务局": Temper.SILENT,
	"教育局": Temper.CARELESS,
	"城管局": Temper.UNWILLING,
	"商务局": Temper.PLEADING,
	"旅游局": Temper.CARELESS,
}
MERGED = Handover("旅游局", "商务局", date(YEAR, 9, 15))
REPLACED = Handover("市长乙", "市长丁", date(YEAR, 6, 1))


def small_town(tasks: int = 40, seed: int = 1, until: date = date(YEAR + 1, 1, 15)) -> Town:
	"""Nobody helps with a task who is merged with the one that leads it: that would be one unit with two duties."""
	rng = Random(f"{seed}/town")
	works = tuple(_work(rng, number) for number in range(1, tasks + 1))
	return Town(
		date(YEAR, 1, 5),
		until,
		UNITS,
		works,
		strict=frozenset({LEADERS[0]}),
		replaced=REPLACED,
		merged=MERGED,
	)


def _work(rng: Random, number: int) -> Work:
	lead = rng.choice(sorted(UNITS))
	both = (MERGED.earlier, MERGED.later)
	others = [unit for unit in sorted(UNITS) if unit != lead and unit not in both]
	cooperating = tuple(rng.sample(others, rng.choice((0, 0, 1, 2))))
	due = date(YEAR, rng.randint(3, 12), rng.randint(1, 28))
	return Work(f"{number:02d}", lead, rng.choice(LEADERS[:3]), due, cooperating)
