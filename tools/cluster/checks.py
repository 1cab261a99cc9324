"""What must hold on a cluster, one case for each letter of the bars; run by suite.py, in this order, on one cluster."""

import random
import time
import unittest
from typing import ClassVar

from bench import daemons

from qingdan_app.tests import patience

from . import losing, races, servers
from .nodes import QUEUES, start_queues, start_worker
from .person import PERFORM, Person
from .places import NODES, SERVERS
from .running import TASK, Cluster, at_once, waited

MY_TASKS = "qingdan_app.api.tasks.get_my_tasks"
WAITING = "待启动"
NOT_YET, REFUSED_BY_NAME = 409, (401, 403, 409, 417)
SOON = 10
"""Seconds within which people are served again when the server that is written was killed."""


class OnCluster(unittest.TestCase):
	"""A case on the cluster that runs."""

	maxDiff = None
	cluster: ClassVar[Cluster]

	def assert_every_message_arrives(self):
		self.assertTrue(self.cluster.messages_arrive(), "messages have not arrived")
		bells = self.cluster.number("select count(*) from `tabNotification Log`")
		delivered = self.cluster.number(
			"select count(*) from `tabQingdan Message` where channel = 'Desk Notification' and state = 'Delivered'"
		)
		self.assertEqual(bells, delivered)
		self.assertGreater(delivered, 0)

	def assert_everybody_was_told(self, names: list[str], logged: str = races.AGREED):
		"""Each entry of that kind in the log has told those whom it concerns."""
		known = ", ".join(f"'{name}'" for name in names)
		silent = self.cluster.rows(
			f"""select l.name from `tabQingdan Approval Log` l left join `tabQingdan Message` m on m.cause = l.name
			where l.reference_doctype = '{TASK}' and l.reference_name in ({known}) and l.act = '{logged}'
			and l.request is not null and m.name is null"""
		)
		self.assertEqual(silent, [])


class Races:
	"""One hundred races over two nodes, and sixty people who log in at once."""

	round: ClassVar[str]

	def test_of_each_race_one_wins_and_the_answers_are_what_the_log_says(self):
		cluster, run = self.cluster, races.of_round(self.cluster.town["rounds"][self.round])
		for who in ("liaison", "second_liaison", "head", "office", "second_office"):
			cluster.person(who)
		self.assertEqual(len(run), 100)
		outcomes = at_once(lambda race: races.run(cluster, race), run, races.AT_ONCE)
		log = self._log()
		users = self.cluster.town["people"]
		self.assertEqual([fault for each in outcomes for fault in races.faults(each, users, log)], [])
		self.assert_every_message_arrives()
		for kind, logged in (("withdraw", races.AGREED), ("decide", "return")):
			self.assert_everybody_was_told(cluster.town["rounds"][self.round][kind], logged)
		self.assertEqual(self.cluster.failed_jobs(), 0)

	def _log(self) -> dict[str, list[races.Entry]]:
		found: dict[str, list[races.Entry]] = {}
		for name, act, actor, of_request in self.cluster.rows(
			f"""select reference_name, act, actor, request is not null from `tabQingdan Approval Log`
			where reference_doctype = '{TASK}'"""
		):
			found.setdefault(name, []).append((act, actor, of_request == "1"))
		return found

	def test_sixty_people_come_in_at_once(self):
		visitors = [
			Person(self.cluster.ports, who, self.cluster.town["password"])
			for who in self.cluster.town["visitors"]
		]
		answers = at_once(lambda pair: pair[1].log_in(NODES[pair[0] % 2]), list(enumerate(visitors)), 8)
		self.assertEqual([(answer.status, answer.body) for answer in answers if not answer.is_done], [])
		self.assertEqual(len(answers), 60)
		for number, visitor in enumerate(visitors[:6]):
			self.assertTrue(
				visitor.get(NODES[(number + 1) % 2], MY_TASKS).is_done, "unknown at the other node"
			)


class OneWriter(Races, OnCluster):
	"""(a) The topology that is supported: HAProxy before the cluster, one server is written."""

	round = "one_writer"

	def test_that_nothing_of_it_breaks_a_promise_is_what_the_command_says(self):
		"""But for the scheduler, which there is none of: the checks do its work when they ask for it."""
		_code, said = self.cluster.command(
			"node-1", "check-topology", "--backups-elsewhere", "--language", "en"
		)
		broken = [line for line in said.splitlines() if line.startswith("Breaks a Promise")]
		self.assertEqual(len(broken), 1, said)
		self.assertIn("The scheduler has last had messages and clocks looked at", broken[0])


