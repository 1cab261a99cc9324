"""By when a supervision notice is answered, and how late it is; late is the one definition of tasks."""

from collections.abc import Callable
from datetime import date
from enum import Enum

from qingdan_app.tasks.rules.lateness import days_late, late_since


class Level(str, Enum):
	"""督办等级: 蓝, 黄, 红."""

	BLUE = "Blue"
	YELLOW = "Yellow"
	RED = "Red"


def due_on(chosen: date | None, today: date, days: int, day_after: Callable[[date, int], date]) -> date:
	"""The last day to answer: the one that was chosen, else so many working days after today; there is always one."""
	return chosen or day_after(today, max(days, 1))


def due_again(due: date, today: date, days: int, day_after: Callable[[date, int], date]) -> date:
	"""The last day to answer anew what was sent back: never earlier than before, and time to do it."""
	return max(due, day_after(today, max(days, 1)))


def lateness(due: date, answered: date) -> tuple[date | None, int]:
	"""Since when an answer of that day was late, and by how many days; None and 0 in time."""
	since = late_since(due, answered, answered)
	return since, days_late(since, answered)
