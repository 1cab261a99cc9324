"""What people of a city do, each by the service that serves their button."""

from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.changes import asking
from qingdan_app.handing_out import disputing
from qingdan_app.handlers import drafting, handing_on
from qingdan_app.handlers.handing_on import Errand
from qingdan_app.instructions import giving
from qingdan_app.issues import raising
from qingdan_app.matters import taking_on
from qingdan_app.notices import issuing
from qingdan_app.organization import people
from qingdan_app.reorganizing import ordering
from qingdan_app.sessions import acting_as
from qingdan_app.tasks import reporting, review_days, reviewing, ticking
from qingdan_app.tasks.reporting import Filing
from qingdan_app.workflows.moves import performing

TASK, REPORT, CHANGE = "Qingdan Task", "Qingdan Progress Report", "Qingdan Change Request"
PART, SETTLED = "Qingdan Part", ("insist", "reassign")
TURN = "Qingdan Approval Assignment"
NOTICE, INSTRUCTION, ISSUE = "Qingdan Supervision Notice", "Qingdan Instruction", "Qingdan Issue"
AGREED, MOST_TURNS = "同意。", 9
NOT_OURS, INSISTED = "该事项不属于我单位职责范围。", "职责明确，请按交办承办。"
DENIED = "请克服困难，按期完成。"


def liaison(unit: str) -> str:
	return people.contacts_of([unit], ["Liaison"])[0]


def head(unit: str) -> str:
	return people.contacts_of([unit], ["Head"])[0]


def handler(unit: str) -> str:
	return people.contacts_of([unit], ["Handler"])[0]


def office(leader: str) -> str:
	return people.office_of(leader)[0]


def do(doctype: str, name: str, act: str, opinion: str = "") -> None:
	performing.perform(doctype, name, act, opinion)


def report(task: str, percent: float, done: str, **more: object) -> str:
	"""File the present month's report, or a completion; answers its name."""
	kind = more.pop("kind", "Period")
	period = f"{getdate():%Y-%m}" if kind == "Period" else None
	return reporting.file_report(
		Filing(task, kind, period=period, percent=percent, done=done, **more)
	).report.name


def complete(task: str) -> str:
	"""File the completion report with its evidence."""
	evidence = [{"file": _paper(task), "caption": "验收意见"}]
	return report(task, 100, "各项工作已经完成，并通过验收。", kind="Completion", evidence=evidence)


def part(task: str, lead: str, done: str, answer: str) -> None:
	"""A cooperating unit files its part, and the lead unit's liaison adopts it, returns it, or has not looked yet."""
	name = report(task, 40, done)
	if answer:
		with acting_as(lead):
			do(REPORT, name, answer, "请写明数据口径。" if answer == "return" else "")


def tick(task: str) -> None:
	"""Report the first milestone that is open, with its evidence."""
	step = ticking.offered(frappe.get_doc(TASK, task), getdate())[0]["key"]
	evidence = [{"file": _paper(task), "caption": "节点佐证"}]
	report(task, 30, "节点任务已经完成。", kind="Milestone", milestones=[step], evidence=evidence)


def draft(task: str, done: str) -> None:
	"""Write the present month's report for the liaison, who is told that it can be filed."""
	kept = reporting.keep_draft(Filing(task, period=f"{getdate():%Y-%m}", percent=50, done=done))
	drafting.tell_ready(kept)


def _paper(task: str) -> str:
	words = {"file_name": f"{task}-验收意见.txt", "is_private": 1, "content": f"{task} 验收合格。".encode()}
	return frappe.get_doc({"doctype": "File", **words}).insert().file_url


def decide(doctype: str, name: str, act: str, opinion: str = AGREED, turns: int = MOST_TURNS) -> None:
	"""Whoever has the turn decides, and whoever has it then, so many times."""
	for _turn in range(turns):
		who = frappe.db.get_value(
			TURN,
			{"reference_doctype": doctype, "reference_name": name, "standing": "Open"},
			"assignee",
			order_by="creation, name",
		)
		if not who:
			return
		with acting_as(who):
			do(doctype, name, act, opinion)


def ask(kind: str, task: str, reason: str, asked: Mapping[str, object]) -> str:
	"""Ask for a change of a task; answers the request."""
	return asking.ask({"kind": kind, "reason": reason, **asked}, [task]).name


