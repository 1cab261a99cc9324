"""Tampering in SQL, past every permission: each kind is found, and the first broken link is named."""

import json
from unittest.mock import patch

import frappe

from qingdan_app.messaging import outbox
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.engine.trail import link, seal, seal_of_heads
from qingdan_app.workflows.log import chains, trail
from qingdan_app.workflows.seals import jobs, letters, sealed, sealing
from qingdan_app.workflows.seals.comparing import Broken
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import TURN, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step

LOG, SEAL = "Qingdan Approval Log", sealing.SEAL


class TestSealing(ApprovalTestCase, QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.already = {each.chain for each in sealing.verify_all()} - {SEAL}
		self.run_ = self.sent(step("一", self.one), step("二", self.two), step("三", self.three))
		self.do(self.run_, "approve", self.one, "同意")
		self.do(self.run_, "approve", self.two, "同意，注意进度")
		self.chain = f"{self.doc.doctype}/{self.doc.name}"
		self.assertEqual(self.broken(), [])

	def test_what_was_not_touched_is_clean_and_what_was_is_found_over_the_door(self):
		self._set(2, opinion="不同意")

		door = "qingdan_app.api.seals.verify_trail"
		found = self.call(door, self.admin)

		self.assertIn({"chain": self.chain, "sequence": 2, "fault": "edited"}, found)
		with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
			self.call(door, self.one)

	def test_every_column_people_read_is_covered(self):
		forged = {
			"act": "reject",
			"from_state": "x",
			"to_state": "x",
			"actor": "Administrator",
			"on_behalf_of": "Administrator",
			"opinion": "另一句话",
			"acted_at": "2020-01-01 00:00:00",
			"snapshot": "{}",
			"event": "{}",
			"request": "x",
		}
		for field, value in forged.items():
			before = frappe.db.get_value(LOG, self._row(2), field)
			self._set(2, **{field: value})
			self.assertEqual(self.broken(), [(self.chain, 2, "edited")], field)
			self._set(2, **{field: before})
		self.assertEqual(self.broken(), [])

	def test_a_deleted_last_entry_is_found_before_the_next_seal(self):
		self._delete(3)

		self.assertEqual(self.broken(), [(self.chain, 3, "cut off")])

	def test_a_deleted_entry_in_the_middle_is_found(self):
		self._delete(2)

		self.assertEqual(self.broken(), [(self.chain, 2, "missing")])

	def test_a_log_that_is_gone_altogether_is_found(self):
		for sequence in (1, 2, 3):
			self._delete(sequence)

		self.assertEqual(self.broken(), [(self.chain, 1, "cut off")])

	def test_a_log_that_is_gone_with_all_that_remembers_it_is_found_against_the_seal(self):
		sealing.verify_new()
		sealing.seal_heads()
		about = {"reference_doctype": self.doc.doctype, "reference_name": self.doc.name}
		for table in (LOG, chains.CHAIN, "Qingdan Approval Request", TURN):
			frappe.db.delete(table, about)

		self.assertEqual(
			[each for each in self.broken() if each[0] == self.chain], [(self.chain, 1, "cut off")]
		)
		self.assertIn((self.chain, 1, "cut off"), self.tuples(sealing.verify_new()))

	def test_a_log_whose_chain_was_deleted_is_found(self):
		frappe.db.delete(chains.CHAIN, {"reference_name": self.doc.name})
		frappe.db.set_value("Qingdan Approval Request", self.run_.name, {"head": None, "chain_length": 0})

		self.assertEqual(self.broken(), [(self.chain, 1, "its chain was deleted")])

	def test_entries_that_changed_places_are_found(self):
		second, third = self._row(2), self._row(3)
		frappe.db.set_value(LOG, second, "sequence", 3)
		frappe.db.set_value(LOG, third, "sequence", 2)

		self.assertEqual(self.broken()[0][:2], (self.chain, 2))

	def test_a_chain_computed_anew_is_found_against_the_sealed_head(self):
		sealing.seal_heads()
		self._set(2, opinion="不同意")
		self._compute_anew()

		self.assertEqual(self.broken(), [(self.chain, 3, "computed anew")])

	def test_a_tail_cut_with_everything_that_remembers_it_is_found_against_the_sealed_head(self):
		sealing.seal_heads()
		self._delete(3)
		self._compute_anew()

		self.assertEqual(self.broken(), [(self.chain, 3, "cut off")])

	def test_an_entry_that_was_put_in_is_found(self):
		words = frappe.db.get_value(LOG, self._row(3), "*", as_dict=True)
		frappe.get_doc({**words, "doctype": LOG, "name": "forged", "sequence": 4}).db_insert()

		self.assertEqual(self.broken(), [(self.chain, 4, "edited")])

	def test_a_signature_that_was_replaced_removed_or_put_in_is_found(self):
		self.do(self.run_, "approve", self.three, "同意", signature=purchases.picture("王三"))
		self.assertEqual(self.broken(), [])
		signed, other = self.turn_of(self.run_, self.three).name, self.turn_of(self.run_, self.two).name

		for turn, forged in (
			(signed, purchases.picture("李四")),
			(signed, ""),
			(other, purchases.picture("王三")),
		):
			before = frappe.db.get_value(TURN, turn, "signature")
			frappe.db.set_value(TURN, turn, "signature", forged)
			self.assertEqual([fault for _chain, _sequence, fault in self.broken()], ["signature replaced"])
			frappe.db.set_value(TURN, turn, "signature", before)
		self.assertEqual(self.broken(), [])

	def test_seals_that_were_edited_or_deleted_are_found_and_named(self):
		first = sealing.seal_heads()
		self.do(self.run_, "approve", self.three)
		last = sealing.seal_heads()
		part = frappe.get_doc(sealing.PART, {"seal": first.name})
		heads = part.heads.replace(self.chain, self.chain + "x")
		for change, number in (
			(lambda: frappe.db.set_value(sealing.PART, part.name, "heads", heads), first.number),
			(lambda: frappe.db.set_value(sealing.PART, part.name, "heads", "[]"), first.number),
			(lambda: frappe.db.delete(sealing.PART, {"name": part.name}), first.number),
			(lambda: frappe.db.set_value(SEAL, first.name, "heads", part.heads), first.number),
			(lambda: frappe.db.set_value(SEAL, first.name, "sealed_at", "2020-01-01"), first.number),
			(lambda: frappe.db.delete(SEAL, {"name": first.name}), first.number),
			(lambda: frappe.db.delete(SEAL, {"name": last.name}), last.number),
		):
			frappe.db.savepoint("tampering")
			change()
			self.assertIn((SEAL, number, "seal"), self.broken())
			frappe.db.rollback(save_point="tampering")
		self.assertEqual(self.broken(), [])

	def test_a_seal_made_anew_is_found_against_the_one_that_was_printed(self):
		made = sealing.seal_heads()
		found = sealing.verify_all(outside=[(made.number, "printed otherwise")])

		self.assertIn(
			(SEAL, made.number, "seal"), [(each.chain, each.sequence, each.fault) for each in found]
		)
		self.assertEqual(self.broken(outside=[(made.number, made.digest)]), [])

	def test_a_seal_holds_what_moved_and_nothing_twice(self):
		sealing.seal_heads()
		self.assertIsNone(sealing.seal_heads())

		self.do(self.run_, "approve", self.three)

		self.assertEqual(self.sealed_chains(sealing.seal_heads()), [self.chain])

	def test_what_was_written_in_the_second_of_the_seal_or_committed_late_is_in_the_next(self):
		sealing.seal_heads()
		self.do(self.run_, "approve", self.three)
		hour_ago = frappe.utils.add_to_date(frappe.utils.now_datetime(), hours=-1)
		key = chains.key_of(self.doc.doctype, self.doc.name)
		frappe.db.set_value(chains.CHAIN, key, "modified", hour_ago, update_modified=False)

		self.assertEqual(self.sealed_chains(sealing.seal_heads()), [self.chain])

	def test_a_seal_of_many_heads_has_parts_and_each_of_them_is_covered(self):
		with patch.object(sealed, "SIZE", 1):
			City().in_review()
			made = sealing.seal_heads()

		parts = frappe.get_all(sealing.PART, {"seal": made.name}, ["name", "part", "heads"], order_by="part")
		self.assertEqual(len(parts), made.requests)
		self.assertGreater(made.requests, 1)
		self.assertEqual(self.broken(), [])
		first, last = parts[0], parts[-1]
		for change in (
			lambda: frappe.db.set_value(sealing.PART, last.name, "heads", first.heads),
			lambda: frappe.db.set_value(sealing.PART, last.name, "part", -1),
			lambda: frappe.db.delete(sealing.PART, {"name": last.name}),
		):
			frappe.db.savepoint("tampering")
			change()
			self.assertIn((SEAL, made.number, "seal"), self.broken())
			frappe.db.rollback(save_point="tampering")

	def test_seals_that_hold_their_heads_themselves_are_read_as_they_are(self):
		self.of_old()
		self.assertIsNone(sealing.seal_heads())
		self.assertEqual(self.broken(), [])
		self.assertIsNone(sealing.verify_one(self.doc.doctype, self.doc.name))
		self.do(self.run_, "approve", self.three)
		self.assertEqual(self.sealed_chains(sealing.seal_heads()), [self.chain])
		self.assertEqual(self.broken(), [])

		self._delete(3)

		self.assertEqual(self.broken(), [(self.chain, 3, "missing")])

	def test_a_chain_computed_anew_is_found_against_a_head_of_one_of_the_first_seals(self):
		self.of_old()
		self._set(2, opinion="不同意")
		self._compute_anew()

		self.assertEqual(self.broken(), [(self.chain, 3, "computed anew")])
		self.assertEqual(sealing.verify_one(self.doc.doctype, self.doc.name).fault, "computed anew")

	def test_what_was_sealed_since_the_last_check_is_checked_once_and_the_seal_says_so(self):
		sealing.verify_new()
		sealing.seal_heads()
		self._set(2, opinion="不同意")

		found = self.tuples(sealing.verify_new())

		self.assertEqual(found, [(self.chain, 2, "edited")])
		made = frappe.get_last_doc(SEAL, order_by="number desc")
		self.assertEqual((bool(made.verified_at), made.faults), (True, 1))
		self.assertEqual(sealing.verify_new(), [])
		self.assertIn((self.chain, 2, "edited"), self.broken())

	def test_a_seal_that_was_changed_or_cut_off_since_the_last_check_is_found_by_the_next(self):
		checked = sealing.seal_heads()
		sealing.verify_new()
		self.do(self.run_, "approve", self.three)
		last = sealing.seal_heads()
		for change, number in (
			(lambda: frappe.db.set_value(SEAL, last.name, "sealed_at", "2020-01-01"), last.number),
			(lambda: frappe.db.delete(SEAL, {"name": last.name}), last.number),
			(lambda: frappe.db.set_value(SEAL, checked.name, "digest", "0" * 64), last.number),
			(lambda: frappe.db.delete(sealing.PART, {"seal": last.name}), last.number),
		):
			frappe.db.savepoint("tampering")
			change()
			self.assertIn((SEAL, number, "seal"), self.tuples(sealing.verify_new()))
			frappe.db.rollback(save_point="tampering")
		self.assertEqual(sealing.verify_new(), [])

	def test_one_night_checks_so_many_seals_and_the_next_goes_on(self):
		sealing.verify_new()
		first = sealing.seal_heads()
		self.do(self.run_, "approve", self.three)
		last = sealing.seal_heads()

		self.assertEqual(sealing.verify_new(0), [])
		self.assertIsNone(frappe.db.get_value(SEAL, last.name, "verified_at"))
		self.assertEqual(sealing.verify_new(0), [])

		self.assertTrue(frappe.db.get_value(SEAL, first.name, "verified_at"))
		self.assertTrue(frappe.db.get_value(SEAL, last.name, "verified_at"))

	def test_the_nightly_check_tells_the_administrators_once_what_is_broken(self):
		administrator = factories.user("System Manager")
		sealing.verify_new()
		sealing.seal_heads()
		self._set(2, opinion="不同意")

		told = self.told_since(jobs.check)

		self.assertIn((administrator, "Blocked"), told)
		self.assertEqual(self.told_since(jobs.check), [])

	def test_whoever_checks_from_desk_tells_the_administrators_too(self):
		administrator = factories.user("System Manager")
		sealing.verify_new()
		sealing.seal_heads()
		self._set(2, opinion="不同意")

		told = self.told_since(
			lambda: self.call("qingdan_app.api.seals.verify_trail", self.admin, only_new=True)
		)

		self.assertIn((administrator, "Blocked"), told)

	def test_each_seal_is_stamped_with_its_own_faults_behind_a_broken_one_too(self):
		sealing.verify_new()
		first = sealing.seal_heads()
		self.do(self.run_, "approve", self.three)
		second = sealing.seal_heads()
		other = self.send(purchases.purchase(self.buyer))
		third = sealing.seal_heads()
		part = frappe.get_value(sealing.PART, {"seal": first.name})
		frappe.db.set_value(sealing.PART, part, "heads", "[]")
		log = frappe.db.get_value(LOG, {"reference_name": other.reference_name, "sequence": 1})
		frappe.db.set_value(LOG, log, "opinion", "另一句话")

		found = self.tuples(sealing.verify_new())

		self.assertEqual(
			found, [(SEAL, first.number, "seal"), (f"{self.doc.doctype}/{other.reference_name}", 1, "edited")]
		)
		stamped = [frappe.db.get_value(SEAL, each.name, "faults") for each in (first, second, third)]
		self.assertEqual(stamped, [1, 0, 1])

	def test_a_seal_that_was_deleted_by_day_is_missed_by_the_next_and_told(self):
		kept = sealing.seal_heads()
		sealing.verify_new()
		self.do(self.run_, "approve", self.three)
		gone = sealing.seal_heads()
		frappe.db.delete(SEAL, {"name": gone.name})
		made = []

		told = self.told_since(lambda: made.append(sealing.seal_heads()))

		self.assertEqual((made[0].number, made[0].previous), (kept.number + 2, gone.digest))
		self.assertIn((self.admin, "Blocked"), told)
		self.assertIn(self.chain, self.sealed_chains(made[0]))
		self.assertIn((SEAL, gone.number, "seal"), self.tuples(sealing.verify_new()))

	def test_nothing_is_taken_from_a_last_seal_that_was_changed_or_is_of_a_time_to_come(self):
		made = sealing.seal_heads()
		frappe.db.set_value(SEAL, made.name, "sealed_at", "2099-01-01 00:00:00")
		self.do(self.run_, "approve", self.three)
		self.assertIn(self.chain, self.sealed_chains(sealing.seal_heads()))

		last = sealed.whole(sealed.last().number)
		forged = seal(last.number, "2099-01-01 00:00:00", last.parts, last.previous)
		values = {"sealed_at": forged.sealed_at, "digest": forged.digest}
		frappe.db.set_value(SEAL, {"number": last.number}, values)
		frappe.db.set_global(sealing.LAST, json.dumps([forged.number, forged.digest]))
		other = self.send(purchases.purchase(self.buyer))
		made = []
		told = self.told_since(lambda: made.append(sealing.seal_heads()))

		self.assertIn(f"{self.doc.doctype}/{other.reference_name}", self.sealed_chains(made[0]))
		self.assertIn((self.admin, "Blocked"), told)

	def test_what_is_put_into_a_seal_that_was_checked_is_sealed_all_the_same(self):
		made = sealing.seal_heads()
		self.send(purchases.purchase(self.buyer))
		sealing.seal_heads()
		self.do(self.run_, "approve", self.three)
		head = frappe.db.get_value(
			chains.CHAIN, chains.key_of(self.doc.doctype, self.doc.name), ["length", "head"]
		)
		part = frappe.get_doc(sealing.PART, {"seal": made.name})
		heads = json.dumps([*json.loads(part.heads), [self.chain, *head]])
		frappe.db.set_value(sealing.PART, part.name, "heads", heads)

		self.assertIn(self.chain, self.sealed_chains(sealing.seal_heads()))
		self.assertIn((SEAL, made.number, "seal"), self.broken())

	def test_the_seal_behind_which_a_check_goes_on_is_checked_with_its_parts(self):
		made = sealing.seal_heads()
		sealing.verify_new()
		frappe.db.set_value(sealing.PART, {"seal": made.name, "part": 0}, "heads", "[]")

		self.assertEqual(self.tuples(sealing.verify_new()), [(SEAL, made.number, "seal")])

	def test_a_digest_beside_a_part_that_is_not_its_own_breaks_the_seal(self):
		made = sealing.seal_heads()
		frappe.db.set_value(sealing.PART, {"seal": made.name, "part": 0}, "digest", "0" * 64)

		self.assertIn((SEAL, made.number, "seal"), self.broken())
		self.assertNotIn("0" * 64, letters.content_of(made))

	def test_what_cannot_be_read_in_a_part_is_a_broken_seal_and_no_end_of_the_check(self):
		sealing.verify_new()
		made = sealing.seal_heads()
		for heads in ('[["a/b", 1e999, "c"]]', "[" * 100_000, r'[["a/\ud800", 1, "c"]]'):
			frappe.db.savepoint("tampering")
			frappe.db.set_value(sealing.PART, {"seal": made.name, "part": 0}, "heads", heads)
			self.assertEqual(self.tuples(sealing.verify_new()), [(SEAL, made.number, "seal")])
			frappe.db.rollback(save_point="tampering")

	def test_administrators_are_told_without_any_seal_and_of_other_faults_another_time(self):
		sealing.seal_heads()
		frappe.db.delete(SEAL)
		self.assertIn((self.admin, "Blocked"), self.told_since(jobs.check))
		causes = []
		with patch.object(outbox, "send", lambda _users, message: causes.append(message.cause)):
			for number in (1, 1, 2):
				letters.tell_faults([Broken(self.chain, number, "edited")])
		self.assertEqual((causes[0], len(set(causes))), (causes[1], 2))

	def test_a_log_moved_under_another_name_does_not_vouch_for_one_written_in_its_place(self):
		sealing.verify_new()
		about = {"reference_doctype": self.doc.doctype, "reference_name": self.doc.name}
		ghost = {"reference_name": "X", "known_as": self.doc.name}
		sealing.seal_heads()
		rows = frappe.get_all(LOG, about, ["*"], order_by="sequence")
		chain = frappe.get_doc(chains.CHAIN, about).as_dict()
		frappe.db.set_value(LOG, about, ghost, update_modified=False)
		frappe.db.set_value(chains.CHAIN, about, ghost, update_modified=False)
		frappe.db.sql(
			"update `tabQingdan Approval Chain` set `name` = %s where `reference_name` = 'X'",
			chains.key_of(self.doc.doctype, "X"),
		)
		frappe.get_doc(chain).db_insert()
		for row in rows:
			frappe.get_doc({**row, "doctype": LOG, "name": f"forged-{row.sequence}"}).db_insert()
		self._set(2, opinion="不同意")
		self._compute_anew()

		for found in (self.broken(), self.tuples(sealing.verify_new())):
			self.assertIn((self.chain, 3, "computed anew"), found)
			self.assertIn((self.chain, 1, "another log goes by its name"), found)

	def test_entries_under_another_spelling_of_a_name_are_found(self):
		row = frappe.get_doc(LOG, self._row(3)).as_dict()
		for spelled in (self.doc.name.swapcase(), f"{self.doc.name} "):
			frappe.db.savepoint("tampering")
			frappe.get_doc({**row, "name": "forged", "reference_name": spelled}).db_insert()
			frappe.db.set_value(LOG, "forged", "reference_name", spelled, update_modified=False)
			self.assertIn(f"{self.doc.doctype}/{spelled}", [chain for chain, *_rest in self.broken()])
			frappe.db.rollback(save_point="tampering")
		sealing.seal_heads()
		for sequence in (1, 2, 3):
			values = {"reference_name": f"{self.doc.name} ", "known_as": self.doc.name}
			frappe.db.set_value(LOG, self._row(sequence), values, update_modified=False)
		frappe.db.delete(chains.CHAIN, {"reference_name": self.doc.name})
		self.assertIn((self.chain, 1, "cut off"), self.broken())

	def of_old(self):
		"""A seal as the first ones were stored."""
		made = sealing.seal_heads()
		heads = [head for some in sealed.parts_of(made.name) for head in some]
		old = seal_of_heads(made.number, made.sealed_at, heads, made.previous)
		frappe.db.delete(sealing.PART, {"seal": made.name})
		text = json.dumps(
			[[head.chain, head.sequence, head.digest] for head in old.heads], ensure_ascii=False
		)
		frappe.db.set_value(SEAL, made.name, {"heads": text, "digest": old.digest})
		frappe.db.set_global(sealing.LAST, json.dumps([old.number, old.digest]))
		self.assertEqual(
			letters.kept(letters.content_of(frappe.get_doc(SEAL, made.name))), (old.number, old.digest)
		)

	def test_entries_are_named_in_the_order_of_time_and_after_those_from_before(self):
		names = frappe.get_all(LOG, {"reference_name": self.doc.name}, order_by="sequence", pluck="name")

		self.assertEqual(names, sorted(names))
		self.assertGreater(names[0], f"{'f' * 32}-99")

	def test_a_document_is_kept_in_its_own_characters_and_without_spaces_for_nobody(self):
		city = City()
		city.in_review()
		kept = frappe.get_all(
			LOG, {"reference_name": city.task.name, "snapshot": ("is", "set")}, pluck="snapshot"
		)

		self.assertTrue(kept)
		for text in kept:
			said = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
			self.assertEqual(len(text), len(said))

	def test_entries_of_the_main_flow_are_chained_as_well(self):
		from qingdan_app.tasks import reporting as tasks

		city = City()
		with self.as_user(city.liaison):
			tasks.acknowledge([city.task.name])
		city.in_review()
		period = City()
		period.started()
		report = period.draft()
		self.act(report, "file", period.liaison)
		for doc in (city.task, city.completion, period.task, report):
			entries = trail.entries_of(doc.doctype, doc.name)
			self.assertEqual([each.sequence for each in entries], list(range(1, len(entries) + 1)))
			self.assertTrue(entries and all(each.digest for each in entries), doc.doctype)
			self.assertIsNone(sealing.verify_one(doc.doctype, doc.name))

	def test_rows_from_before_there_was_a_chain_are_chained_by_a_patch(self):
		from qingdan_app.patches import chain_the_log

		city = City()
		city.in_review()
		about = {"reference_doctype": city.task.doctype, "reference_name": city.task.name}
		times = frappe.get_all(LOG, about, ["name", "sequence"])
		for row in times:
			frappe.db.set_value(LOG, row.name, "acted_at", f"2021-03-01 09:00:{row.sequence:02}")
		frappe.db.set_value(LOG, about, {"sequence": 0, "previous": None, "digest": None})
		frappe.db.delete(chains.CHAIN, about)
		frappe.db.set_value("Qingdan Approval Request", about, {"head": None, "chain_length": 0})
		with patch.object(frappe.db, "commit"):
			chain_the_log.execute()
			chain_the_log.execute()

		self.assertIsNone(sealing.verify_one(city.task.doctype, city.task.name))
		self.assertEqual(len(trail.entries_of(city.task.doctype, city.task.name)), 4)
		self.act(city.task, "return", city.office, "缺材料")
		self.assertIsNone(sealing.verify_one(city.task.doctype, city.task.name))

	def broken(self, **more) -> list[tuple]:
		found = sealing.verify_all(**more)
		return [(each.chain, each.sequence, each.fault) for each in found if each.chain not in self.already]

	def tuples(self, found) -> list[tuple]:
		return [(each.chain, each.sequence, each.fault) for each in found]

	def sealed_chains(self, made) -> list[str]:
		return [head.chain for heads in sealed.parts_of(made.name) for head in heads] if made else []

	def _row(self, sequence: int) -> str:
		return frappe.db.get_value(LOG, {"reference_name": self.doc.name, "sequence": sequence})

	def _set(self, sequence: int, **values) -> None:
		frappe.db.set_value(LOG, self._row(sequence), values, update_modified=False)

	def _delete(self, sequence: int) -> None:
		frappe.db.delete(LOG, {"name": self._row(sequence)})

	def _compute_anew(self) -> None:
		"""What a thorough forger does: every digest again, and whatever remembers the head in this database."""
		digest, sequence = "", 0
		for row in frappe.get_all(LOG, {"reference_name": self.doc.name}, ["*"], order_by="sequence"):
			linked = link(self.chain, row.sequence, trail.content_of(row), digest)
			frappe.db.set_value(LOG, row.name, {"previous": digest, "digest": linked.digest})
			digest, sequence = linked.digest, row.sequence
		chains.grow(chains.of(self.doc.doctype, self.doc.name), sequence, digest)
		frappe.db.set_value(
			"Qingdan Approval Request", self.run_.name, {"head": digest, "chain_length": sequence}
		)
