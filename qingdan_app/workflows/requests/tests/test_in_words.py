"""What is read before a decision: the document in the words of its form, its files, what changed; whom one names, and with what words."""

from unittest.mock import patch

import frappe

from qingdan_app.api import approvals as api
from qingdan_app.api import phrases as phrase_api
from qingdan_app.workflows.engine.flow import INITIATOR
from qingdan_app.workflows.exceptions import NotYourPhrase
from qingdan_app.workflows.requests import in_words
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step

PHRASE = "Qingdan Common Phrase"


def departments() -> dict[str, list[str]]:
	return Places.known


class Places:
	known: dict = {}  # noqa: RUF012 set by a test


class TestReading(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.request = self.sent(
			step("one", self.one),
			subject={"amount": 1200, "approver": self.two, "items": [{"buyer": self.three}]},
		)

	def view(self) -> dict:
		with self.as_user(self.one):
			return api.get_view(self.request.name)

	def words(self) -> dict[str, str]:
		return {row["label"]: row["value"] for row in self.view()["document"]["words"]}

	def test_a_document_is_read_in_the_words_of_its_form_and_people_by_name(self):
		words = self.words()
		self.assertIn("1,200", words["Amount"])
		self.assertEqual(words["Approver"], frappe.utils.get_fullname(self.two))
		self.assertIn(frappe.utils.get_fullname(self.three), words["Items"])
		self.assertNotIn(self.doc.items[0].name, str(words))

	def test_what_changed_since_a_return_is_said_in_words(self):
		self.do(self.request, "return", self.one, "金额不对", target=INITIATOR)
		with self.as_user(self.buyer):
			self.doc.reload()
			self.doc.update({"amount": 250, "approver": None, "items": []}).save()
		self.do(self.request, "resume", self.buyer)

		changes = {row["label"]: (row["was"], row["now"]) for row in self.view()["changed"]}

		self.assertIn("1,200", changes["Amount"][0])
		self.assertIn("250", changes["Amount"][1])
		self.assertEqual(changes["Approver"], (frappe.utils.get_fullname(self.two), ""))
		row = changes["Items · row 1"]
		self.assertEqual(row[1], "")
		self.assertNotIn("{", row[0])

	def test_a_row_says_its_columns_in_the_order_of_its_form(self):
		meta = frappe.get_meta("Qingdan Approval Condition")
		first, second = [field for field in meta.fields if field.fieldname in ("field", "value")]
		said = in_words._row_in_words(meta, {second.fieldname: "二", first.fieldname: "一"})
		self.assertLess(said.index("一"), said.index("二"))

	def test_files_are_named_with_size_and_kind_and_open_to_who_may_read_them(self):
		for name, content in (("a.png", b"x"), ("b.pdf", b"yy"), ("c.docx", b"zzz")):
			about = {"attached_to_doctype": PURCHASE, "attached_to_name": self.doc.name, "is_private": 1}
			file = frappe.get_doc({"doctype": "File", "file_name": name, "content": content, **about})
			file.insert(ignore_permissions=True)

		files = {row["kind"]: row for row in self.view()["document"]["files"]}

		self.assertEqual(sorted(files), ["other", "pdf", "picture"])
		self.assertEqual(files["other"]["size"], 3)
		self.assertTrue(all(row["file"] for row in files.values()))


class TestPeople(ApprovalTestCase):
	def test_people_are_found_by_department_and_ones_own_come_first(self):
		Places.known = {self.one: ["采购处"], self.two: ["财务处"], self.three: ["采购处"]}
		self.sent(step("one", self.one))

		with self._placed(), self.as_user(self.one):
			found = api.get_people("处")

		self.assertEqual([row["value"] for row in found][:2], [self.three, self.two])
		self.assertEqual(found[0]["description"], "采购处")

	def _placed(self):
		known = frappe.get_hooks

		def ours(name=None, *words, **more):
			return (
				[f"{__name__}.departments"] if name == "approval_departments" else known(name, *words, **more)
			)

		return patch.object(frappe, "get_hooks", ours)


class TestPhrases(ApprovalTestCase):
	def test_ones_own_phrases_come_first_and_are_kept_once(self):
		frappe.get_doc({"doctype": PHRASE, "phrase": "大家的话", "user": ""}).insert()
		frappe.get_doc({"doctype": PHRASE, "phrase": "别人的话", "user": self.two}).insert()
		with self.as_user(self.one):
			for _time in range(2):
				phrase_api.keep_phrase("  我的  话 ", "approve")
			found = [row["phrase"] for row in phrase_api.get_phrases("approve")]
			others = [row["phrase"] for row in phrase_api.get_phrases("return")]

		self.assertEqual(found[0], "我的 话")
		self.assertEqual(found.count("我的 话"), 1)
		self.assertIn("大家的话", found)
		self.assertNotIn("别人的话", found)
		self.assertNotIn("我的 话", others)

	def test_everybodys_phrases_are_an_administrators_and_nobody_writes_anothers(self):
		shared = frappe.get_doc({"doctype": PHRASE, "phrase": "大家的话", "user": ""}).insert()
		with self.as_user(self.one):
			own = frappe.get_doc({"doctype": PHRASE, "phrase": "我的话"}).insert()
			self.assertEqual(own.user, self.one)
			own.user = ""
			self.assertRefused(NotYourPhrase, own.save)
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc(PHRASE, shared.name).update({"phrase": "x"}).save()
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc({"doctype": PHRASE, "phrase": "x", "user": self.two}).insert()
		with self.as_user(self.admin):
			frappe.get_doc(PHRASE, shared.name).update({"phrase": "改过的话"}).save()
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc(PHRASE, own.name).update({"phrase": "x"}).save()