def granted(kind: str, task: str, reason: str, asked: Mapping[str, object]) -> None:
	"""Ask for a change, and everybody agrees."""
	decide(CHANGE, ask(kind, task, reason, asked), "grant_change")


def denied(kind: str, task: str, reason: str, asked: Mapping[str, object]) -> None:
	"""Ask for a change, and the first who has the turn denies it."""
	decide(CHANGE, ask(kind, task, reason, asked), "deny_change", DENIED, 1)


def hand_on(task: str, person: str, words: str) -> None:
	handing_on.hand_on(task, Errand(person, words))


def finish(task: str, person: str) -> None:
	"""What was handed to this person is done."""
	handing_on.finish(frappe.db.get_value(PART, {"task": task, "handler": person}, "name"))


def cut(task: str, person: str, words: Iterable[str]) -> None:
	"""Cut the unit's part into sub-items that one person has."""
	handing_on.cut(task, [Errand(person, each) for each in words])


def advance(task: str, person: str, percents: Iterable[float]) -> None:
	"""Say how far the first sub-items of a person are."""
	names = frappe.get_all(PART, {"task": task, "handler": person}, pluck="name", order_by="creation, name")
	for name, percent in zip(names, percents):  # noqa: B905 - the rest has not begun
		handing_on.advance(name, percent)


def review(task: str, verdict: str, words: str, day: date | None) -> None:
	"""Hold the review of a task, where it is open on that day."""
	if verdict in {each.value for each in review_days.offered(frappe.get_doc(TASK, task))}:
		reviewing.review(task, verdict, words, day)


def take_on(
	source: Mapping[str, object], row: Mapping[str, object], answer: str = "", unit: str = ""
) -> None:
	"""Take a matter on; with an `answer` its unit refuses it, and supervision insists, re-assigns it, or has not looked yet."""
	task = taking_on.take_on(source, [row])[0].task
	if answer:
		with acting_as(liaison(unit)):
			disputing.refuse(task, NOT_OURS)
	if answer in SETTLED:
		disputing.settle(task, answer, INSISTED, another_unit(unit))


def another_unit(unit: str) -> str:
	others = {"is_group": 0, "disabled": 0, "name": ("!=", unit)}
	return frappe.db.get_value("Qingdan Unit", others, order_by="name")


def reorganize(words: Mapping[str, object], tasks: Iterable[str] = ()) -> None:
	"""Order that chosen tasks go to another leader or unit, or everything: at once, or on its day."""
	chosen = {"choice": "Chosen Tasks", "tasks": [{"task": task} for task in tasks]} if tasks else {}
	order = {"doctype": "Qingdan Reorganization", **chosen, **words}
	ordering.give(frappe.get_doc(order).insert().name)


def correct(task: str, reason: str, words: Mapping[str, object]) -> None:
	"""An administrator's own correction, with its reason."""
	frappe.get_doc(TASK, task).update({**words, "correction_reason": reason}).save()


def notice(level: str, demand: str, tasks: list[str]) -> None:
	issuing.issue({"level": level, "demand": demand}, tasks)


def instruct(task: str, words: str, days: int) -> None:
	giving.give({"task": task, "words": words, "due_date": add_days(getdate(), days)})


def stuck(task: str, percent: float, problem: str) -> None:
	"""Report what holds the task up, and ask the leader's office to coordinate it."""
	name = report(task, percent, "前期工作已经完成，实施受阻。", problems=problem)
	raising.raise_issue({"report": name})


def on(doctype: str, task: str, act: str, opinion: str = "") -> None:
	"""An act on the notice, instruction or issue about a task."""
	do(doctype, _about(doctype, task), act, opinion)


def judge(task: str, act: str, opinion: str) -> None:
	"""Decide on a unit's answer to the notice about its task."""
	decide(NOTICE, _about(NOTICE, task), act, opinion, 1)


def _about(doctype: str, task: str) -> str:
	if doctype == NOTICE:
		return frappe.db.get_value("Qingdan Notice Task", {"task": task, "parenttype": NOTICE}, "parent")
	return frappe.db.get_value(doctype, {"task": task}, "name")