class SeveralWriters(Races, OnCluster):
	"""(a) The same where each node writes to a server of its own, which is not advised and stays right."""

	round = "several_writers"

	@classmethod
	def setUpClass(cls):
		cluster = cls.cluster
		for number in SERVERS:
			cluster.set_global(number, "wsrep_sync_wait = 7")
		cluster.speak_to(cluster.ports.database(1), cluster.ports.database(2))

	@classmethod
	def tearDownClass(cls):
		cls.cluster.speak_to(cls.cluster.ports.writer, cls.cluster.ports.writer)
		for number in SERVERS:
			cls.cluster.set_global(number, "wsrep_sync_wait = 0")

	def test_two_nodes_that_seal_at_once_make_one_seal(self):
		before = self.cluster.number("select count(*) from `tabQingdan Approval Seal`")
		job = ("execute", "qingdan_app.workflows.seals.jobs.seal")
		ended = at_once(lambda node: self.cluster.command(f"node-{node}", *job), list(NODES), 2)
		self.assertEqual([code for code, _said in ended], [0, 0], ended)
		self.assertEqual(self.cluster.number("select count(*) from `tabQingdan Approval Seal`"), before + 1)


class StaleReplica(OnCluster):
	"""(c) The nodes read lists from a replica, as core offers it, and the replica stands still."""

	@classmethod
	def setUpClass(cls):
		cluster = cls.cluster
		cluster.person("Administrator")
		cluster.stop_replica()
		port = cluster.ports.replica
		words = {
			"read_from_replica": 1,
			"replica_host": "127.0.0.1",
			"replica_db_port": port,
			"replica_port": port,
		}
		cluster.speak_to(cluster.ports.writer, cluster.ports.writer, **words)

	@classmethod
	def tearDownClass(cls):
		cls.cluster.speak_to(cls.cluster.ports.writer, cls.cluster.ports.writer)

	def test_a_my_tasks_are_those_that_there_are(self):
		"""Also of somebody who had none when the replica stopped."""
		cluster, late = self.cluster, self.cluster.town["late_unit"]
		self.assertEqual(cluster.person("late").get(1, MY_TASKS).message["total"], 0)
		for number in range(3):
			made = cluster.person("Administrator").call(
				NODES[number % 2], "frappe.client.insert", doc=self._task(late, number)
			)
			self.assertTrue(made.is_done, made)
			for node in NODES:
				self.assertEqual(cluster.person("late").get(node, MY_TASKS).message["total"], number + 1)
		name = cluster.town["stale"][0]
		self.assertTrue(cluster.perform("liaison", 1, name, "start").is_done)
		waits = cluster.number(
			f"""select count(*) from `tabQingdan Task` t join `tabQingdan Task Unit` u on u.parent = t.name
			where t.state = '{WAITING}' and u.unit = (select unit from `tabQingdan Contact` where user = '{cluster.town["people"]["liaison"]}')"""
		)
		for node in NODES:
			said = cluster.person("liaison").get(node, MY_TASKS, state=WAITING)
			self.assertEqual(said.message["total"], waits)

	def _task(self, unit: str, number: int) -> dict:
		town = self.cluster.town
		return {
			"doctype": TASK,
			"list": town["list"],
			"key_work": town["key_work"],
			"number": 9000 + number,
			"text": f"新增事项 {number}",
			"deadline_raw": "2021年12月底",
			"due_date": "2021-12-31",
			"deadline_kind": "Date",
			"units": [{"unit": unit, "duty": "Lead"}],
		}

	def test_b_whoever_has_left_is_refused_and_sees_nothing(self):
		"""Of two, one has a duty no more, and the other their role."""
		cluster, administrator = self.cluster, self.cluster.person("Administrator")
		leaving, demoted = cluster.person("leaving"), cluster.person("demoted")
		for person in (leaving, demoted):
			self.assertGreater(person.get(1, MY_TASKS).message["total"], 0)
		contact = cluster.rows(f"select name from `tabQingdan Contact` where user = '{leaving.user}'")[0][0]
		gone = administrator.call(1, "frappe.client.delete", doctype="Qingdan Contact", name=contact)
		self.assertTrue(gone.is_done, gone)
		user = administrator.get(2, "frappe.client.get", doctype="User", name=demoted.user).message
		user["roles"] = []
		saved = administrator.call(2, "frappe.client.save", doc=user)
		self.assertTrue(saved.is_done, saved)
		for person in (leaving, demoted):
			for node in NODES:
				with self.subTest(person=person.user, node=node):
					self._is_refused(person, node)

	def _is_refused(self, person: Person, node: int):
		name = self.cluster.town["stale"][1]
		refusal = person.call(node, PERFORM, doctype=TASK, name=name, act="start")
		self.assertTrue(refusal.is_named_refusal and refusal.status in REFUSED_BY_NAME, refusal)
		seen = person.get(node, MY_TASKS)
		self.assertTrue(seen.is_named_refusal or (seen.is_done and seen.message["total"] == 0), seen)
		self.assertEqual(self.cluster.log_of([name], "start")[name], [])

	def test_c_who_acts_on_a_page_of_before_is_told_so_by_name(self):
		cluster, name = self.cluster, self.cluster.town["stale"][2]
		page = cluster.person("second_liaison").get(
			2, "frappe.desk.form.load.getdoc", doctype=TASK, name=name
		)
		seen = page.body["docs"][0]["state"]
		self.assertTrue(cluster.perform("liaison", 1, name, "start", seen_state=seen).is_done)
		for node in NODES:
			late = cluster.perform("second_liaison", node, name, "start", seen_state=seen)
			self.assertEqual((late.status, late.name), (NOT_YET, "AlreadyDecided"), late)
		self.assertEqual(len(cluster.log_of([name], "start")[name]), 1)

	def test_d_a_replica_that_is_down_breaks_no_list_of_ours(self):
		cluster = self.cluster
		cluster.kill(servers.Server(0).process)
		for node in NODES:
			self.assertTrue(cluster.person("liaison").get(node, MY_TASKS).is_done)
			rows = cluster.person("liaison").get(
				node, "frappe.desk.reportview.get", doctype=TASK, fields='["name"]'
			)
			self.assertTrue(rows.is_done and rows.message, rows)


