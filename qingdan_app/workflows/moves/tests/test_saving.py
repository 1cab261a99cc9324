"""How a moved document is written: every hook hears of it, and nothing is done twice or for nothing."""

import ast
import inspect
import json
import textwrap
from contextlib import ExitStack
from typing import ClassVar

import frappe
from frappe.model.document import Document

from qingdan_app.tests.site import SiteTestCase
from qingdan_app.tests.statements import noted
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import DRAFT, HAND_IN, ITEM, LEAVE, PURCHASE, REVIEW, step

EVENTS = ("before_validate", "validate", "before_save", "on_update", "on_change")
SUBMITTING = ("before_validate", "validate", "before_submit", "on_update", "on_submit", "on_change")


class TestSaving(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.leave = purchases.purchase(self.buyer, LEAVE)

	def test_every_hook_of_another_app_is_called_once_in_cores_order(self):
		self.assertEqual(self._heard(LEAVE, EVENTS, self._moved), list(EVENTS))

		waiting = self.sent(step("一", self.one))
		heard = self._heard(PURCHASE, SUBMITTING, lambda: self.do(waiting, "approve", self.one))
		self.assertEqual(heard, list(SUBMITTING))

	def test_a_hook_finds_the_document_as_it_stood_before(self):
		states = []

		def compare(doc):
			states.append((doc.get_doc_before_save().state, doc.state, doc.has_value_changed("state")))

		with listening(LEAVE, "on_update", compare):
			self._moved()

		self.assertEqual(states, [(DRAFT, REVIEW, True)])

	def test_what_a_hook_writes_into_the_document_is_stored_checked_and_kept_as_a_version(self):
		with listening(LEAVE, "validate", lambda doc: doc.update({"unit": "财务处"})):
			self._moved()

		self.assertEqual(self.stored(LEAVE, self.leave.name, "unit"), "财务处")
		(version,) = self._versions()
		self.assertIn(["unit", None, "财务处"], json.loads(version)["changed"])

	def test_a_hook_cannot_leave_a_required_field_empty(self):
		with listening(LEAVE, "validate", lambda doc: doc.update({"subject": ""})):
			self.assertRefused(frappe.MandatoryError, self._moved)

		self.assertEqual(self.stored(LEAVE, self.leave.name, "state"), DRAFT)

	def test_another_apps_document_keeps_its_versions_and_stands_in_the_log(self):
		self._moved()

		(version,) = self._versions()
		self.assertIn(["state", DRAFT, REVIEW], json.loads(version)["changed"])
		self.assertEqual(len(self.log_of_moves()), 1)

	def test_a_hook_that_refuses_undoes_the_move(self):
		def refuse(doc):
			frappe.throw("Nein", frappe.ValidationError)

		for event in EVENTS:
			with self.subTest(event), listening(LEAVE, event, refuse):
				frappe.db.savepoint("before_the_move")
				self.assertRefused(frappe.ValidationError, self._moved)
				frappe.db.rollback(save_point="before_the_move")
		self.assertEqual(self.stored(LEAVE, self.leave.name, "state"), DRAFT)

	def test_rows_are_written_where_they_changed_and_a_removed_one_goes(self):
		items = [{"buyer": self.one}, {"buyer": self.two}, {"buyer": self.three}]
		waiting = self.sent(step("一", self.one), subject={"items": items})
		first, second, third = (row.name for row in self.doc.items)

		before = []

		def change(doc):
			doc.items[0].buyer = self.four
			doc.remove(doc.items[2])
			doc.append("items", {"buyer": self.buyer})
			before.extend(row.buyer for row in doc.get_doc_before_save().items)

		with listening(PURCHASE, "validate", change), noted() as said:
			self.do(waiting, "approve", self.one)

		self.assertEqual(before, [self.one, self.two, self.three])
		stored = frappe.get_all(ITEM, {"parent": self.doc.name}, ["name", "buyer"], order_by="idx")
		self.assertEqual([row.buyer for row in stored], [self.four, self.two, self.buyer])
		self.assertEqual([row.name for row in stored[:2]], [first, second])
		self.assertNotIn(third, [row.name for row in stored])
		self.assertTrue(any(f"UPDATE `tab{ITEM}`" in each for each in said))

	def test_rows_that_are_as_they_were_stay_as_they_were(self):
		doc = purchases.purchase(self.buyer, items=[{"buyer": self.one}, {"buyer": self.two}])
		run(Held(), performing.Write(PURCHASE, doc.name, {"amount": 5}))

		self.assertEqual(self.stored(PURCHASE, doc.name, "amount"), 5)
		rows = frappe.get_all(ITEM, {"parent": doc.name}, pluck="name", order_by="idx")
		self.assertEqual(rows, [row.name for row in doc.items])

	def test_rows_follow_their_document_when_it_is_submitted_and_keep_the_order_a_hook_gives_them(self):
		waiting = self.sent(
			step("一", self.one), subject={"items": [{"buyer": self.one}, {"buyer": self.two}]}
		)

		def turn_round(doc):
			doc.items.reverse()
			for number, row in enumerate(doc.items, 1):
				row.idx = number

		with listening(PURCHASE, "validate", turn_round):
			self.do(waiting, "approve", self.one)

		rows = frappe.get_all(ITEM, {"parent": self.doc.name}, ["buyer", "docstatus"], order_by="idx")
		self.assertEqual([(row.buyer, row.docstatus) for row in rows], [(self.two, 1), (self.one, 1)])

	def test_the_document_is_no_freer_after_the_move_than_before(self):
		doc = self._moved()

		self.assertFalse(doc.flags.ignore_permissions)
		self.assertFalse(doc.flags.ignore_links)
		with self.as_user(self.one):
			self.assertRefused(frappe.PermissionError, doc.save)

	def _moved(self):
		with self.as_user(self.buyer):
			return performing.perform(LEAVE, self.leave.name, HAND_IN)

	def _heard(self, doctype: str, events: tuple[str, ...], action) -> list[str]:
		heard: list[str] = []
		with ExitStack() as stack:
			for event in events:
				stack.enter_context(listening(doctype, event, lambda doc, event=event: heard.append(event)))
			action()
		return heard

	def _versions(self) -> list[str]:
		return frappe.get_all("Version", {"docname": self.leave.name}, pluck="data")

	def log_of_moves(self) -> list[str]:
		return frappe.get_all("Qingdan Approval Log", {"reference_name": self.leave.name}, pluck="act")


class TestCoresSteps(SiteTestCase):
	"""What core does in a save, on the line of Frappe at hand, and what becomes of it where the flow writes."""

	JUDGED: ClassVar = {
		"check_if_locked": "done",
		"set_user_and_timestamp": "done",
		"set_docstatus": "done",
		"set_parent_in_children": "done",
		"set_name_in_children": "done",
		"run_before_save_methods": "done",
		"run_post_save_methods": "done",
		"validate_update_after_submit": "done",
		"db_update": "done for columns that differ",
		"update_children": "done for rows that differ",
		"validate_set_only_once": "done where a hook changed more than the flow owns",
		"_validate_mandatory": "the same",
		"_validate_data_fields": "the same",
		"_validate_selects": "the same",
		"_validate_non_negative": "the same",
		"_validate_length": "the same",
		"_validate_code_fields": "the same",
		"_sanitize_content": "the same",
		"_save_passwords": "the same",
		"_fix_rating_value": "left out: nobody has entered a rating",
		"_sync_autoname_field": "left out: a move renames nothing",
		"_extract_images_from_text_editor": "left out: nobody has pasted a picture",
		"_extract_images_from_editor": "left out: nobody has pasted a picture",
		"_set_defaults": "left out: the document is stored, its defaults with it",
		"check_if_latest": "left out: it is locked; the step of docstatus is checked",
		"check_permission": "left out: whose turn it is was decided before",
		"validate_higher_perm_levels": "left out: the same",
		"_validate_links": "left out: nobody has entered a link",
		"validate_workflow": "left out: the flow itself moves the state",
		"update_single": "left out: no Single is under a flow",
		"_validate": "core's name for the checks above",
		"insert": "of new documents, which core saves",
	}

	def test_every_step_of_cores_save_has_been_judged(self):
		steps = set()
		for function in (Document._save, Document._validate):
			calls = [node for node in ast.walk(_tree(function)) if isinstance(node, ast.Call)]
			steps |= {node.func.attr for node in calls if _is_own(node.func)}
		plain = {"get", "set", "is_new", "get_all_children", "get_valid_dict"}

		self.assertEqual(steps - plain - set(self.JUDGED), set())


def _tree(function) -> ast.Module:
	return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _is_own(called: ast.expr) -> bool:
	return isinstance(called, ast.Attribute) and getattr(called.value, "id", "") in ("self", "d")
