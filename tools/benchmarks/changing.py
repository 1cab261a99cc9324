"""A change request over many tasks of the 2021 list: what it would do, asking for it, and writing it with the last decision."""

import argparse

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.changes import asking
from qingdan_app.setup import approval_flows, workflows
from qingdan_app.workflows.moves import performing

from . import city, figures, import_speed, inside

TASK, REQUEST = "Qingdan Task", "Qingdan Change Request"
LONGEST_PREVIEW, LONGEST_WRITING = 2, 20
"""Seconds."""


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--tasks", type=int)
	wanted = parser.parse_args().tasks
	with inside.connected():
		figures.print_machine("A change request over many tasks")
		offices = prepare()
		tasks = dated(wanted)
		measure(tasks, offices)
		inside.empty_site()


def prepare() -> list[str]:
	"""The list, the flows, a liaison for every unit and a person in every leader's office; answers these."""
	import_speed.import_ours()
	workflows.create_missing()
	approval_flows.create_missing()
	city.person(city.SUPERVISION, "Qingdan Supervision Office")
	for number, unit in enumerate(frappe.get_all("Qingdan Unit", pluck="name"), start=1):
		city.person(city.liaison(number), "Qingdan Unit Liaison")
		words = {"user": city.liaison(number), "unit": unit, "duty": "Liaison"}
		frappe.get_doc({"doctype": "Qingdan Contact", **words}).insert()
	leaders = frappe.get_all("Qingdan Leader", pluck="name")
	for number, leader in enumerate(leaders, start=1):
		city.person(city.clerk(number), "Qingdan Leader Office")
		frappe.get_doc("Qingdan Leader", leader).update({"office": [{"user": city.clerk(number)}]}).save()
	frappe.db.commit()
	return [city.clerk(number) for number in range(1, len(leaders) + 1)]


def dated(wanted: int) -> list[str]:
	"""Tasks that have a deadline to extend."""
	dated = {"due_date": ("is", "set")}
	return frappe.get_all(TASK, dated, pluck="name", order_by="name", limit=wanted)


def measure(tasks: list[str], offices: list[str]) -> None:
	"""Print how long each step takes, and whether the bars hold."""
	day = str(add_days(getdate(), 100))
	asked = {"kind": "Extension", "reason": "疫情", "progress": "过半", "new_due_date": day}
	frappe.set_user(city.SUPERVISION)
	foresee = import_speed.timed(lambda: asking.foresee(asked, tasks))
	made: list = []
	ask = import_speed.timed(lambda: made.append(asking.ask(asked, tasks)))
	seconds = [decide(made[0].name, office) for office in offices if has_turn(made[0].name, office)]
	frappe.set_user("Administrator")
	moved = frappe.db.count(TASK, {"name": ("in", tasks), "due_date": day})
	steps = [
		("what it would do", foresee),
		("asking for it", ask),
		("the last decision, which writes", seconds[-1]),
	]
	steps += [("the slowest of the decisions before", max(seconds[:-1], default=0))]
	figures.print_table(("what", "seconds"), [(what, f"{taken:.2f}") for what, taken in steps])
	bars = [
		("preview, s", f"{foresee:.2f}", f"< {LONGEST_PREVIEW}", foresee < LONGEST_PREVIEW),
		("written, s", f"{seconds[-1]:.2f}", f"< {LONGEST_WRITING}", seconds[-1] < LONGEST_WRITING),
		("tasks changed", str(moved), f"all {len(tasks)}", moved == len(tasks)),
	]
	rows = [(*bar[:3], "yes" if bar[3] else "NO") for bar in bars]
	figures.print_table(("bar", "measured", "wanted", "holds"), rows)


def has_turn(request: str, office: str) -> bool:
	live = {"reference_name": request, "assignee": office, "standing": ("in", ["Open", "Held"])}
	return bool(frappe.db.exists("Qingdan Approval Assignment", live))


def decide(request: str, office: str) -> float:
	"""Seconds of one office's decision."""
	frappe.set_user(office)
	return import_speed.timed(lambda: performing.perform(REQUEST, request, "grant_change"))


if __name__ == "__main__":
	main()
