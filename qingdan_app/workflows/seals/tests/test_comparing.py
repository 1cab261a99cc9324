"""Rows changed beside a log that is whole: each kind is found, and named."""

import json
from functools import partial
from unittest.mock import patch

import frappe

from qingdan_app.patches import note_cancelled_documents
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.log import causes, chains, trail
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import COPY, REQUEST, TURN, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step

TASK, REPORT, EVIDENCE = "Qingdan Task", "Qingdan Progress Report", "Qingdan Report Evidence"


class FindsTampering:
	"""What is found beyond what the site held before."""

	def note_site(self) -> None:
		self.before = set(self.everything())
		self.assertEqual(self.found(), [])

	def everything(self) -> list[tuple]:
		return [(each.chain, each.sequence, each.fault) for each in sealing.verify_all()]

	def found(self) -> list[tuple[str, str]]:
		"""What is broken now and was not before: which row, and how."""
		return [
			(chain, fault)
			for chain, number, fault in self.everything()
			if (chain, number, fault) not in self.before
		]

	def assertFound(self, row: str, fault: str, tamper) -> None:
		frappe.db.savepoint("tampering")
		tamper()
		self.assertIn((row, fault), self.found())
		frappe.db.rollback(save_point="tampering")
		self.assertEqual(self.found(), [])


