"""Each deed of a plan as the service behind its button, and each post as who holds it today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import frappe

from qingdan_app.handing_out import disputing, handing
from qingdan_app.instructions import giving
from qingdan_app.notices import issuing
from qingdan_app.organization import people
from qingdan_app.scores import running
from qingdan_app.simulation import deeds
from qingdan_app.simulation.deeds import (
	AGREED,
	CHANGE,
	DENIED,
	INSISTED,
	INSTRUCTION,
	NOT_OURS,
	NOTICE,
	REPORT,
	TASK,
)
from qingdan_app.simulation.rules.deed import Act, Deed, Duty, Post
from qingdan_app.tasks import reporting
from qingdan_app.tasks.reporting import Filing
from qingdan_app.workflows.requests import urging

if TYPE_CHECKING:
	from qingdan_app.simulation.playing import Place

EXTENDED, AHEAD = "受征迁影响，工期顺延。", "已完成七成。"
COMES_BACK, URGED = "佐证材料不全，请补充验收报告后再报。", "请抓紧办理并报送进展。"
DEMAND, ANSWER, WORDS = (
	"请说明滞后原因和赶工措施。",
	"已明确责任人和时间表，每周调度。",
	"请加强统筹，按期见效。",
)


def who_is(post: Post, place: Place) -> str:
	"""The user who holds a post today."""
	match post.duty:
		case Duty.LIAISON:
			return deeds.liaison(post.of)
		case Duty.HEAD:
			return deeds.head(post.of)
		case Duty.OFFICE:
			return deeds.office(post.of)
	return place.supervision if post.duty is Duty.SUPERVISION else place.administrator


def press(act: Act, place: Place) -> None:
	"""Do it, as the session's user."""
	if act.deed in OF_THE_CITY:
		OF_THE_CITY[act.deed](act.words, place)
	else:
		BUTTONS[act.deed](place.tasks[act.work], act.words)


def _hand_out(_words: Mapping, place: Place) -> None:
	handing.hand_out(place.tasks.values())


def _replace(words: Mapping, _place: Place) -> None:
	order = {"kind": "Portfolio", "leader": words["earlier"], "new_leader": words["later"]}
	deeds.reorganize({**order, "effective_date": words["from"], "reason": "市政府领导分工调整"})


def _merge(words: Mapping, _place: Place) -> None:
	order = {"kind": "Merger of Units", "unit": words["earlier"], "new_unit": words["later"]}
	deeds.reorganize({**order, "effective_date": words["from"], "reason": "机构改革"})


def _count(words: Mapping, place: Place) -> None:
	for name in place.lists:
		running.count(name, words["first"], words["last"])


def _report(task: str, words: Mapping) -> None:
	said = {name: words[name] for name in ("period", "percent", "done", "problems")}
	reporting.file_report(Filing(task, "Period", next_steps="继续推进。", **said))


def _answer_report(act: str) -> Callable[[str, Mapping], None]:
	def answer(task: str, words: Mapping) -> None:
		units = [words["unit"], *people.of_today([words["unit"]])]
		about = {"task": task, "period": words["period"], "unit": ("in", units)}
		deeds.do(REPORT, frappe.db.get_value(REPORT, about, "name"), act, words.get("opinion", ""))

	return answer


def _ask_extension(task: str, words: Mapping) -> None:
	deeds.ask("Extension", task, EXTENDED, {"new_due_date": words["until"], "progress": AHEAD})


def _asked_about(task: str) -> str:
	"""The request about a task that waits for its decision."""
	rows = frappe.get_all("Qingdan Change Task", {"task": task}, pluck="parent")
	return frappe.db.get_value(CHANGE, {"name": ("in", rows or [""]), "state": "变更审批中"}, "name")


def _instruct(task: str, words: Mapping) -> None:
	giving.give({"task": task, "words": WORDS, "due_date": words["due"]})


def _notice(task: str, words: Mapping) -> None:
	issuing.issue({"level": words["level"], "demand": DEMAND, "due_date": words["due"]}, [task])


OF_THE_CITY: dict[Deed, Callable[[Mapping, Place], None]] = {
	Deed.HAND_OUT: _hand_out,
	Deed.REPLACE_LEADER: _replace,
	Deed.MERGE_UNITS: _merge,
	Deed.COUNT_SCORES: _count,
}
BUTTONS: dict[Deed, Callable[[str, Mapping], object]] = {
	Deed.START: lambda task, _words: deeds.do(TASK, task, "start"),
	Deed.REFUSE: lambda task, _words: disputing.refuse(task, NOT_OURS),
	Deed.INSIST: lambda task, _words: disputing.settle(task, "insist", INSISTED),
	Deed.REASSIGN: lambda task, words: disputing.settle(task, "reassign", INSISTED, words["unit"]),
	Deed.REPORT: _report,
	Deed.ADOPT: _answer_report("adopt"),
	Deed.SEND_BACK: _answer_report("return"),
	Deed.COMPLETE: lambda task, _words: deeds.complete(task),
	Deed.AGREE: lambda task, _words: deeds.do(TASK, task, "complete", AGREED),
	Deed.ACCEPT: lambda task, _words: deeds.do(TASK, task, "complete", AGREED),
	Deed.RETURN: lambda task, _words: deeds.do(TASK, task, "return", COMES_BACK),
	Deed.ASK_EXTENSION: _ask_extension,
	Deed.GRANT: lambda task, _words: deeds.decide(CHANGE, _asked_about(task), "grant_change"),
	Deed.DENY: lambda task, _words: deeds.do(CHANGE, _asked_about(task), "deny_change", DENIED),
	Deed.URGE: lambda task, _words: urging.urge(TASK, task, URGED),
	Deed.ISSUE_NOTICE: _notice,
	Deed.SIGN_FOR: lambda task, _words: deeds.on(NOTICE, task, "sign_for"),
	Deed.ANSWER_NOTICE: lambda task, _words: deeds.on(NOTICE, task, "answer_notice", ANSWER),
	Deed.ACCEPT_ANSWER: lambda task, _words: deeds.on(NOTICE, task, "accept_answer", AGREED),
	Deed.INSTRUCT: _instruct,
	Deed.ANSWER_INSTRUCTION: lambda task, _words: deeds.on(INSTRUCTION, task, "answer_instruction", ANSWER),
	Deed.FIND_CARRIED_OUT: lambda task, _words: deeds.on(INSTRUCTION, task, "find_carried_out"),
}
