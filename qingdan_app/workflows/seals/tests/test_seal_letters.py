"""Seals that leave the database: mailed, read again, and held against what the database says now."""

from unittest.mock import patch

import frappe
from click.testing import CliRunner

from qingdan_app.commands import verify_approvals
from qingdan_app.tests.messages import told_by
from qingdan_app.workflows.exceptions import NotASeal
from qingdan_app.workflows.seals import jobs, letters, sealing
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step

KEEPERS = ["archive@example.cn", "audit@example.cn"]
DOOR = "qingdan_app.api.seals.verify_trail"


class TestSealLetters(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.run_ = self.sent(step("一", self.one), step("二", self.two))
		self.do(self.run_, "approve", self.one, "同意")

	def mailed(self) -> list:
		"""The letters that the daily job hands to the outbox."""
		return told_by(jobs.seal)

	def keep(self, *addresses: str) -> None:
		settings = frappe.get_doc("Qingdan Settings")
		settings.seal_recipients = "\n".join(addresses)
		settings.save()

	def forget_seals(self) -> None:
		"""What a thorough forger does: nothing in this database remembers that there were any."""
		frappe.db.delete(sealing.SEAL)
		frappe.db.delete("DefaultValue", {"parent": "__global", "defkey": sealing.LAST})

	def verified_by_command(self, *words: str):
		"""The command within this transaction: `(exit code, output)`."""
		connection = (patch.object(frappe, name) for name in ("init", "connect", "destroy"))
		with next(connection), next(connection), next(connection):
			context = frappe._dict(sites=[frappe.local.site], profile=False)
			answer = CliRunner().invoke(verify_approvals, words, obj=context)
		return answer.exit_code, answer.output

	def test_the_daily_seal_is_mailed_once_to_all_who_keep_seals(self):
		self.keep(*KEEPERS, KEEPERS[0])

		found = self.mailed()

		self.assertEqual({letter.address for letter in found}, set(KEEPERS))
		self.assertEqual(len(found), len(KEEPERS))
		made = frappe.get_last_doc(sealing.SEAL, order_by="number desc")
		for letter in found:
			self.assertIn(made.digest, letter.words)
			self.assertEqual(letters.kept(letter.attachment), (made.number, made.digest))

	def test_a_seal_that_is_mailed_again_by_a_job_that_ran_twice_is_one_letter_to_each(self):
		self.keep(*KEEPERS)
		self.mailed()
		made = frappe.get_last_doc(sealing.SEAL, order_by="number desc")

		self.assertEqual(told_by(letters.mail, made), [])

	def test_nothing_is_mailed_without_keepers_or_without_anything_new(self):
		self.assertEqual(self.mailed(), [])
		self.keep(*KEEPERS)
		self.assertEqual(self.mailed(), [])

	def test_an_address_that_is_none_is_refused(self):
		self.assertRefused(frappe.InvalidEmailAddressError, self.keep, "archive")

	def test_a_history_made_anew_with_all_its_seals_is_found_against_a_letter(self):
		self.keep(*KEEPERS)
		letter = self.mailed()[0].attachment
		number, digest = letters.kept(letter)
		self.forget_seals()
		sealing.seal_heads()
		self.do(self.run_, "approve", self.two)
		self.forget_seals()
		sealing.seal_heads()

		found = self.call(DOOR, self.admin, outside=f"{number}:{digest}\n")
		code, output = self.verified_by_command("--seal", letter)

		self.assertIn({"chain": sealing.SEAL, "sequence": number, "fault": "seal"}, found)
		self.assertEqual(code, 1)
		self.assertIn(f"{sealing.SEAL}: entry {number}: seal", output)

	def test_the_command_says_so_when_all_is_whole(self):
		self.keep(*KEEPERS)
		letter = self.mailed()[0].attachment

		code, output = self.verified_by_command("--seal", letter)

		self.assertEqual((code, output.strip()), (0, "Every log is whole and agrees with all seals."))

	def test_what_is_no_seal_is_refused_by_name(self):
		for words in ("12", "{}", '{"number": 1}', "第一号", "[]"):
			with self.subTest(words=words):
				self.assertRefused(NotASeal, self.call, DOOR, self.admin, outside=words)
