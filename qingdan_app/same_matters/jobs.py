"""Entry points of the scheduler, and of who asks in between."""

from qingdan_app import repeating
from qingdan_app.same_matters import compared_tasks, proposing, telling
from qingdan_app.tasks import asked_where, reported_once
from qingdan_app.workflows.moves.attempts import by_itself


@repeating.job
def find_all() -> None:
	"""Daily, and after an import: propose what says the same among the lists of each year, have what was reported stand where it
	does not yet, and settle where it is asked. Each year stands by itself."""
	for year in compared_tasks.years():
		with by_itself(f"Same matters of {year}"):
			find_of(year)
	reported_once.catch_up()
	asked_where.settle_all()


@repeating.job
def find_in(year: int) -> None:
	"""Somebody wants it looked for now among the lists of a year. Safe to run twice."""
	find_of(year)


def find_of(year: int) -> None:
	"""Propose what says the same among the lists of a year, and tell the list administrators of it."""
	telling.tell(proposing.propose(year))
