"""Entry points of the scheduler."""

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
			telling.tell(proposing.propose(year))
	reported_once.catch_up()
	asked_where.settle_all()
