"""How far tasks are together, and where they should be: means of what was added up over them, and who is behind, worst first."""

from collections.abc import Iterable, Mapping

LIGHTS = {"red": "Red", "yellow": "Yellow", "blue": "Blue", "green": "Green"}
"""Figure → the light of the tasks that it counts, the worst first; also of what is told apart."""
ADDED = (
	"tasks",
	"weight",
	"done",
	"paced",
	"paced_weight",
	"paced_done",
	"expected",
	"behind",
	"points",
	"late",
	"waiting",
	"moving",
	"in_review",
	"completed",
	"suspended",
	"ended",
	"drafted",
	*LIGHTS,
)
"""What is added up over tasks: numbers of them, and percentages times weights (`done`, `paced_done`, `expected`).

`paced` are tasks that keep a schedule; `points` is by how much those that are behind it are.
"""


def added(rows: Iterable[Mapping]) -> dict[str, float]:
	"""The sums of several groups of tasks as those of one."""
	rows = list(rows)
	return {name: sum(float(row[name]) for row in rows) for name in ADDED}


def mean(part: float, weight: float) -> float | None:
	"""A percentage with one decimal; None where nothing weighs anything."""
	return round(part / weight, 1) if weight else None


def figures(sums: Mapping[str, float]) -> dict:
	"""`{tasks, percent, paced, paced_percent, expected, behind, points, late, waiting, …}`: what is said of tasks together.

	`percent` is the mean of all that count; `expected` the mean by schedule of those that keep one, `paced_percent` how
	far these are. `points` is by how much each that is behind its schedule is behind it in the mean.
	"""
	means = {
		"percent": mean(sums["done"], sums["weight"]),
		"expected": mean(sums["expected"], sums["paced_weight"]),
		"paced_percent": mean(sums["paced_done"], sums["paced_weight"]),
		"points": mean(sums["points"], sums["behind"]) or 0.0,
	}
	numbers = {
		name: int(sums[name])
		for name in ADDED
		if name not in {"weight", "done", "paced_weight", "paced_done"}
	}
	return {**numbers, **means}


def who_is_behind(groups: Iterable[Mapping]) -> list[Mapping]:
	"""Those with a late task, one behind its schedule or one that shows red: most late ones first, then most behind, then by how much, then most red."""
	found = [group for group in groups if group["late"] or group["behind"] or group["red"]]
	return sorted(
		found,
		key=lambda group: (
			-group["late"],
			-group["behind"],
			-group["points"],
			-group["red"],
			group["group"] or "",
		),
	)


def mean_of_parts(parts: Iterable[tuple[float, float]]) -> float | None:
	"""How far a unit is by its sub-items, each `(percent, weight)`; None where it has none, or none that weighs anything."""
	parts = list(parts)
	return mean(sum(percent * weight for percent, weight in parts), sum(weight for _percent, weight in parts))
