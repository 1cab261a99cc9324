"""A running site is asked what it is, and says so: by the command, in Desk, and where a server does not answer."""

from dataclasses import replace
from unittest.mock import patch

import frappe
from click.testing import CliRunner
from frappe.desk.query_report import run as run_report
from redis.exceptions import ConnectionError as RedisIsAway

from qingdan_app.commands import check_topology
from qingdan_app.tests import factories
from qingdan_app.tests.site import SiteTestCase
from qingdan_app.topology import facts_read, findings_in_words, servers_asked
from qingdan_app.topology.rules import judging
from qingdan_app.topology.rules.findings import Finding, Level

REPORT = "Qingdan Topology"


class TestTopology(SiteTestCase):
	def by_command(self, *words: str):
		"""The command within this transaction: `(exit code, output)`."""
		connection = (patch.object(frappe, name) for name in ("init", "connect", "destroy"))
		with next(connection), next(connection), next(connection):
			context = frappe._dict(sites=[frappe.local.site], profile=False)
			answer = CliRunner().invoke(check_topology, words, obj=context)
		return answer.exit_code, answer.output

	def sound(self, **other):
		"""The facts of a site of which nothing is to be said."""
		quiet = dict.fromkeys(
			("variables", "servers", "other_engines", "queue", "workers", "clocks", "offsets")
		)
		facts = replace(
			facts_read.facts(), **quiet, one_redis=False, scheduler_is_off=False, minutes_since_sweep=1.0
		)
		facts = replace(
			facts, stopped_jobs=(), started_twice=(), unknown_years=(), sends_mail=True, system_managers=1
		)
		return replace(facts, backup_hours=1.0, config={}, unread={}, plain_sequences=(), **other)

	def test_every_fact_of_this_site_can_be_read(self):
		facts = facts_read.facts()

		self.assertEqual(dict(facts.unread), {})
		self.assertEqual([name for name, value in vars(facts).items() if value is None], [])
		self.assertIn("innodb_flush_log_at_trx_commit", facts.variables)
		self.assertEqual(len(set(facts.servers)), 1)
		self.assertLess(abs(facts.clocks["database"]), 2)

	def test_a_table_that_core_keeps_outside_of_transactions_is_found_and_none_of_ours(self):
		found = facts_read.facts().other_engines

		self.assertIn("__global_search", found)
		self.assertEqual([name for name in found if name.startswith("tabQingdan")], [])

	def test_the_command_ends_with_1_where_something_breaks_a_promise_and_says_what_to_do(self):
		with patch.object(facts_read, "facts", return_value=self.broken()):
			code, output = self.by_command("--language", "en")

		self.assertEqual(code, 1)
		self.assertIn("The newest backup is 30 hours old", output)
		self.assertIn(f"bench --site {frappe.local.site} backup", output)

	def test_the_command_ends_with_0_where_nothing_does_in_the_language_that_is_asked_for(self):
		with patch.object(facts_read, "facts", return_value=self.sound()):
			self.assertEqual(self.by_command("--language", "zh"), (0, "没有发现影响正常运行的问题。\n"))

	def test_backups_that_are_made_elsewhere_are_not_looked_for(self):
		self.assertIsNone(facts_read.facts(backups_elsewhere=True).backup_hours)

	def test_a_queue_that_is_away_is_said_and_not_taken_for_fine(self):
		with patch.object(servers_asked, "queue", side_effect=RedisIsAway("nobody there")):
			facts = facts_read.facts()

		self.assertIsNone(facts.queue)
		self.assertIsNone(facts.workers)
		found = [finding for finding in judging.judged(facts) if finding.level is Level.UNREAD]
		self.assertEqual({finding.values[0] for finding in found}, {"queue_itself", "workers", "clocks"})

	def test_a_variable_that_may_not_be_read_is_said_with_the_servers_words(self):
		refusal = frappe.db.OperationalError(1227, "Access denied")
		with patch.object(servers_asked, "variables", side_effect=refusal):
			facts = facts_read.facts()

		self.assertIn("Access denied", facts.unread["variables"])

	def test_every_finding_has_words_in_both_languages(self):
		for language in ("en", "zh"):
			frappe.local.lang = language
			for code in findings_in_words.SENTENCES:
				with self.subTest(code=code, language=language):
					finding = Finding(Level.WATCH, code, ("a", "b", "c"))
					self.assertTrue(findings_in_words.found(finding))
					self.assertTrue(findings_in_words.advice(finding))

	def test_system_managers_see_the_same_in_desk_and_list_administrators_do_not(self):
		with patch.object(facts_read, "facts", return_value=self.broken()):
			rows = run_report(REPORT, {})["result"]

			self.assertEqual(len(rows), 1)
			with self.as_user(factories.administrator()), self.assertRaises(frappe.PermissionError):
				run_report(REPORT, {})

	def broken(self):
		"""Of which one thing is to be said."""
		return replace(self.sound(), backup_hours=30.0)
