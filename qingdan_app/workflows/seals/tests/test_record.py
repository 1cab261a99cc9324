"""A record that was written to a file stands by itself: what is changed in it is found without the site."""

import json
import tempfile
from pathlib import Path

import frappe
from click.testing import CliRunner

from qingdan_app.commands import verify_record
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.engine.trail import link
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.seals import exporting, record_checked, sealed, sealing
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class TestRecord(ApprovalTestCase, QingdanTestCase):
	def setUp(self):
		super().setUp()
		City().in_review()
		self.run_ = self.sent(step("一", self.one), step("二", self.two))
		self.do(self.run_, "approve", self.one, "同意")
		self.made = sealing.seal_heads()
		self.chain = f"{self.doc.doctype}/{self.doc.name}"
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.file = Path(folder.name) / "record.jsonl"
		exporting.write_record(self.file)
		self.already = set(self.faults(self.lines()))

	def lines(self) -> list[str]:
		return self.file.read_text(encoding="utf-8").splitlines()

	def faults(self, lines: list[str], outside=()) -> list[tuple]:
		record = record_checked.Record()
		record.take(lines)
		return [(each.chain, each.sequence, each.fault) for each in record.faults(outside)]

	def found(self, change, outside=()) -> list[tuple]:
		"""What is found once `change` has been made of each row: another row, or None to leave it out."""
		rows = [change(json.loads(line)) for line in self.lines()]
		changed = [json.dumps(row, ensure_ascii=False) for row in rows if row]
		return [each for each in self.faults(changed, outside) if each not in self.already]

	def line_of(self, sequence: int) -> str:
		mine = self.of_entry(sequence, lambda row: None)
		return next(line for line in self.lines() if mine(json.loads(line)) is None)

	def of_entry(self, sequence: int, change):
		def changed(row):
			mine = row["doctype"] == trail.LOG and row["reference_name"] == self.doc.name
			return change(row) if mine and int(row["sequence"]) == sequence else row

		return changed

	def test_what_was_not_touched_is_whole_in_whatever_order_its_lines_stand(self):
		self.assertEqual([each for each in self.already if each[0] == self.chain], [])
		self.assertEqual(set(self.faults(self.lines()[::-1])), self.already)
		self.assertEqual(self.found(lambda row: row, [(self.made.number, self.made.digest)]), [])

	def test_an_edited_entry_is_found(self):
		edited = self.of_entry(2, lambda row: {**row, "opinion": "不同意"})
		self.assertEqual(self.found(edited), [(self.chain, 2, "edited")])

	def test_an_entry_that_was_left_out_is_found(self):
		self.assertEqual(self.found(self.of_entry(1, lambda row: None)), [(self.chain, 1, "missing")])
		self.assertEqual(self.found(self.of_entry(2, lambda row: None)), [(self.chain, 2, "cut off")])

	def test_a_seal_that_was_changed_left_out_or_is_not_the_one_that_was_kept_is_found(self):
		def changed(row):
			mine = row["doctype"] == sealed.SEAL and row["number"] == str(self.made.number)
			return {**row, "sealed_at": "2020-01-01"} if mine else row

		def without_parts(row):
			return None if row["doctype"] == sealed.PART and row["seal"] == self.made.name else row

		broken = (sealed.SEAL, self.made.number, "seal")
		self.assertIn(broken, self.found(changed))
		self.assertIn(broken, self.found(without_parts))
		self.assertIn(broken, self.found(lambda row: row, [(self.made.number, "0" * 64)]))

	def test_an_entry_before_the_first_is_found(self):
		for number in (0, -1):
			forged = {**json.loads(self.line_of(1)), "sequence": str(number), "previous": ""}
			content = trail.content_of({**forged, "acted_at": frappe.utils.get_datetime(forged["acted_at"])})
			forged["digest"] = link(self.chain, number, content, "").digest
			found = self.faults([*self.lines(), json.dumps(forged)])
			self.assertIn((self.chain, number, "appended past the flow"), found)

	def test_a_tail_that_was_cut_after_the_last_seal_is_found(self):
		self.do(self.run_, "approve", self.two, "同意")
		exporting.write_record(self.file)
		last = frappe.db.count(trail.LOG, {"reference_name": self.doc.name})
		self.assertEqual(self.found(self.of_entry(last, lambda row: None)), [(self.chain, last, "cut off")])

	def test_lines_that_break_who_reads_them_are_named(self):
		head = {"doctype": sealed.PART, "seal": "x", "part": "0", "heads": f'[["a/b", {10**30}, "c"]]'}
		for line in ("[" * 100_000, json.dumps(head)):
			found = self.faults([*self.lines(), line])
			self.assertIn(("cannot be read", len(self.lines()) + 1, "cannot be read"), found)

	def test_what_is_no_seal_is_refused_without_a_site(self):
		answer = CliRunner().invoke(verify_record, [str(self.file), "--seal", "第一号"])
		self.assertEqual(answer.exit_code, 2)
		self.assertIn("is no seal", answer.output)

	def test_a_line_that_cannot_be_read_is_named(self):
		found = self.faults([*self.lines(), "{"])
		self.assertIn(("cannot be read", len(self.lines()) + 1, "cannot be read"), found)

	def test_the_command_asks_no_site(self):
		edited = self.of_entry(2, lambda row: {**row, "opinion": "不同意"})
		rows = [json.dumps(edited(json.loads(line))) for line in self.lines()]
		self.file.write_text("\n".join(rows), encoding="utf-8")

		answer = CliRunner().invoke(verify_record, [str(self.file)])

		self.assertEqual(answer.exit_code, 1)
		self.assertIn(f"{self.chain}: entry 2: edited", answer.output)
