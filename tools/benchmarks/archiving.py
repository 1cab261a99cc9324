"""The year's end of a list: what would rest, archiving it, what runs on, and carrying that over into a later list."""

import argparse
from collections.abc import Callable
from typing import TypeVar

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.archiving import carrying_over, closing_lists, what_is_open
from qingdan_app.handing_out import handing
from qingdan_app.tasks import reporting
from qingdan_app.workflows.moves import performing

from . import changing, city, figures, import_speed, inside, tracing

TASK, LIST = "Qingdan Task", "Qingdan List"
LONGEST, LONGEST_PREVIEW = 10, 2
"""Seconds: whoever has pressed the button waits for the page."""
Answer = TypeVar("Answer")


def main() -> None:
	parser = argparse.ArgumentParser()
	for name in ("carried", "turns"):
		parser.add_argument(f"--{name}", type=int)
	wanted = parser.parse_args()
	with inside.connected():
		figures.print_machine("The end of a list")
		changing.prepare()
		list_ = one_list()
		send_to_review(wanted.turns)
		measure(list_, wanted.carried)
		inside.empty_site()


def one_list() -> str:
	"""All tasks in one list and handed out, those with a deadline due next year; answers the list."""
	list_ = frappe.get_all(LIST, pluck="name", order_by="name", limit=1)[0]
	for doctype in ("Qingdan Key Work", TASK, "Qingdan Task Unit"):
		table = frappe.qb.DocType(doctype)
		frappe.qb.update(table).set(table.list, list_).run()
	task = frappe.qb.DocType(TASK)
	frappe.qb.update(task).set(task.due_date, add_days(getdate(), 300)).where(task.due_date.isnotnull()).run()
	handing.hand_out(frappe.get_all(TASK, pluck="name"))
	inside.drop_jobs()
	frappe.db.commit()
	return list_


def send_to_review(wanted: int) -> None:
	"""Start so many tasks and file their completion: each is decided on by its leader's office."""
	for task in frappe.get_all(TASK, pluck="name", order_by="name", limit=wanted):
		unit = frappe.db.get_value(TASK, task, "lead_unit")
		tracing.act(frappe.db.get_value("Qingdan Contact", {"unit": unit}, "user"), complete, task)
	inside.drop_jobs()
	frappe.db.commit()


def complete(task: str) -> None:
	"""What a liaison does until the office has the turn."""
	performing.perform(TASK, task, "start")
	words = {"file_name": "evidence.txt", "is_private": 1, "content": f"证明材料 {task}".encode()}
	paper = {"file": frappe.get_doc({"doctype": "File", **words}).insert().file_url, "caption": "验收单"}
	said = {"kind": "Completion", "done": "全部完成", "percent": 100, "evidence": [paper]}
	reporting.file_report(reporting.Filing(task, **said))


def measure(list_: str, wanted: int) -> None:
	"""Print how long each step takes, and whether the bars hold."""
	frappe.set_user(city.SUPERVISION)
	turns = in_review(list_)
	seen, preview = timed(lambda: what_is_open.foresee(list_))
	_report, archive = timed(lambda: closing_lists.archive(list_))
	shown, foresee = timed(lambda: carrying_over.foresee(list_, None, None, None))
	going = [row["name"] for row in shown["rows"] if not row["why"]][:wanted]
	carried, carry = timed(lambda: carrying_over.carry_over(list_, None, going))
	_report, reopen = timed(lambda: closing_lists.open_again(list_, "补报"))
	steps = [
		(f"what archiving would do, {seen['figures']['total']} tasks", preview),
		(f"archiving, {seen['open']} open tasks, {turns} of them in review", archive),
		(f"what would go on, {len(shown['rows'])} tasks", foresee),
		(f"carrying over {len(carried)} tasks", carry),
		(f"opening again, {seen['open'] - len(carried)} tasks go on", reopen),
	]
	figures.print_table(("what", "seconds"), [(what, f"{taken:.2f}") for what, taken in steps])
	bars = [
		_bar("previews, s", max(preview, foresee), LONGEST_PREVIEW),
		_bar("archiving, s", archive, LONGEST),
	]
	bars += [_bar("carrying over, s", carry, LONGEST), _bar("opening again, s", reopen, LONGEST)]
	left = in_review(list_)
	bars.append(figures.Bar("in review, before and after", f"{turns}, {left}", f"{turns}, 0", not left))
	bars.append(figures.Bar("carried over", len(carried), f"all {wanted}", len(carried) == wanted))
	figures.print_bars(bars)


def in_review(list_: str) -> int:
	return frappe.db.count(TASK, {"list": list_, "state": "待审核"})


def timed(action: Callable[[], Answer]) -> tuple[Answer, float]:
	"""What an action answers, and the seconds that it and its commit take."""
	answers: list[Answer] = []
	seconds = import_speed.timed(lambda: answers.append(action()))
	return answers[0], seconds


def _bar(what: str, seconds: float, most: int) -> figures.Bar:
	return figures.Bar(what, f"{seconds:.2f}", f"< {most}", seconds < most)


if __name__ == "__main__":
	main()
