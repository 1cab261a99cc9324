"""What people do while a server or the queue is lost, and what must be true of it afterwards."""

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qingdan_app.tests import patience

from .person import Answer
from .places import NODES
from .races import AGREED
from .running import TASK, Cluster

AT_ONCE = 6
AGAIN = 0.2
"""Seconds after which somebody clicks again who was not answered."""
GIVES_UP = 60
ALREADY = 409
"""What somebody is told who clicks again although the first click had done it."""
MONTH = "2021-05"


@dataclass(frozen=True)
class Click:
	"""One act of somebody on a task; `logged` is how the log calls it."""

	who: str
	act: str
	name: str
	logged: str


def mixed(start: list[str], agree: list[str]) -> list[Click]:
	"""Tasks that liaisons start, and among them reports to which the head of the unit agrees, of which others are told."""
	liaisons = itertools.cycle(("liaison", "second_liaison"))
	clicks = [Click(next(liaisons), "start", name, "start") for name in start]
	every = max(len(start) // max(len(agree), 1), 1) + 1
	for number, name in enumerate(agree):
		clicks.insert(number * every, Click("head", "complete", name, AGREED))
	return clicks


@dataclass
class Load:
	"""Acts that are done one after the other by several people at once, each at the next node; who is not answered clicks again."""

	cluster: Cluster
	clicks: list[Click]
	acknowledged: dict[str, tuple[float, float]] = field(default_factory=dict)
	"""Task → when the click that was acknowledged began and ended."""
	told_so: set[str] = field(default_factory=set)
	"""Tasks of which a second click was told that it is done, the first one having had no answer."""
	wrong: list[str] = field(default_factory=list)

	def run(self) -> None:
		"""Until everything is done, or somebody has clicked for a minute in vain."""
		for who in {click.who for click in self.clicks}:
			self.cluster.person(who)
		left, lock = iter(enumerate(self.clicks)), threading.Lock()

		def work() -> None:
			while True:
				with lock:
					number, click = next(left, (0, None))
				if click is None:
					return
				self._do(number, click)

		threads = [threading.Thread(target=work) for _each in range(AT_ONCE)]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()

	def _do(self, number: int, click: Click) -> None:
		end, unanswered = time.monotonic() + GIVES_UP, False
		for node in itertools.cycle((NODES[number % 2], NODES[(number + 1) % 2])):
			begun = time.monotonic()
			answer = self.cluster.perform(click.who, node, click.name, click.act)
			if answer.is_done:
				self.acknowledged[click.name] = (begun, time.monotonic())
				return
			if answer.status == ALREADY and unanswered:
				self.told_so.add(click.name)
				return
			if answer.is_named_refusal or time.monotonic() > end:
				self.wrong.append(f"{click.name}: {answer.status} {answer.body}")
				return
			unanswered = True
			time.sleep(AGAIN)

	def faults(self) -> list[str]:
		"""What is wrong of it afterwards, in words: where what was answered is not what stands in the log."""
		stored = {click.name: 0 for click in self.clicks}
		for logged in {click.logged for click in self.clicks}:
			of_it = [click.name for click in self.clicks if click.logged == logged]
			stored |= {name: len(actors) for name, actors in self.cluster.log_of(of_it, logged).items()}
		return [*self.wrong, *unequal(set(self.acknowledged), self.told_so, stored)]

	def begun_after(self, moment: float) -> list[float]:
		"""When the clicks were answered that began later than that."""
		return sorted(ended for begun, ended in self.acknowledged.values() if begun > moment)

	def first_after(self, moment: float) -> float:
		return self.begun_after(moment)[0]


def unequal(acknowledged: set[str], told_so: set[str], stored: Mapping[str, int]) -> list[str]:
	"""Where what was answered is not what is stored: each task once, and none of which nobody was told."""
	known = acknowledged | told_so
	return [
		*(
			f"{name} is acknowledged and stored {stored.get(name, 0)} times"
			for name in sorted(known)
			if stored.get(name) != 1
		),
		*(
			f"{name} is stored and nobody was told"
			for name in sorted(stored)
			if stored[name] and name not in known
		),
	]


@dataclass(frozen=True)
class Done:
	"""One act, what it was answered, and how often it is stored: asked of the database afterwards."""

	what: str
	answer: Answer
	stored: str


def all_kinds(cluster: Cluster, waiting: Mapping[str, list[str]]) -> list[Done]:
	"""One act of each kind, and a few of the commonest, at both nodes by turns."""
	nodes = itertools.cycle(NODES)
	done = [_start(cluster, next(nodes), name) for name in waiting["start"][:12]]
	done += [_agree(cluster, next(nodes), name) for name in waiting["agree"][:6]]
	done += [_report(cluster, next(nodes), name) for name in waiting["start"][:4]]
	done += [
		make(cluster, next(nodes), waiting["start"][0]) for make in (_comment, _upload, _assign, _phrase)
	]
	return done


def _start(cluster: Cluster, node: int, name: str) -> Done:
	return Done("start", cluster.perform("liaison", node, name, "start"), _entries(name, "start"))


def _agree(cluster: Cluster, node: int, name: str) -> Done:
	return Done("agree", cluster.perform("head", node, name, "complete"), _entries(name, AGREED))


def _report(cluster: Cluster, node: int, name: str) -> Done:
	said = cluster.person("liaison").call(
		node, "qingdan_app.api.reports.file_report", task=name, period=MONTH, percent=30, done="完成前期工作"
	)
	where = f"task = '{name}' and period = '{MONTH}' and state = '已提交'"
	return Done("file a report", said, f"select count(*) from `tabQingdan Progress Report` where {where}")


def _comment(cluster: Cluster, node: int, name: str) -> Done:
	said = cluster.person("supervisor").call(
		node,
		"frappe.desk.form.utils.add_comment",
		reference_doctype=TASK,
		reference_name=name,
		content="队列停了也能写",
		comment_email="x@qingdan.example",
		comment_by="x",
	)
	where = f"comment_type = 'Comment' and reference_name = '{name}'"
	return Done("comment", said, f"select count(*) from `tabComment` where {where}")


def _upload(cluster: Cluster, node: int, name: str) -> Done:
	said = cluster.person("liaison").upload(node, "without-a-queue.txt", name.encode())
	return Done("upload", said, "select count(*) from `tabFile` where file_name like 'without-a-queue%'")


def _assign(cluster: Cluster, node: int, name: str) -> Done:
	who = cluster.town["people"]["second_liaison"]
	said = cluster.person("liaison").call(
		node, "frappe.desk.form.assign_to.add", doctype=TASK, name=name, assign_to=f'["{who}"]'
	)
	where = f"reference_name = '{name}' and allocated_to = '{who}'"
	return Done("hand on", said, f"select count(*) from `tabToDo` where {where}")


def _phrase(cluster: Cluster, node: int, name: str) -> Done:
	"""A document of core, saved as its form does."""
	doc = {"doctype": "Note", "title": "队列停了", "content": name}
	said = cluster.person("Administrator").call(node, "frappe.client.insert", doc=doc)
	return Done("save a document", said, "select count(*) from `tabNote` where title = '队列停了'")


def _entries(name: str, act: str) -> str:
	return f"select count(*) from `tabQingdan Approval Log` where reference_name = '{name}' and act = '{act}'"


def faults(cluster: Cluster, done: list[Done]) -> list[str]:
	"""Acts that were not answered by 200, and those whose answer is not what is stored."""
	return judged([(each.what, each.answer, cluster.number(each.stored)) for each in done])


def judged(done: list[tuple[str, Answer, int]]) -> list[str]:
	"""The same of `(what, answer, how often it is stored)`."""
	return [
		f"{what}: {answer.status} {answer.body}, stored {stored} times"
		for what, answer, stored in done
		if (answer.is_done, stored) not in ((True, 1), (False, 0))
	]


class Then(threading.Thread):
	"""Something that is done by itself as soon as something else holds."""

	def __init__(self, holds: Callable[[], bool], work: Callable[[], object]):
		super().__init__(daemon=True)
		self.holds, self.work = holds, work
		self.said: object = None
		self.start()

	def run(self) -> None:
		if patience.wait_until(self.holds):
			self.said = self.work()

	def answer(self):
		self.join()
		return self.said
