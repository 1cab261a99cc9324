"""A leader's portfolio of many tasks, some of them with an open turn, goes to another leader: what it would do, and doing it."""

import argparse

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.changes import asking
from qingdan_app.reorganizing import foreseeing, ordering
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.workflows.exceptions import NotYourTurn
from qingdan_app.workflows.moves import performing

from . import changing, city, figures, import_speed, inside

TASK, REQUEST, TURN = "Qingdan Task", "Qingdan Change Request", "Qingdan Approval Assignment"
LIVE = ("in", ["Open", "Held"])
LONGEST = 20
"""Seconds, as for other changes of many tasks."""


def main() -> None:
	parser = argparse.ArgumentParser()
	for name in ("tasks", "turns"):
		parser.add_argument(f"--{name}", type=int)
	wanted = parser.parse_args()
	with inside.connected():
		figures.print_machine("A portfolio that changes hands")
		old, new = changing.prepare()[:2]
		measure(portfolio(old, wanted.tasks), old, new, wanted.turns)
		inside.empty_site()


def portfolio(office: str, size: int) -> list[str]:
	"""Give a leader exactly so many tasks with a deadline; the others are nobody's."""
	leader, names = leader_of(office), changing.dated(size)
	frappe.db.set_value(TASK, {"leader": leader}, "leader", None)
	frappe.db.set_value(TASK, {"name": ("in", names)}, "leader", leader)
	frappe.db.commit()
	return names


def leader_of(office: str) -> str:
	return frappe.db.get_value("Qingdan Leader Office Member", {"user": office}, "parent")


def measure(tasks: list[str], old: str, new: str, turns: int) -> None:
	"""Print how long each step takes, and whether the bars hold."""
	frappe.set_user(city.SUPERVISION)
	requests = [ask(task) for task in tasks[:turns]]
	given = frappe.db.count(TURN, {"assignee": old, "standing": LIVE})
	values = {"leader": leader_of(old), "new_leader": leader_of(new), "reason": "分工调整"}
	words = {"doctype": ORDER, "kind": "Portfolio", "effective_date": getdate(), **values}
	order = frappe.get_doc(words).insert()
	foresee = import_speed.timed(lambda: foreseeing.foresee(order))
	carry_out = import_speed.timed(lambda: ordering.give(order.name))
	frappe.db.commit()
	figures.print_table(
		("what", "seconds"), [("what it would do", f"{foresee:.2f}"), ("doing it", f"{carry_out:.2f}")]
	)
	bars = [
		("done in, s", f"{carry_out:.2f}", f"< {LONGEST}", carry_out < LONGEST),
		*outcome(tasks, requests, old, new, given),
	]
	figures.print_table(
		("bar", "measured", "wanted", "holds"), [(*bar[:3], "yes" if bar[3] else "NO") for bar in bars]
	)


def ask(task: str) -> str:
	day = str(add_days(getdate(), 100))
	return asking.ask(
		{"kind": "Extension", "reason": "疫情", "progress": "过半", "new_due_date": day}, [task]
	).name


def outcome(tasks: list[str], requests: list[str], old: str, new: str, given: int) -> list[tuple]:
	"""Rows of bars: who has the tasks and the turns now, and whether anybody of the old office still decides."""
	moved = frappe.db.count(TASK, {"name": ("in", tasks), "leader": leader_of(new)})
	left = frappe.db.count(TURN, {"assignee": old, "standing": LIVE})
	taken = frappe.db.count(TURN, {"assignee": new, "standing": LIVE, "reference_name": ("in", requests)})
	decided = sum(decides(request, old) for request in requests)
	return [
		("tasks moved", str(moved), f"all {len(tasks)}", moved == len(tasks)),
		("turns of the old office, before and after", f"{given}, {left}", f"{len(requests)}, 0", left == 0),
		("turns of the new office", str(taken), f"all {len(requests)}", taken == len(requests)),
		("decided by the old office afterwards", str(decided), "0", decided == 0),
	]


def decides(request: str, office: str) -> bool:
	frappe.set_user(office)
	try:
		performing.perform(REQUEST, request, "grant_change")
	except (NotYourTurn, frappe.PermissionError):
		return False
	return True


if __name__ == "__main__":
	main()