class LostQueue(OnCluster):
	"""(d) The queue's Redis is away: what is answered 200 is done, nothing else is, and its message arrives afterwards."""

	def test_a_what_is_done_without_a_queue_is_told_when_it_is_back(self):
		cluster, waiting = self.cluster, self.cluster.town["queue"]
		for who in ("liaison", "head", "supervisor"):
			cluster.person(who)
		cluster.kill(QUEUES[1])
		done = losing.all_kinds(cluster, waiting)
		self.assertEqual(losing.faults(cluster, done), [])
		self.assertGreater(cluster.unsettled(), 0)
		self._comes_back()
		self.assert_every_message_arrives()

	def test_b_acts_go_on_while_it_dies_and_what_waited_in_it_is_done(self):
		cluster, waiting = self.cluster, self.cluster.town["queue"]
		load = losing.Load(cluster, losing.mixed(waiting["start"][12:], waiting["agree"][6:]))
		killer = losing.Then(lambda: len(load.acknowledged) > 5, lambda: cluster.kill(QUEUES[1]))
		load.run()
		killer.answer()
		self.assertEqual(load.faults(), [])
		self.assertEqual(load.told_so, set(), "somebody had to click twice")
		self._comes_back()
		self.assert_every_message_arrives()
		self.assert_everybody_was_told(waiting["agree"])

	def _comes_back(self):
		start_queues(self.cluster.runner, self.cluster.ports)
		for node in NODES:  # what systemd and supervisor do with one that has ended
			start_worker(self.cluster.runner, node)


class KilledWriter(OnCluster):
	"""(b) The server that is written is killed under load; (e) it and another come back and have everything."""

	def test_a_what_was_acknowledged_is_stored_and_people_are_served_again_soon(self):
		cluster = self.cluster
		waiting = cluster.town["load"]
		load = losing.Load(cluster, losing.mixed(waiting["start"], waiting["agree"]))
		killed = losing.Then(lambda: len(load.acknowledged) > 40, self._kill_writer)
		load.run()
		died_at = killed.answer()
		cluster.asked_at = 2
		self.assertEqual(load.faults(), [])
		self.assertGreater(len(load.begun_after(died_at)), 0, "the load had ended before the server died")
		back = load.first_after(died_at) - died_at
		print(
			f"  {len(load.acknowledged)} acknowledged, {len(load.told_so)} told; served again after {back:.1f} s"
		)
		self.assertLess(back, SOON)
		self.assert_every_message_arrives()
		self.assert_everybody_was_told(waiting["agree"])

	def _kill_writer(self) -> float:
		self.cluster.kill(servers.Server(1).process)
		return time.monotonic()

	def test_b_the_server_comes_back_with_what_it_missed(self):
		self._back(1)

	def test_c_a_server_that_has_lost_everything_is_given_everything(self):
		cluster = self.cluster
		cluster.kill(servers.Server(3).process)
		cluster.forget_data(3)
		self._back(3)

	def _back(self, number: int):
		cluster = self.cluster
		cluster.begin_server(number)
		for name in cluster.town["rounds"]["one_writer"]["start"][:5]:  # people go on meanwhile
			answer = cluster.person("liaison").get(
				random.choice(NODES), "qingdan_app.api.tasks.get_overview", task=name
			)
			self.assertTrue(answer.is_done, answer)
		cluster.wait_for_server(number)
		self.assertTrue(patience.wait_until(cluster.is_whole))
		code, said = cluster.by_itself(number, "verify-approvals")
		self.assertEqual(code, 0, said)
		counted = "select count(*), max(creation) from `tabQingdan Approval Log`"
		there = cluster.rows_of(number, counted)
		self.assertEqual(there, cluster.rows(counted))

	def test_d_one_that_is_back_takes_over_when_the_next_one_dies(self):
		cluster = self.cluster
		cluster.asked_at = 1
		cluster.kill(servers.Server(2).process)
		begun = time.monotonic()
		person = cluster.person("liaison")
		self.assertTrue(waited(lambda: person.get(1, MY_TASKS).is_done, SOON), "nobody is served")
		print(f"  served again after {time.monotonic() - begun:.1f} s")
		self.assertTrue(daemons.is_running(cluster.runner.home, servers.Server(1).process))


IN_ORDER = (OneWriter, SeveralWriters, StaleReplica, LostQueue, KilledWriter)
