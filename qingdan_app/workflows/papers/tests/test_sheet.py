"""The approval sheet of DocTypes made in Desk: what stands on it, for whom, and that nothing on it is markup."""

from unittest.mock import patch

import frappe

from qingdan_app.tests import users
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.papers import formats, pdf, sheet
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase

SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>"
PRINT = "frappe.www.printview.get_html_and_style"
PDF = "frappe.utils.print_format.download_pdf"
REFUSALS = (frappe.PermissionError, frappe.DoesNotExistError)
"""Core says to whom may not print that they may not, or (15.55) that there is no such document."""


class TestSheet(ApprovalTestCase):
	def test_a_flow_in_force_brings_the_sheet_of_its_doctype_once(self):
		ours = {"doc_type": purchases.PURCHASE, "module": formats.MODULE}
		frappe.db.delete("Print Format", ours)
		purchases.flow(purchases.step("one", self.one))
		self.assertEqual(frappe.db.count("Print Format", ours), 1)
		formats.create_missing()
		self.assertEqual(frappe.db.count("Print Format", ours), 1)

	def test_what_a_site_made_of_a_format_stays(self):
		self.sent(purchases.step("one", self.one))
		name = self._format()
		frappe.db.set_value("Print Format", name, "html", "<p>ours</p>")
		renamed = frappe.rename_doc("Print Format", name, users.unique("Our Sheet"), force=True)
		formats.create_missing()
		formats.say_in_language_of_site(formats.MODULE, [formats.SHEET])
		self.assertEqual(self._format(), renamed)
		self.assertEqual(frappe.db.get_value("Print Format", renamed, "html"), "<p>ours</p>")

	def test_formats_are_called_as_the_language_of_the_site_says_once_it_is_chosen(self):
		self.sent(purchases.step("one", self.one))
		for language, title in (("en", "Approval Sheet"), ("zh", "审批单"), ("en", "Approval Sheet")):
			frappe.db.set_single_value("System Settings", "language", language)
			formats.say_in_language_of_site(formats.MODULE, [formats.SHEET])
			self.assertTrue(self._format().startswith(title), self._format())

	def test_every_opinion_stands_on_it_with_name_step_and_signature(self):
		run = self._signed()
		html = self._html(self.doc, self.buyer)
		for words in (
			"手续齐备",
			"同意采购",
			frappe.utils.get_fullname(self.one),
			frappe.utils.get_fullname(self.two),
		):
			self.assertIn(words, html)
		self.assertIn(purchases.picture("签名"), html)
		self.assertNotIn(self.one, html)
		self.assertEqual(run.outcome, "Approved")

	def test_a_stand_in_is_named_with_whom_they_act_for(self):
		self._stand_in(self.one, self.two)
		run = self.sent(purchases.step("one", self.one))
		self.do(run, "approve", self.two)
		doc = frappe.get_doc(run.reference_doctype, run.reference_name)
		with self.as_user(self.buyer):
			lines = sheet.of_document(doc)["lines"]
		(line,) = [line for line in lines if line["opinion"] == "意见"]
		self.assertEqual(len(lines), 2, "that a stand-in took over is no opinion")
		names = [frappe.utils.get_fullname(user) for user in (self.two, self.one)]
		self.assertEqual([line["person"], line["behalf"]], names)

	def test_script_in_every_field_is_words_on_paper(self):
		self.sent(
			purchases.step("one", self.one),
			subject={"subject": SCRIPT, "unit": SCRIPT, "items": [{"buyer": self.buyer}]},
		)
		run = frappe.get_last_doc("Qingdan Approval Request", {"reference_name": self.doc.name})
		self.do(run, "approve", self.one, SCRIPT)
		columns = {"subject": SCRIPT, "unit": SCRIPT}
		frappe.db.set_value(purchases.PURCHASE, self.doc.name, columns, update_modified=False)
		frappe.db.set_value(
			"Qingdan Approval Log", {"act": "approve", "request": run.name}, "opinion", SCRIPT
		)
		frappe.db.set_value("User", self.one, "full_name", SCRIPT)
		frappe.clear_cache(user=self.one)
		html = self._html(self.doc, self.buyer)
		self.assertIn("&lt;script&gt;alert(2)", html)
		for markup in ("<script>alert", "<img src=x"):
			self.assertNotIn(markup, html)

	def test_who_may_print_is_who_may_read(self):
		run = self._signed()
		stranger = users.user()
		for door in (PRINT, PDF):
			with self.subTest(door=door), self.assertRaises(REFUSALS):
				self.call(door, stranger, **self._about(door, self.doc))
		self.assertNotIn("手续齐备", self._page(self.doc, stranger))
		self.assertIn("手续齐备", self._page(self.doc, self.buyer))
		with self.as_user(stranger), self.assertRaises(frappe.PermissionError):
			sheet.qingdan_approval_sheet(self.doc)
		with self.as_user(stranger), self.assertRaises(frappe.PermissionError):
			sheet.qingdan_approval_sheet(run)

	def test_a_removed_signer_prints_nothing(self):
		run = self.sent(purchases.step("one", self.one))
		with self.as_user(self.one):
			self.assertIn("Desks", sheet.qingdan_approval_sheet(self.doc))
		self.do(run, "withdraw", self.buyer)
		with self.as_user(self.one), self.assertRaises(frappe.PermissionError):
			sheet.qingdan_approval_sheet(frappe.get_doc(self.doc.doctype, self.doc.name))

	def test_a_request_is_printed_as_far_as_it_is_read(self):
		run = self.sent(purchases.step("one", self.one), purchases.step("two", self.two))
		self.do(run, "approve", self.one, "手续齐备")
		self.do(run, "approve", self.two, "同意采购")
		with self.as_user(self.one):
			html = sheet.qingdan_approval_sheet(run)
		self.assertIn("手续齐备", html)
		self.assertNotIn("同意采购", html)

	def test_what_was_changed_after_the_approval_is_said(self):
		self._signed()
		self.assertEqual(self._sheet(self.doc)["changed"], [])
		frappe.db.set_value(self.doc.doctype, self.doc.name, "amount", 900)
		(change,) = self._sheet(self.doc)["changed"]
		self.assertEqual(change["path"], ["amount"])

	def test_what_the_flow_itself_enters_is_no_change_after_the_approval(self):
		settings = [{"outcome": "Approved", "field": "unit", "value": "行政处"}]
		run = self.sent(purchases.step("one", self.one, fills="amount"), settings=settings)
		about = {"request": run.name, "verb": "approve", "turn": self.turn_of(run, self.one).turn}
		self.call("qingdan_app.api.approvals.act", self.one, **about, values={"amount": 250})
		stored = frappe.db.get_value(self.doc.doctype, self.doc.name, ["unit", "amount"])
		self.assertEqual(stored, ("行政处", 250))
		self.assertEqual(self._sheet(self.doc)["changed"], [])

	def test_what_a_move_of_cores_workflow_repeats_stands_once(self):
		purchases.flow(purchases.step("one", self.one), doctype=purchases.LEAVE)
		leave = purchases.purchase(self.buyer, doctype=purchases.LEAVE)
		with self.as_user(self.buyer):
			performing.perform(leave.doctype, leave.name, purchases.HAND_IN)
		with self.as_user(self.one):
			performing.perform(leave.doctype, leave.name, purchases.SEND_BACK, "缺附件")
		with self.as_user(self.buyer):
			lines = sheet.of_document(frappe.get_doc(leave.doctype, leave.name))["lines"]
		self.assertEqual([line["opinion"] for line in lines].count("缺附件"), 1)
		self.assertEqual(lines[0]["act"], purchases.HAND_IN)

	def test_hidden_fields_and_those_above_ones_level_are_not_on_it(self):
		self._signed()
		for field, changed in (
			("unit", {"hidden": 1}),
			("unit", {"print_hide": 1}),
			("unit", {"permlevel": 2}),
		):
			with self.subTest(changed), self.as_user(self.buyer):
				doc = frappe.get_doc(self.doc.doctype, self.doc.name)
				own = frappe.get_meta(doc.doctype).get_field(field)
				kept = {name: own.get(name) for name in changed}
				self.assertIn("Unit", self._labels(doc))
				own.update(changed)
				try:
					self.assertNotIn("Unit", self._labels(doc))
				finally:
					own.update(kept)

	def test_rows_of_tables_are_numbered_and_people_in_them_named(self):
		self.sent(purchases.step("one", self.one), subject={"items": [{"buyer": self.buyer}]})
		(table,) = self._sheet(self.doc)["tables"]
		self.assertEqual(table["rows"], [[frappe.utils.get_fullname(self.buyer)]])

	def test_a_standard_document_of_core_under_a_flow_has_one_too(self):
		name = formats.create_sheet("ToDo")
		todo = frappe.get_doc(
			{"doctype": "ToDo", "description": "<p>第一行</p><p>第二行 &lt;b&gt;</p>"}
		).insert()
		html = self.call(PRINT, "Administrator", doc="ToDo", name=todo.name, print_format=name)["html"]
		self.assertIn("第一行\n第二行 &lt;b&gt;", html)

	def test_many_are_printed_into_one_pdf(self):
		self._signed()
		other = purchases.purchase(self.buyer)
		names = frappe.as_json([self.doc.name, other.name])
		about = {"doctype": self.doc.doctype, "name": names, "format": self._format()}
		self.call("frappe.utils.print_format.download_multi_pdf", self.buyer, **about)
		self.assertTrue(frappe.local.response.filecontent.startswith(b"%PDF"))

	def test_a_server_without_the_program_for_pdf_says_what_to_install_and_shows_the_page_still(self):
		self._signed()
		with patch.object(pdf.shutil, "which", lambda program: None):
			with self.assertRaises(pdf.PdfProgramMissing) as caught:
				self.call(PDF, self.buyer, **self._about(PDF, self.doc))
			self.assertIn("wkhtmltopdf", str(caught.exception))
			self.assertIn("手续齐备", self._html(self.doc, self.buyer))

	def _signed(self):
		run = self.sent(
			purchases.step("one", self.one, signature="Optional"),
			purchases.step("two", self.two),
			subject={"unit": "处室"},
		)
		self.do(run, "approve", self.one, "手续齐备", signature=purchases.picture("签名"))
		return self.do(run, "approve", self.two, "同意采购")

	def _stand_in(self, person: str, delegate: str) -> None:
		words = {"person": person, "delegate": delegate, "scope_kind": "All"}
		times = {"from_time": "2021-01-01", "until_time": "2099-01-01"}
		frappe.get_doc({"doctype": "Qingdan Approval Delegation", **words, **times}).insert()

	def _labels(self, doc) -> list[str]:
		return [cell["label"] for line in sheet.of_document(doc)["fields"] for cell in line]

	def _format(self) -> str:
		ours = {"doc_type": purchases.PURCHASE, "module": formats.MODULE}
		return frappe.db.get_value("Print Format", ours, "name")

	def _about(self, door: str, doc) -> dict:
		if door == PRINT:
			return {"doc": doc.doctype, "name": doc.name, "print_format": self._format()}
		return {"doctype": doc.doctype, "name": doc.name, "format": self._format()}

	def _html(self, doc, who: str) -> str:
		return self.call(PRINT, who, **self._about(PRINT, doc))["html"]

	def _page(self, doc, who: str) -> str:
		"""What goes into the PDF of many; core may put a page that refuses in the place of a refusal."""
		with self.as_user(who):
			frappe.local.form_dict = frappe._dict()
			try:
				return frappe.get_print(doc.doctype, doc.name, self._format())
			except REFUSALS:
				return ""

	def _sheet(self, doc) -> dict:
		with self.as_user(self.buyer):
			return sheet.of_document(frappe.get_doc(doc.doctype, doc.name))
