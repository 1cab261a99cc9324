"""What each act does to the account of a task; what is not here changes nothing that is accounted for."""

from datetime import timedelta

from qingdan_app.simulation.rules.deed import Act, Deed
from qingdan_app.simulation.tests.accounted import Matter, Paper


def _start(account, matter: Matter, act: Act) -> None:
	matter.state, matter.started, matter.heard, matter.acknowledge_by = "moving", act.day, act.day, None


def _reassign(account, matter: Matter, act: Act) -> None:
	matter.leads.append((act.day, matter.lead))
	matter.lead = act.words["unit"]
	matter.cooperating = [unit for unit in matter.cooperating if unit != matter.lead]
	matter.acknowledge_by = account.working_after(act.day)


def _insist(account, matter: Matter, act: Act) -> None:
	matter.acknowledge_by = account.working_after(act.day)


def _refuse(account, matter: Matter, act: Act) -> None:
	matter.acknowledge_by = None


def _complete(account, matter: Matter, act: Act) -> None:
	matter.state, matter.heard = "review", act.day
	account.judge(matter, act.day)


def _return(account, matter: Matter, act: Act) -> None:
	matter.state = "moving"
	account.judge(matter, act.day)
	matter.sent_back.append((act.day, matter.lead, f"{act.day:%Y-%m}"))


def _accept(account, matter: Matter, act: Act) -> None:
	matter.late_when_done, matter.late_since = bool(matter.late_since), None
	matter.state, matter.done = "done", act.day


def _ask(account, matter: Matter, act: Act) -> None:
	matter.asked_until = act.words["until"]


def _grant(account, matter: Matter, act: Act) -> None:
	matter.due = matter.asked_until
	if matter.is_open:
		account.judge(matter, act.day)


def _notice(account, matter: Matter, act: Act) -> None:
	matter.notice = Paper(matter.lead, matter.leader, act.day, act.words["due"], act.words["level"])


def _instruct(account, matter: Matter, act: Act) -> None:
	matter.instruction = Paper(matter.lead, matter.leader, act.day, act.words["due"])


def _answer(paper: Paper, act: Act) -> None:
	paper.with_unit, paper.late_since = False, None
	if act.day > paper.due:
		paper.was_late_since = paper.was_late_since or paper.due + timedelta(1)


ACTS = {
	Deed.START: _start,
	Deed.REFUSE: _refuse,
	Deed.INSIST: _insist,
	Deed.REASSIGN: _reassign,
	Deed.REPORT: lambda account, matter, act: account.file(matter, act),
	Deed.SEND_BACK: lambda account, matter, act: account.send_back(matter, act),
	Deed.COMPLETE: _complete,
	Deed.RETURN: _return,
	Deed.ACCEPT: _accept,
	Deed.ASK_EXTENSION: _ask,
	Deed.GRANT: _grant,
	Deed.ISSUE_NOTICE: _notice,
	Deed.INSTRUCT: _instruct,
	Deed.ANSWER_NOTICE: lambda _account, matter, act: _answer(matter.notice, act),
	Deed.ANSWER_INSTRUCTION: lambda _account, matter, act: _answer(matter.instruction, act),
}