class TestComparing(FindsTampering, ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.other = purchases.flow(step("一", self.four), conditions=[("amount", ">", "1000")], priority=1)
		self.run_ = self.sent(step("一", self.one, self.two, mode="All"), step("二", self.three, may_copy=1))
		self.do(self.run_, "approve", self.one, "同意")
		self.chain = f"{self.doc.doctype}/{self.doc.name}"
		self.request = f"{REQUEST}/{self.run_.name}"
		self.note_site()

	def test_a_request_whose_columns_or_state_were_changed(self):
		state = json.loads(frappe.db.get_value(REQUEST, self.run_.name, "engine_state"))
		state["initiator"] = self.four
		for field, value in (
			("status", "Ended"),
			("outcome", "Approved"),
			("step", "二"),
			("initiator", self.four),
			("engine_state", json.dumps(state)),
			("engine_state", "{no json"),
			("engine_state", "[]"),
			("ended_at", "2020-01-01 00:00:00"),
			("flow", self.other.name),
			("snapshot", "{}"),
		):
			change = partial(frappe.db.set_value, REQUEST, self.run_.name, field, value)
			self.assertFound(self.request, "not as the log tells", change)

	def test_a_turn_that_was_changed_deleted_or_put_in(self):
		turn = self.turn_of(self.run_, self.one)
		row = f"{TURN}/{turn.name}"
		for field, value in (
			("assignee", self.four),
			("decision", "Rejected"),
			("opinion", "不同意"),
			("standing", "Open"),
			("closed_at", "2020-01-01 00:00:00"),
			("step", "二"),
			("step_title", "假"),
			("subject_title", "假"),
		):
			change = partial(frappe.db.set_value, TURN, turn.name, field, value)
			self.assertFound(row, "not as the log tells", change)
		self.assertFound(row, "deleted", lambda: frappe.db.delete(TURN, {"name": turn.name}))
		forged = {**turn.as_dict(), "name": "forged", "turn": 99}
		self.assertFound(
			f"{TURN}/forged", "appended past the flow", lambda: frappe.get_doc(forged).db_insert()
		)

	def test_a_request_that_was_deleted_with_its_turns(self):
		def delete():
			for doctype, about in ((REQUEST, "name"), (TURN, "request"), (COPY, "request")):
				frappe.db.delete(doctype, {about: self.run_.name})

		self.assertFound(self.request, "deleted", delete)

	def test_a_request_that_no_log_tells_of(self):
		words = {**frappe.get_doc(REQUEST, self.run_.name).as_dict(), "name": "forged"}
		self.assertFound(
			f"{REQUEST}/forged", "appended past the flow", lambda: frappe.get_doc(words).db_insert()
		)

	def test_a_chain_row_that_was_deleted_or_points_elsewhere(self):
		key = chains.key_of(self.doc.doctype, self.doc.name)
		self.assertFound(
			self.chain, "its chain was deleted", lambda: frappe.db.delete(chains.CHAIN, {"name": key})
		)
		self.assertFound(
			f"{chains.CHAIN}/{key}",
			"not as the log tells",
			lambda: frappe.db.set_value(chains.CHAIN, key, "running", ""),
		)

	def test_an_entry_appended_with_true_digests(self):
		about = {"reference_doctype": self.doc.doctype, "reference_name": self.doc.name}
		forged = trail.blank(
			**about, act="approve", actor=self.two, acted_at=trail.moment(), request=self.run_.name
		)

		def past_the_chain():
			before = chains.of(self.doc.doctype, self.doc.name)
			trail.append([forged])
			values = {"length": before.length, "head": before.head}
			frappe.db.set_value(chains.CHAIN, before.key, values)

		self.assertFound(self.chain, "appended past the flow", past_the_chain)
		self.assertFound(self.request, "the log cannot be replayed", lambda: trail.append([forged]))

	def test_a_published_step_that_was_changed(self):
		name = self.flow.steps[0].name
		change = partial(frappe.db.set_value, "Qingdan Approval Step", name, "parameter", self.four)
		self.assertFound(f"Qingdan Approval Flow/{self.flow.name}", "not as the log tells", change)
		rows = partial(frappe.db.delete, "Qingdan Approval Step", {"parent": self.flow.name, "idx": 2})
		self.assertFound(f"Qingdan Approval Flow/{self.flow.name}", "not as the log tells", rows)

	def test_a_flow_that_was_switched_off_or_written_into(self):
		flow = f"Qingdan Approval Flow/{self.flow.name}"
		for values in (
			{"status": "Draft"},
			{"status": "Retired"},
			{"expression": "0"},
			{"guarded_state": "0"},
			{"acts_as": "0"},
		):
			change = partial(frappe.db.set_value, "Qingdan Approval Flow", self.flow.name, values)
			self.assertFound(flow, "not as the log tells", change)

	def test_a_document_that_is_gone_though_nobody_deleted_it(self):
		delete = partial(frappe.db.delete, self.doc.doctype, {"name": self.doc.name})
		self.assertFound(self.chain, "deleted", delete)

	def test_when_a_copy_was_read(self):
		self.do(self.run_, "approve", self.two)
		self.do(self.run_, "copy", self.three, people=(self.four,))
		copy = frappe.db.get_value(COPY, {"request": self.run_.name})
		change = partial(frappe.db.set_value, COPY, copy, "read_at", "2020-01-01 00:00:00")
		self.assertFound(f"{COPY}/{copy}", "not as the log tells", change)

	def test_what_was_approved_and_is_another_now(self):
		self.approve_with_a_row()
		row = {"parent": self.doc.name}
		for change in (
			partial(self.write, "amount", 88_888),
			partial(self.write, "approver", self.two),
			partial(self.write, "unit", "别处"),
			partial(self.write, "docstatus", 0),
			partial(frappe.db.set_value, purchases.ITEM, row, "buyer", self.two),
			partial(frappe.db.delete, purchases.ITEM, row),
			partial(frappe.db.delete, purchases.PURCHASE, {"name": self.doc.name}),
		):
			frappe.db.savepoint("tampering")
			change()
			self.assertIn(self.chain, [chain for chain, _fault in self.found()])
			frappe.db.rollback(save_point="tampering")
		self.assertEqual(self.found(), [])

	def test_what_was_submitted_past_the_request_that_runs_on_it(self):
		run = self.send(purchases.purchase(self.buyer))
		submit = partial(frappe.db.set_value, purchases.PURCHASE, run.reference_name, "docstatus", 1)
		self.assertFound(f"{purchases.PURCHASE}/{run.reference_name}", "not as the log tells", submit)

	def test_a_clock_that_was_stopped_or_put_off(self):
		run = self.sent(step("一", self.one, working_hours=8), priority=2)
		self.assertTrue(run.wake_at)
		for moment in (None, "2099-01-01 00:00:00"):
			change = partial(frappe.db.set_value, REQUEST, run.name, "wake_at", moment)
			self.assertFound(f"{REQUEST}/{run.name}", "not as the log tells", change)
		# the sweep may be asked to look sooner
		frappe.db.set_value(REQUEST, run.name, "wake_at", trail.moment())
		self.assertEqual(self.found(), [])

	def test_what_is_being_decided_on_and_was_changed_past_every_rule(self):
		for field, value in (("amount", 88_888), ("subject", "Chairs"), ("unit", "别处")):
			self.assertFound(self.chain, "not as the log tells", partial(self.write, field, value))
		self.do(self.run_, "return", self.two, "请改", target="@initiator")
		self.write("amount", 90)
		self.assertEqual(self.found(), [])  # the initiator has it
		self.do(self.run_, "resume", self.buyer)
		self.assertEqual(self.found(), [])
		self.assertFound(self.chain, "not as the log tells", partial(self.write, "amount", 91))

	def test_whose_a_document_is_and_how_old(self):
		"""Rights and the person who may not decide are read from that."""
		for field, value in (("owner", self.one), ("creation", "2001-01-01 00:00:00")):
			self.assertFound(self.chain, "not as the log tells", partial(self.write, field, value))
		self.approve_with_a_row()
		self.assertFound(self.chain, "not as the log tells", partial(self.write, "owner", self.one))
		with self.as_user(self.buyer):
			frappe.get_doc(purchases.PURCHASE, self.doc.name).db_set("owner", self.two)
		self.assertEqual(self.found(), [])
		self.assertEqual(causes.trail_of(purchases.PURCHASE, self.doc.name)[-1]["act"], "edited")

	def test_whose_a_document_is_that_was_made_by_somebody_renamed_since(self):
		frappe.rename_doc("User", self.buyer, f"neu-{self.buyer}", force=True, show_alert=False)
		self.assertEqual(self.stored(purchases.PURCHASE, self.doc.name, "owner"), f"neu-{self.buyer}")
		self.assertEqual(self.found(), [])
		self.assertFound(self.chain, "not as the log tells", partial(self.write, "owner", self.buyer))

	def test_a_request_that_stands_as_if_it_were_older_than_the_one_before(self):
		doc = purchases.purchase(self.buyer)
		self.do(self.send(doc), "withdraw", self.buyer)
		again = self.send(doc)
		change = partial(frappe.db.set_value, REQUEST, again.name, "creation", "2001-01-01 00:00:00")
		self.assertFound(f"{REQUEST}/{again.name}", "not as the log tells", change)

	def test_what_its_own_app_writes_into_what_is_being_decided_on(self):
		with self.as_user(self.buyer):
			frappe.get_doc(purchases.PURCHASE, self.doc.name).db_set("unit", "财务处")

		self.assertEqual(self.found(), [])
		last = causes.trail_of(purchases.PURCHASE, self.doc.name)[-1]
		self.assertEqual((last["act"], last["actor"]), ("edited", self.buyer))

	def test_what_was_cancelled_past_every_rule(self):
		self.approve_with_a_row()
		self.assertFound(self.chain, "not as the log tells", partial(self.write, "docstatus", 2))
		with self.as_user(self.buyer):
			frappe.get_doc(purchases.PURCHASE, self.doc.name).cancel()
		last = causes.trail_of(purchases.PURCHASE, self.doc.name)[-1]
		self.assertEqual((last["act"], last["actor"]), ("cancelled", self.buyer))
		self.assertEqual(self.found(), [])
		self.assertFound(self.chain, "not as the log tells", partial(self.write, "docstatus", 1))

	def test_what_was_cancelled_before_the_log_told_of_it(self):
		self.approve_with_a_row()
		self.write("docstatus", 2)
		note_cancelled_documents.execute()
		note_cancelled_documents.execute()
		acts = [row["act"] for row in causes.trail_of(purchases.PURCHASE, self.doc.name)]
		self.assertEqual(acts.count("cancelled"), 1)
		self.assertEqual(self.found(), [])

	def test_what_happens_lawfully_to_what_was_approved(self):
		self.approve_with_a_row()
		frappe.rename_doc("User", self.three, f"neu-{self.three}", force=True, show_alert=False)
		self.assertEqual(self.found(), [])
		frappe.get_doc(purchases.PURCHASE, self.doc.name).cancel()
		self.assertEqual(self.found(), [])
		frappe.delete_doc(purchases.PURCHASE, self.doc.name)
		self.assertEqual(self.found(), [])

	def test_what_its_own_app_writes_into_what_was_approved(self):
		"""An app puts its own document on hold, say: core tells hooks of that, and the log says who did it."""
		self.approve_with_a_row()
		with self.as_user(self.buyer):
			frappe.get_doc(purchases.PURCHASE, self.doc.name).db_set("unit", "gesperrt")

		self.assertEqual(self.found(), [])
		last = causes.trail_of(purchases.PURCHASE, self.doc.name)[-1]
		self.assertEqual((last["act"], last["actor"]), ("edited", self.buyer))
		change = partial(self.write, "unit", "frei")
		self.assertFound(self.chain, "not as the log tells", change)
		frappe.get_doc(purchases.PURCHASE, self.doc.name).db_set("unit", "gesperrt")
		self.assertEqual(causes.trail_of(purchases.PURCHASE, self.doc.name)[-1]["name"], last["name"])

	def test_what_its_own_app_writes_into_a_row_of_it(self):
		self.approve_with_a_row()
		row = frappe.get_doc(purchases.PURCHASE, self.doc.name).get("items")[0]
		with self.as_user(self.buyer):
			row.db_set("buyer", self.two)

		self.assertEqual(self.found(), [])
		last = causes.trail_of(purchases.PURCHASE, self.doc.name)[-1]
		self.assertEqual((last["act"], last["actor"]), ("edited", self.buyer))

	def test_what_hooks_write_while_the_flow_submits_it(self):
		"""By another instance, by a column, by a row: what was approved is what is stored when all of them are done."""
		name = purchases.ITEM
		for write in (
			lambda doc: frappe.get_doc(doc.doctype, doc.name).db_set("unit", "gesperrt"),
			lambda doc: frappe.db.set_value(doc.doctype, doc.name, "unit", "gesperrt"),
			lambda doc: frappe.db.set_value(name, doc.get("items")[0].name, "buyer", self.two),
			lambda doc: frappe.get_doc(name, doc.get("items")[0].name).db_set("buyer", self.two),
		):
			on_submit = lambda doc, *_more, write=write: write(doc)  # noqa: E731
			with patch.object(type(self.doc), "on_submit", on_submit, create=True):
				self.approve_with_a_row()

	def test_a_flow_that_was_replaced_and_one_that_was_retired(self):
		publishing.publish(publishing.next_version(self.flow))
		publishing.retire(self.other)
		self.assertEqual(self.found(), [])

	def write(self, field: str, value) -> None:
		frappe.db.set_value(purchases.PURCHASE, self.doc.name, field, value)

	def approve_with_a_row(self) -> None:
		"""A purchase that its flow has submitted, with somebody in a field and in a row."""
		self.doc = purchases.purchase(self.buyer, approver=self.three, items=[{"buyer": self.three}])
		run = self.send(self.doc)
		for who in (self.one, self.two, self.three):
			self.do(run, "approve", who)
		self.chain = f"{self.doc.doctype}/{self.doc.name}"
		self.assertEqual(self.stored(purchases.PURCHASE, self.doc.name, "docstatus"), 1)
		self.assertEqual(self.found(), [])

	def test_broken_json_in_a_seal_is_a_finding(self):
		made = sealing.seal_heads()
		for text in ("{no json", "[1]", "null", '[["a", "b", "c"]]'):
			self.assertFound(
				sealing.SEAL,
				"seal",
				lambda text=text: frappe.db.set_value(sealing.SEAL, made.name, "heads", text),
			)

	def test_a_broken_memory_of_the_last_seal_is_a_finding(self):
		sealing.seal_heads()
		about = {"parent": "__global", "defkey": sealing.LAST}
		for text in ("{no json", "[]", "7"):
			change = partial(frappe.db.set_value, "DefaultValue", about, "defvalue", text)
			self.assertFound(sealing.SEAL, "seal", change)


class TestComparingTheCity(FindsTampering, QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.filed()
		self.task, self.report = f"{TASK}/{self.city.task.name}", f"{REPORT}/{self.city.completion.name}"
		self.note_site()

	def test_a_task_whose_state_was_changed(self):
		change = partial(frappe.db.set_value, TASK, self.city.task.name, "state", "已完成")
		self.assertFound(self.task, "not as the log tells", change)

	def test_whose_a_task_and_a_report_are_and_how_old(self):
		for doctype, chain in ((TASK, self.task), (REPORT, self.report)):
			name = chain.partition("/")[2]
			fields = ("task", "submitted_by") if doctype == REPORT else ("submitted_by", "completion_report")
			others = dict.fromkeys(("owner", *fields), self.city.office)
			for field, value in {**others, "creation": "2001-01-01 00:00:00"}.items():
				change = partial(frappe.db.set_value, doctype, name, field, value)
				self.assertFound(chain, "not as the log tells", change)

	def test_a_filed_report_whose_words_were_changed(self):
		for field, value in (("done", "另一句话"), ("percent", 10), ("state", "草稿")):
			change = partial(frappe.db.set_value, REPORT, self.city.completion.name, field, value)
			self.assertFound(self.report, "not as the log tells", change)

	def test_evidence_rows_that_were_changed_or_deleted(self):
		row = frappe.db.get_value(EVIDENCE, {"parent": self.city.completion.name})
		self.assertFound(
			self.report,
			"its files were changed",
			lambda: frappe.db.set_value(EVIDENCE, row, "file", "/private/x"),
		)
		self.assertFound(
			self.report, "its files were changed", lambda: frappe.db.delete(EVIDENCE, {"name": row})
		)

	def test_an_evidence_file_that_was_exchanged_or_lost_on_disk(self):
		url = frappe.db.get_value(EVIDENCE, {"parent": self.city.completion.name}, "file")
		path = frappe.get_doc("File", {"file_url": url}).get_full_path()
		with open(path, "rb") as file:
			before = file.read()
		for content in (b"another", b""):
			with open(path, "wb") as file:
				file.write(content)
			self.assertIn((self.report, "a file is not the one that was kept"), self.found())
		with open(path, "wb") as file:
			file.write(before)
		self.assertEqual(self.found(), [])

	def test_a_task_or_a_filed_report_that_was_deleted(self):
		for row in (self.task, self.report):
			doctype, name = row.split("/")
			self.assertFound(row, "deleted", partial(frappe.db.delete, doctype, {"name": name}))

	def test_documents_that_moved_without_a_log(self):
		city = City()
		city.started()
		task, report = factories.task(), city.draft()
		for doctype, name, state in ((TASK, task.name, "已完成"), (REPORT, report.name, "已采纳")):
			change = partial(frappe.db.set_value, doctype, name, "state", state)
			self.assertFound(f"{doctype}/{name}", "not as the log tells", change)
		forged = {**frappe.get_doc(REPORT, report.name).as_dict(), "name": "forged", "evidence": []}

		def put_in():
			frappe.get_doc({**forged, "report_key": None, "state": "已采纳"}).db_insert()

		self.assertFound(f"{REPORT}/forged", "not as the log tells", put_in)

	def test_a_completed_task_whose_words_or_stamps_were_changed(self):
		city = City()
		city.completed()
		for field, value in (
			("text", "另一项任务"),
			("title", "另一项"),
			("deadline_raw", "长期"),
			("completed_at", "2021-01-01 00:00:00"),
			("late_days", 7),
			("percent", 50),
		):
			change = partial(frappe.db.set_value, TASK, city.task.name, field, value)
			self.assertFound(f"{TASK}/{city.task.name}", "not as the log tells", change)

	def test_what_may_change_by_name_in_a_completed_task(self):
		city = City()
		city.completed()
		with self.as_user(city.administrator):
			task = frappe.get_doc(TASK, city.task.name)
			task.update({"due_date": "2022-06-30", "leader": city.other_leader})
			task.update({"correction_reason": "分工调整"}).save()
		frappe.rename_doc("User", city.office, f"neu-{city.office}", force=True, show_alert=False)
		self.assertEqual(self.found(), [])

	def test_everything_that_happens_in_the_city_is_as_the_log_tells(self):
		city = City()
		city.completed()
		self.act(city.task, "reopen", city.supervisor, "重启")
		other = City()
		other.started()
		factories.acted(other.draft(), ("file", other.liaison), ("adopt", other.supervisor))

		self.assertEqual(self.found(), [])
