"""A form and its flow made in one go by who is no System Manager: what can be made, by whom, and what is refused."""

from unittest.mock import patch

import frappe
from frappe.model.rename_doc import rename_doc

from qingdan_app.api import forms
from qingdan_app.setup import leftovers
from qingdan_app.tests import users
from qingdan_app.tests.committed import CommittingTestCase
from qingdan_app.workflows import administrators
from qingdan_app.workflows.exceptions import (
	ApprovalPending,
	FormUnsound,
	NotYoursToMake,
	NotYoursToPublish,
	UnderApproval,
)
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.forms import names, offering
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.tests.base import ApprovalTestCase

ROLE = "Test Form Filler"
KEEPER = "Qingdan List Administrator"
FLOW = "Qingdan Approval Flow"


class TestMakingAForm(CommittingTestCase, ApprovalTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		if not frappe.db.exists("Role", ROLE):
			frappe.get_doc({"doctype": "Role", "role_name": ROLE, "desk_access": 1}).insert()
		frappe.db.commit()

	def setUp(self):
		super().setUp()
		self.keeper, self.filler = users.user(KEEPER), users.user(ROLE)
		self.made: list[str] = []
		self.addCleanup(self._unmake)

	def _unmake(self):
		"""A table of a DocType is beyond what is rolled back."""
		frappe.set_user("Administrator")
		frappe.db.rollback()
		for doctype in self.made:
			flows = frappe.get_all(FLOW, {"document_type": doctype}, pluck="name")
			for kept in ("Qingdan Approval Log", "Qingdan Approval Chain"):
				frappe.db.delete(kept, {"reference_doctype": FLOW, "reference_name": ("in", flows or [""])})
				frappe.db.delete(kept, {"reference_doctype": doctype})
			frappe.db.delete(FLOW, {"document_type": doctype})
			frappe.db.delete("Translation", {"source_text": doctype})
			frappe.delete_doc("DocType", doctype, force=True, ignore_missing=True)
			frappe.db.sql_ddl(f"drop table if exists `tab{doctype}`")
		frappe.clear_cache()
		frappe.db.commit()

	def wanted(self, **more) -> dict:
		form = {
			"title": f"Car Use {frappe.generate_hash(length=6)}",
			"fields": [
				{"label": "Where to", "kind": "Data", "required": 1},
				{"label": "Why", "kind": "Small Text"},
				{"label": "Kind of Car", "kind": "Select", "options": "Small\n\nLarge"},
			],
			"roles": [ROLE],
			"flow": "one",
			"signers": [[self.one]],
		}
		return {**form, **more}

	def make(self, who: str | None = None, **more) -> dict:
		with self.as_user(who or self.keeper):
			made = forms.make(self.wanted(**more))
		self.made.append(made["doctype"])
		return made

	def refused(self, **more) -> str:
		with self.as_user(self.keeper), self.assertRaises(FormUnsound) as refusal:
			forms.make(self.wanted(**more))
		return str(refusal.exception)

	def fill_in(self, doctype: str, **values):
		with self.as_user(self.filler):
			return frappe.get_doc({"doctype": doctype, "where_to": "省政府", **values}).insert()

	def test_a_form_is_filled_in_sent_in_approved_and_done(self):
		made = self.make()
		self.assertEqual((made["status"], made["why"]), ("Published", ""))
		doc = self.fill_in(made["doctype"], kind_of_car="Small")
		with self.as_user(self.filler):
			run = acting.send(doc.doctype, doc.name)
		self.do(run, "approve", self.one)
		doc.reload()
		self.assertEqual((doc.docstatus, doc.approval_status), (1, "Approved"))

	def test_what_is_not_agreed_to_says_so_and_is_no_submitted_document(self):
		made = self.make()
		doc = self.fill_in(made["doctype"])
		with self.as_user(self.filler):
			run = acting.send(doc.doctype, doc.name)
		self.do(run, "reject", self.one)
		doc.reload()
		self.assertEqual((doc.docstatus, doc.approval_status), (0, "Rejected"))

	def test_nobody_writes_the_result_but_the_flow(self):
		doctype = self.make()["doctype"]
		doc = self.fill_in(doctype, **{names.STATUS: "Approved"})
		self.assertFalse(doc.get(names.STATUS))
		for who in (self.filler, "Administrator"):
			self.rest("PUT", f"{doctype}/{doc.name}", who, **{names.STATUS: "Approved"})
			self.assertFalse(self.stored(doctype, doc.name, names.STATUS))
		with self.as_user(self.filler):
			run = acting.send(doctype, doc.name)
			again = frappe.copy_doc(doc).update({names.STATUS: "Approved"}).insert()
		self.assertFalse(again.get(names.STATUS))
		self.assertEqual(
			run.name, frappe.db.get_value("Qingdan Approval Request", {"reference_name": doc.name})
		)

	def test_what_is_made_is_custom_and_plain_and_its_filler_cannot_submit_it(self):
		made = self.make()
		doctype = frappe.get_doc("DocType", made["doctype"])
		self.assertEqual((doctype.custom, doctype.module), (1, administrators.FORMS))
		with self.as_user(self.filler):
			self.assertFalse(frappe.has_permission(made["doctype"], "submit"))
			self.assertTrue(frappe.has_permission(made["doctype"], "create"))
			self.assertIn(made["doctype"], [row["doctype"] for row in offering.listed()])
		with self.as_user(self.two):
			self.assertEqual(offering.listed(), [])

	def test_each_sees_only_their_own_unless_all_are_to_see_all(self):
		other = users.user(ROLE)
		for own_only in (1, 0):
			made = self.make(own_only=own_only)
			self.fill_in(made["doctype"])
			with self.subTest(own_only=own_only), self.as_user(other):
				self.assertEqual(len(frappe.get_list(made["doctype"])), 0 if own_only else 1)

	def test_a_chinese_name_is_shown_and_chinese_fields_are_numbered(self):
		title = f"用车申请{frappe.generate_hash(length=4)}"
		made = self.make(title=title, fields=[{"label": "目的地"}, {"label": "备注", "kind": "Small Text"}])
		self.assertTrue(made["doctype"].startswith(names.STEM))
		for language in ("zh", "en"):
			self.assertEqual(frappe._(made["doctype"], language), title)
		fields = [field.fieldname for field in frappe.get_meta(made["doctype"]).fields]
		self.assertEqual(fields, ["field_1", "field_2", names.STATUS, "amended_from"])
		with self.as_user(self.filler):
			doc = frappe.get_doc({"doctype": made["doctype"], "field_1": "省政府"}).insert()
		self.assertTrue(doc.name.startswith(title))
		self.assertIn("already", self.refused(title=title))

	def test_names_that_are_taken_or_are_no_names_are_refused(self):
		for title in (
			"User",
			"user",
			"Qingdan Task",
			"Qingdan-Task",
			"清单导入",
			"",
			"!!!",
			"<b>Car</b>",
			"2031",
			"x" * 200,
		):
			with self.subTest(title=title):
				self.assertTrue(self.refused(title=title))

	def test_what_is_wrong_is_said_at_once(self):
		said = self.refused(title="", fields=[], roles=[], flow="none")
		for words in ("name", "at least one field", "at least one role", "approved"):
			self.assertIn(words, said)

	def test_no_field_that_runs_or_reaches_further_is_made(self):
		for kind in (
			"Table",
			"Link",
			"Code",
			"HTML",
			"Dynamic Link",
			"Password",
			"Button",
			"data",
			"Read Only",
		):
			with self.subTest(kind=kind):
				self.assertIn("no kind of field", self.refused(fields=[{"label": "X y", "kind": kind}]))
		for label in ("<script>", "a`b", "x" * 100, " "):
			with self.subTest(label=label):
				self.refused(fields=[{"label": label}])
		self.refused(fields=[{"label": "Same"}, {"label": "same"}])
		self.refused(fields=[{"label": "Choice", "kind": "Select", "options": "one"}])
		self.refused(fields=[{"label": f"Field {number}"} for number in range(60)])

	def test_words_that_core_keeps_for_itself_are_labels_and_no_names(self):
		labels = ["Name", "Owner", "Docstatus", "Save", "Parent", "Approval Status", "select", "Idx"]
		made = self.make(fields=[{"label": label} for label in labels])
		meta = frappe.get_meta(made["doctype"])
		self.assertEqual([field.label for field in meta.fields[: len(labels)]], labels)
		with self.as_user(self.filler):
			doc = frappe.get_doc({"doctype": made["doctype"], "field_1": "words"}).insert()
		self.assertNotEqual(doc.name, "words")

	def test_nothing_else_that_is_said_of_a_field_or_a_form_is_taken(self):
		field = {"label": "Where to", "options": "User", "fieldname": "name", "default": "x", "permlevel": 1}
		made = self.make(fields=[field], permissions=[{"role": "All", "read": 1}], custom=0, module="Core")
		doctype = frappe.get_doc("DocType", made["doctype"])
		self.assertEqual({row.role for row in doctype.permissions} & {"All", "Guest"}, set())
		self.assertEqual((doctype.fields[0].fieldname, doctype.fields[0].options), ("where_to", None))

	def test_roles_of_visitors_and_unknown_ones_fill_in_nothing(self):
		for role in ("Guest", "Administrator", "No Such Role", "Customer"):
			with self.subTest(role=role):
				self.assertIn("no role", self.refused(roles=[role]))

	def test_who_signs_has_to_be_said(self):
		self.refused(signers=[])
		self.refused(signers=[[]])
		self.refused(flow="role", signers=[[], [self.one]])

	def test_a_flow_that_cannot_run_stays_a_draft_and_says_why(self):
		made = self.make(signers=[["nobody@qingdan.example"]])
		self.assertEqual(made["status"], "Draft")
		self.assertIn("nobody@qingdan.example", made["why"])

	def test_an_amount_asks_for_one_more_signature(self):
		fields = [{"label": "Amount", "kind": "Currency"}]
		made = self.make(fields=fields, flow="amount", signers=[[self.one], [self.two]])
		flow = frappe.get_doc("Qingdan Approval Flow", made["flow"])
		self.assertEqual((flow.status, flow.steps[1].condition_field), ("Published", "amount"))
		self.assertIn("amount", self.refused(flow="amount", signers=[[self.one], [self.two]]))

	def test_only_whom_the_site_names_makes_forms(self):
		for user in (self.filler, self.buyer):
			with self.subTest(user=user), self.as_user(user), self.assertRaises(NotYoursToMake):
				forms.make(self.wanted())
		with patch.dict(frappe.conf, {"approval_form_makers": []}):
			with self.as_user(self.keeper), self.assertRaises(NotYoursToMake) as refusal:
				forms.make(self.wanted())
			self.assertIn("System Manager", str(refusal.exception))
			self.make(who=self.admin)
		with patch.dict(frappe.conf, {"approval_form_makers": [ROLE]}):
			self.make(who=self.filler)

	def test_who_makes_forms_puts_flows_in_force_for_forms_alone(self):
		made = self.make()
		with self.as_user(self.keeper):
			publishing.retire(frappe.get_doc("Qingdan Approval Flow", made["flow"]))
			with self.assertRaises(NotYoursToPublish):
				publishing.refuse_unless_administered("User")

	def test_without_its_flow_a_form_stays_and_nobody_who_fills_it_in_submits_it(self):
		made = self.make()
		doc = self.fill_in(made["doctype"])
		with self.as_user(self.keeper):
			publishing.retire(frappe.get_doc("Qingdan Approval Flow", made["flow"]))
		with self.as_user(self.filler), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(doc.doctype, doc.name).submit()
		with self.as_user(self.filler):
			self.assertIn(
				{"doctype": made["doctype"], "title": made["title"], "flow": False}, offering.listed()
			)

	def test_a_form_is_not_deleted_while_its_flow_is_in_force_or_a_request_of_a_retired_one_runs(self):
		made = self.make()
		self.assertKept(made)
		with self.as_user(self.filler):
			acting.send(made["doctype"], self.fill_in(made["doctype"]).name)
		with self.as_user(self.keeper):
			publishing.retire(frappe.get_doc(FLOW, made["flow"]))
		self.assertKept(made)

	def assertKept(self, made: dict) -> None:
		for who in (self.admin, "Administrator"):
			with self.subTest(who), self.as_user(who):
				frappe.db.savepoint("before_deletion")
				with self.assertRaises(UnderApproval) as refusal:
					frappe.delete_doc("DocType", made["doctype"], force=True)
				self.assertIn(made["flow"], str(refusal.exception))
				frappe.db.rollback(save_point="before_deletion")

	def test_a_form_is_the_sites_own_and_stays_when_the_app_leaves(self):
		made = self.make(roles=[KEEPER])
		modules = frappe.get_module_list("qingdan_app")
		ours = frappe.get_all("DocType", {"module": ("in", modules)}, pluck="name")
		self.assertNotIn(made["doctype"], ours)
		self.assertNotIn(administrators.FORMS, modules)
		self.assertNotEqual(
			frappe.db.get_value("Module Def", administrators.FORMS, "app_name"), "qingdan_app"
		)
		leftovers.remove_roles(ours)
		self.assertTrue(frappe.db.exists("Role", KEEPER), "a form of the site stands on it")

	def test_nobody_submits_past_the_flow(self):
		made = self.make()
		doc = self.fill_in(made["doctype"])
		with self.as_user(self.admin), self.assertRaises(ApprovalPending):
			frappe.get_doc(doc.doctype, doc.name).submit()

	def test_a_renamed_role_fills_in_and_signs_as_before(self):
		role = f"Test Form Role {frappe.generate_hash(length=6)}"
		frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert()
		member = users.user(role)
		made = self.make(roles=[role], flow="role", signers=[[role], [self.one]])
		rename_doc("Role", role, renamed := f"{role} Renamed", force=True)
		self.addCleanup(frappe.db.delete, "Role", {"name": renamed})
		frappe.clear_cache()
		with self.as_user(member):
			doc = frappe.get_doc({"doctype": made["doctype"], "where_to": "省政府"}).insert()
		other = users.user(renamed)
		with self.as_user(member):
			run = acting.send(doc.doctype, doc.name)
		self.assertIn(other, self.open_for(run))
