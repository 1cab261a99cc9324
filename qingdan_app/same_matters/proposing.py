"""The writer of what was found: the same matter of a year's tasks, proposed to those who join and part it."""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.same_matters import compared_tasks
from qingdan_app.same_matters.compared_tasks import Compared
from qingdan_app.same_matters.rules.proposals import Known, Proposal, proposals
from qingdan_app.same_matters.rules.same_matter_states import SameState, of_whole
from qingdan_app.workflows.moves import guard

SAME, ROW, TASK, LIST = "Qingdan Same Matter", "Qingdan Same Matter Task", "Qingdan Task", "Qingdan List"
ROWS = """select `row`.`parent`, `row`.`task`, `row`.`state`, `row`.`said` from `tabQingdan Same Matter Task` `row`
	join `tabQingdan Same Matter` `same` on `same`.`name` = `row`.`parent` where `same`.`year` = %(year)s
	order by `row`.`parent`, `row`.`idx` for update"""
"""Locked, and as it is now whatever the transaction has read before: of two who look at once the second finds what the first has proposed."""


def propose(year: int) -> list[str]:
	"""Compare the tasks of a year; the same matters that were proposed, or to which tasks were. Safe to run twice."""
	compared = compared_tasks.compare(year)
	found = proposals(compared.found, compared.said, compared.lists, known_of(year))
	return [_write(each, compared, year) for each in found]


def known_of(year: int) -> list[Known]:
	"""What is stored of a year."""
	states, said = defaultdict(dict), defaultdict(dict)
	for row in frappe.db.sql(ROWS, {"year": year}, as_dict=True):
		states[row.parent][row.task], said[row.parent][row.task] = row.state, row.said
	return [Known(name, states[name], said[name]) for name in sorted(states)]


def save(same: Document) -> Document:
	"""Write a same matter as it was settled; how the whole stands follows from its tasks."""
	states = [row.state for row in same.tasks]
	same.state, same.proposed = of_whole(states), states.count(SameState.PROPOSED.value)
	with guard.permit(same):
		return same.save(ignore_permissions=True)  # the act asks who may; nobody writes one by hand


def rows_of(tasks: Iterable[str], state: str) -> list[dict]:
	"""Rows of tasks in a state, with what they say today."""
	names = list(tasks)
	fields = ["name", "title", "list", "text"]
	known = {row.name: row for row in frappe.get_all(TASK, {"name": ("in", names or [""])}, fields)}
	return [
		{
			"task": name,
			"task_title": known[name].title,
			"list": known[name].list,
			"state": state,
			"said": compared_tasks.print_of(known[name].text),
		}
		for name in names
		if name in known
	]


def _write(proposal: Proposal, compared: Compared, year: int) -> str:
	same = frappe.get_doc(SAME, proposal.into, for_update=True) if proposal.into else frappe.new_doc(SAME)
	for row in rows_of(proposal.tasks, SameState.PROPOSED.value):
		same.append("tasks", row)
	same.update({"year": year, "found_at": now_datetime(), "title": same.tasks[0].task_title})
	same.update(_alike(proposal))
	return save(same).name


def _alike(proposal: Proposal) -> dict:
	"""How alike they are, and what differs, as it was found."""
	found = proposal.found
	differs = {
		f"{name}_differs": int(name in found.differs) for name in ("text", "deadline", "units", "lead")
	}
	return {"relation": found.relation.title(), "similarity": found.similarity * 100, **differs}
