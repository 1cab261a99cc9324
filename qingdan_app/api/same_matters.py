"""Tasks of several lists that are the same matter: found, joined and parted."""

import frappe

from qingdan_app import arguments, background
from qingdan_app.changes.asking import read_tasks
from qingdan_app.same_matters import jobs, joining, proposing
from qingdan_app.same_matters.joining import check_may_join
from qingdan_app.workflows.moves.many import each, parsed, read_names
from qingdan_app.workflows.retry import repeat_each_of, repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
def find(year: int) -> dict:
	"""Have the tasks of the lists of a year compared with each other in the background, as is done each night: `{year}`.

	What says the same is proposed as it is found, and list administrators are told of it.
	"""
	check_may_join()
	background.start_after_commit(jobs.find_in, queue="long", year=year)
	return {"year": year}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def choose(tasks: list[str] | str) -> dict:
	"""Begin a same matter of tasks that are named, which nothing has found: `{name}`; it is joined by `join`. Raises CannotBeJoined."""
	check_may_join()
	return {"name": joining.begin(read_tasks(parsed(tasks))).name}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def join(name: str, tasks: list[str] | str = "[]", reason: str = "") -> dict:
	"""Join tasks of a same matter, all that are proposed where none is named: `{name, state}`. Raises CannotBeJoined."""
	check_may_join()
	return _answer(joining.join(name, read_tasks(parsed(tasks)), reason))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def part(name: str, tasks: list[str] | str = "[]", reason: str = "") -> dict:
	"""Part tasks from a same matter, all of it where none is named: `{name, state}`. Raises CannotBeJoined without a reason for what was joined."""
	check_may_join()
	return _answer(joining.part(name, read_tasks(parsed(tasks)), reason))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_each_of("names", proposing.SAME)
def join_many(names: list[str] | str, reason: str = "") -> list[dict]:
	"""Join what is proposed of many same matters, each by itself: `[{doctype, name, ok, message}]`."""
	check_may_join()
	return each(_named(names), lambda _doctype, name: joining.join(name, (), reason))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_each_of("names", proposing.SAME)
def part_many(names: list[str] | str, reason: str = "") -> list[dict]:
	"""Part many same matters, each by itself: `[{doctype, name, ok, message}]`."""
	check_may_join()
	return each(_named(names), lambda _doctype, name: joining.part(name, (), reason))


def _named(names: list[str] | str) -> list[tuple[str, str]]:
	return [(proposing.SAME, name) for name in read_names(names)]


def _answer(same) -> dict:
	return {"name": same.name, "state": same.state}
