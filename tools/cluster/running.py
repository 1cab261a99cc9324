"""A cluster that runs, as the checks see it: its people, its servers, and what stands in its database."""

import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from bench import daemons, services, suites
from bench.runner import Runner

from qingdan_app.tests import patience

from . import asking, balancing, keeping, nodes, places, servers
from .person import PERFORM, Answer, Person
from .places import NODES, SERVERS, SITE, Ports
from .servers import Server

TASK = "Qingdan Task"
SETTLED = ("Delivered", "Muted", "Gathered")
SWEEP = "qingdan_app.messaging.jobs.sweep_messages"
Given = TypeVar("Given")
Said = TypeVar("Said")


@dataclass
class Cluster:
	"""What was started for one run."""

	runner: Runner
	ports: Ports
	asked_at: int = 1
	"""The server whose rows are looked at: one that is up, and the first unless it was killed."""
	known: dict[str, Person] = field(default_factory=dict)

	@cached_property
	def town(self) -> dict:
		return json.loads(places.town_file(self.runner.home).read_text())

	def person(self, who: str) -> Person:
		"""Somebody of the town by what they are there, logged in."""
		if who not in self.known:
			administrator = ("Administrator", self.runner.settings.administrator_password)
			user, password = administrator if who == "Administrator" else self._named(who)
			self.known[who] = Person(self.ports, user, password)
			answer = self.known[who].log_in(random.choice(NODES))
			if not answer.is_done:
				raise AssertionError(f"{who} cannot log in: {answer}")
		return self.known[who]

	def _named(self, who: str) -> tuple[str, str]:
		return self.town["people"][who], self.town["password"]

	def rows(self, statement: str) -> list[list[str]]:
		"""What stands in the site's database, each value as text."""
		return asking.of_site(self.runner, self.ports.database(self.asked_at), statement)

	def number(self, statement: str) -> int:
		return int(self.rows(statement)[0][0])

	def log_of(self, names: list[str], act: str) -> dict[str, list[str]]:
		"""Who has done an act on each of these tasks, by the log."""
		known = ", ".join(f"'{name}'" for name in names)
		found: dict[str, list[str]] = {name: [] for name in names}
		for name, actor in self.rows(
			f"""select reference_name, actor from `tabQingdan Approval Log` where reference_doctype = '{TASK}'
			and act = '{act}' and reference_name in ({known})"""
		):
			found[name].append(actor)
		return found

	def perform(self, who: str, node: int, name: str, act: str, **words: object) -> Answer:
		"""Do an act of its flow on a task."""
		return self.person(who).call(node, PERFORM, doctype=TASK, name=name, act=act, **words)

	def command(self, node: str, *words: object) -> tuple[int, str]:
		"""Run a command of the bench on the site, by a node; its exit code and what it printed."""
		command = [*services.helper(self.runner), "--site", SITE, *words]
		return suites.collect(self.runner, command, places.sites(self.runner.home, node))

	def by_itself(self, server: int, *words: object) -> tuple[int, str]:
		"""The same, on one server of the cluster and past HAProxy."""
		nodes.configure(self.runner, self.ports, nodes.LOOKING, self.ports.database(server))
		return self.command(nodes.LOOKING, *words)

	def sweep(self) -> None:
		"""What the scheduler does every few minutes."""
		self.command(nodes.folder_of(NODES[0]), "execute", SWEEP)

	def unsettled(self) -> int:
		"""How many messages have not arrived, and are not to be held back."""
		states = ", ".join(f"'{state}'" for state in SETTLED)
		return self.number(f"select count(*) from `tabQingdan Message` where state not in ({states})")

	def messages_arrive(self) -> bool:
		"""Wait for the workers; what they have not found is swept up, as the scheduler does."""
		if waited(lambda: self.unsettled() == 0, 5):
			return True
		self.sweep()
		return patience.wait_until(lambda: self.unsettled() == 0)

	def speak_to(self, *databases: int, **more: object) -> None:
		"""Have the nodes, in their order, speak to the databases at these ports, and begin anew."""
		nodes.stop(self.runner.home)
		for node, port in zip(NODES, databases, strict=True):
			nodes.configure(self.runner, self.ports, nodes.folder_of(node), port, **more)
		nodes.start(self.runner, self.ports)

	def start(self) -> None:
		"""Everything, with one database that is written."""
		keeping.stop(self.runner)
		servers.lay_out(self.runner)
		nodes.lay_out_all(self.runner.home)
		servers.start_all(self.runner, self.ports)
		nodes.start_queues(self.runner, self.ports)
		balancing.start(self.runner, self.ports)
		self.speak_to(self.ports.writer, self.ports.writer)

	def stop(self) -> None:
		keeping.stop(self.runner)

	def kill(self, name: str) -> None:
		daemons.kill(self.runner.home, name)

	def rows_of(self, server: int, statement: str) -> list[list[str]]:
		"""What stands in the site's database by one server of the cluster."""
		return asking.of_site(self.runner, self.ports.database(server), statement)

	def set_global(self, server: int, setting: str) -> None:
		asking.tell(self.runner, self.ports.database(server), f"set global {setting}")

	def stop_replica(self) -> None:
		"""The replica goes on being told, and does none of it."""
		asking.tell(self.runner, self.ports.replica, "stop slave sql_thread")

	def forget_data(self, server: int) -> None:
		"""A server that is down has lost its disk."""
		data = places.data(self.runner.home, Server(server).name)
		shutil.rmtree(data)
		data.mkdir(mode=0o700)

	def failed_jobs(self) -> int:
		"""Jobs of the background that were given up."""
		return sum(int(self._of_queue("zcard", key)[0]) for key in self._of_queue("keys", "rq:failed:*"))

	def _of_queue(self, *words: str) -> list[str]:
		command = ["redis-cli", "-p", str(self.ports.queue), "--raw", *words]
		return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

	def begin_server(self, number: int) -> None:
		"""Start a server of the cluster again, without waiting for it."""
		servers.begin(self.runner, self.ports, Server(number))

	def wait_for_server(self, number: int) -> None:
		servers.wait(self.runner, self.ports, Server(number))

	def is_whole(self) -> bool:
		return servers.size_at(self.runner, self.ports.database(self.asked_at)) == len(SERVERS)


def waited(holds: Callable[[], bool], seconds: float) -> bool:
	"""Look for so long whether it holds; for what need not hold by itself."""
	end = time.monotonic() + seconds
	while not holds():
		if time.monotonic() > end:
			return False
		time.sleep(patience.PAUSE)
	return True


def at_once(work: Callable[[Given], Said], given: list[Given], most: int) -> list[Said]:
	"""The answers, in the order of what was given; that many at the same time."""
	with ThreadPoolExecutor(most) as pool:
		return list(pool.map(work, given))
