"""How offices and portfolios change hands: what each kind needs, and what becomes of the units of a task."""

from collections.abc import Mapping
from enum import Enum


class Kind(str, Enum):
	"""分工调整 of a leader, and what becomes of a unit: 合并, 撤销, 更名, 划转."""

	PORTFOLIO = "Portfolio"
	MERGER = "Merger of Units"
	DISSOLUTION = "Dissolution"
	RENAMING = "Renaming"
	TRANSFER = "Transfer of Duties"


class State(str, Enum):
	"""Where an order stands."""

	DRAFT = "Draft"
	SCHEDULED = "Scheduled"
	DONE = "Done"


class Choice(str, Enum):
	"""What of a portfolio, or of a unit's tasks, changes hands."""

	ALL = "Everything"
	TASKS = "Chosen Tasks"
	UNITS = "Tasks of Chosen Units"


NEEDS: Mapping[Kind, tuple[str, ...]] = {
	Kind.PORTFOLIO: ("leader", "new_leader"),
	Kind.MERGER: ("unit", "new_unit"),
	Kind.DISSOLUTION: ("unit", "new_unit"),
	Kind.RENAMING: ("unit", "new_name"),
	Kind.TRANSFER: ("unit", "new_unit"),
}
"""The fields that say from whom and to whom."""

CHOICES: Mapping[Kind, tuple[Choice, ...]] = {
	Kind.PORTFOLIO: (Choice.ALL, Choice.TASKS, Choice.UNITS),
	Kind.TRANSFER: (Choice.ALL, Choice.TASKS),
}
"""What may be chosen; of a unit that is there no longer, everything changes hands."""

ENDS_UNIT = frozenset({Kind.MERGER, Kind.DISSOLUTION, Kind.RENAMING})
"""The unit is there no longer afterwards; what is closed keeps its name."""

PEOPLE_GO_ALONG = frozenset({Kind.MERGER, Kind.RENAMING})
"""The contacts of the unit hold the same duties at the new one. They have signed already where only the name is another."""


def missing(kind: Kind, values: Mapping) -> list[str]:
	"""The fields that an order of a kind needs and has not got."""
	needed = [*NEEDS[kind], "effective_date", "reason"]
	choice = choice_of(kind, values)
	needed += {Choice.TASKS: ["tasks"], Choice.UNITS: ["units"]}.get(choice, [])
	return [name for name in needed if not values.get(name)]


def choice_of(kind: Kind, values: Mapping) -> Choice:
	"""What changes hands: everything, where nothing may be chosen or nobody has."""
	chosen = values.get("choice")
	return next((each for each in CHOICES.get(kind, ()) if each.value == chosen), Choice.ALL)


def given_away_by(kind: Kind, values: Mapping) -> str | None:
	"""The leader or the unit from whom things go to another."""
	return values.get(NEEDS[kind][0])
