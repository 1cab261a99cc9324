"""Entry points of the scheduler."""

import frappe

from qingdan_app import repeating
from qingdan_app.same_matters import compared_tasks, proposing, telling
from qingdan_app.tasks import asked_where, reported_once
from qingdan_app.workflows.moves.attempts import back_to


@repeating.job
def find_all() -> None:
	"""Daily, and after an import: propose what says the same among the lists of each year, have what was reported stand where it
	does not yet, and settle where it is asked. Each year stands by itself."""
	for year in compared_tasks.years():
		_of_year(year)
	reported_once.catch_up()
	asked_where.settle_all()


def _of_year(year: int) -> None:
	savepoint = f"same_{frappe.generate_hash(length=8)}"
	frappe.db.savepoint(savepoint)
	try:
		telling.tell(proposing.propose(year))
	except Exception as failure:
		if repeating.is_refused(failure):
			raise
		back_to(savepoint)
		frappe.log_error(title=f"Same matters of {year}")
	frappe.db.commit()  # nosemgrep: each year stands by itself
