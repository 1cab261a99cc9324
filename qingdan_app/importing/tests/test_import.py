"""Importing the real document of 2021: preview, confirm, write; twice, changed, broken in the middle."""

import json
from pathlib import Path
from unittest.mock import patch

import frappe

from qingdan_app.importing import writer
from qingdan_app.importing.exceptions import (
	AlreadyWritten,
	CodeTaken,
	FileIsNoList,
	ImportRefused,
	NotSettled,
)
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase

DOCUMENT = Path(frappe.get_app_path("qingdan_app")) / "demo" / "hangzhou-2021.txt"
DOCTYPES = (
	"Qingdan List",
	"Qingdan Key Work",
	"Qingdan Task",
	"Qingdan Task Unit",
	"Qingdan Unit",
	"Qingdan Leader",
)


class TestImport(QingdanTestCase):
	def test_a_preview_shows_what_would_be_created_and_creates_nothing(self):
		before = self._counts()
		run = self._previewed()

		self.assertEqual(run.status, "Previewed")
		self.assertEqual(sum(row.key_works for row in run.lists), 216)
		self.assertEqual(sum(row.tasks for row in run.lists), 733)
		self.assertEqual([row.code for row in run.lists], ["2021-1", "2021-2", "2021-3", "2021-4"])
		self.assertEqual(self._counts(), before)

	def test_what_was_read_is_no_page_of_versions(self):
		run = self._new_run()
		with patch.dict(frappe.flags, in_test=False):  # within tests core keeps no version whatever is saved
			writer.preview_run(run)
		self.assertFalse(frappe.db.exists("Version", {"ref_doctype": run.doctype, "docname": run.name}))

	def test_confirming_writes_the_document_4_lists_216_items_733_tasks(self):
		before = self._counts()
		run = self._written()

		new = {doctype: count - before[doctype] for doctype, count in self._counts().items()}
		self.assertEqual([new[doctype] for doctype in DOCTYPES[:3]], [4, 216, 733])
		self.assertEqual((run.status, run.written_by), ("Written", "Administrator"))

	def test_every_word_of_the_document_is_kept_beside_what_was_computed(self):
		self._written()
		text = DOCUMENT.read_text(encoding="utf-8")
		written = {"list": ("in", ["2021-1", "2021-2", "2021-3", "2021-4"])}
		tasks = frappe.get_all(
			"Qingdan Task", written, ["name", "text", "deadline_raw", "source_line", "state"]
		)
		self.assertEqual(len(tasks), 733)
		self.assertEqual(
			[task.name for task in tasks if task.text not in text or task.deadline_raw not in text], []
		)
		self.assertEqual({task.state for task in tasks}, {"待启动"})
		self.assertTrue(all(task.source_line for task in tasks))

	def test_a_tasks_name_is_what_the_office_says_on_the_phone(self):
		self._written()
		task = frappe.get_doc("Qingdan Task", "2021-4-58-04")
		self.assertEqual((task.list, task.key_work, task.number), ("2021-4", "2021-4-58", 4))
		self.assertEqual(len([row for row in task.units if row.duty == "Lead"]), 1)

	def test_a_bulk_written_task_is_as_one_that_was_saved(self):
		self._written()
		for name in ("2021-4-58-04", "2021-1-1-01"):
			task = frappe.get_doc("Qingdan Task", name)
			before = lasting(task.as_dict())
			task.save()
			self.assertEqual(lasting(frappe.get_doc("Qingdan Task", name).as_dict()), before)

	def test_an_imported_task_goes_through_the_flow(self):
		self._written()
		task = frappe.get_doc("Qingdan Task", "2021-4-58-04")
		liaison = factories.contact(task.lead_unit)
		self.assertEqual(self.act(task, "start", liaison).state, "推进中")

	def test_the_same_document_again_creates_nothing_twice(self):
		self._written()
		before = self._counts()
		second = self._written()
		self.assertEqual(self._counts(), before)
		self.assertEqual(json.loads(second.differences), [])

	def test_a_changed_document_reports_the_difference_and_overwrites_nothing(self):
		self._written()
		task = frappe.get_doc("Qingdan Task", "2021-4-58-04")
		changed = DOCUMENT.read_text(encoding="utf-8").replace(task.text, task.text + "（修订）")

		run = self._written(changed.encode())

		found = [(row["name"], row["fieldname"]) for row in json.loads(run.differences)]
		self.assertIn(("2021-4-58-04", "text"), found)
		self.assertEqual(self.stored("Qingdan Task", task.name, "text"), task.text)
		about = {"reference_name": task.name, "act": ("!=", "hand_out")}
		self.assertEqual(frappe.db.count("Qingdan Approval Log", about), 0)

	def test_a_second_document_of_the_year_gets_codes_of_its_own(self):
		self._written()
		second = DOCUMENT.read_text(encoding="utf-8").replace("时期", "期间").replace("项目", "工程项目")
		run = self._previewed(second.encode())
		titles = dict(frappe.get_all("Qingdan List", fields=["code", "title"], as_list=True))
		for row in run.lists:
			self.assertEqual(row.code in titles, titles.get(row.code) == row.title, row.code)
		self.assertTrue([row for row in run.lists if row.code.startswith("2021b-")])

	def test_a_code_of_another_list_is_refused(self):
		factories.list_("2021-1")
		run = self._previewed()
		self.assertNotIn("2021-1", [row.code for row in run.lists])
		run.lists[0].code = "2021-1"
		run.save()
		self._settle(run)
		self.assertRefused(CodeTaken, writer.confirm_run, run)

	def test_a_failure_in_the_middle_leaves_nothing_half_written(self):
		run = self._previewed()
		self._settle(run)
		before = self._counts()
		for doctype in ("Qingdan Key Work", "Qingdan Task"):
			with self.subTest(doctype=doctype):
				self.assertRefused(Interrupted, self._confirm_broken, run.name, doctype)
				self.assertEqual(self._counts(), before)
				self.assertEqual(self.stored("Qingdan Import", run.name, "status"), "Previewed")

	def test_after_a_failure_the_same_run_can_be_confirmed(self):
		run = self._previewed()
		self._settle(run)
		self.assertRefused(Interrupted, self._confirm_broken, run.name, "Qingdan Task")
		writer.confirm_run(frappe.get_doc("Qingdan Import", run.name))
		self.assertEqual(
			frappe.db.count("Qingdan Task", {"list": ("like", "2021-%"), "source_line": (">", 0)}), 733
		)

	def test_unresolved_units_block(self):
		run = self._previewed()
		self._settle(run)
		run.units[0].resolution = "Unresolved"
		run.save()
		refusal = self.assertRefused(NotSettled, writer.confirm_run, run)
		self.assertIn(run.units[0].written, str(refusal))

	def test_open_issues_block_and_name_their_lines(self):
		run = self._previewed()
		self.assertTrue(run.issues)
		refusal = self.assertRefused(NotSettled, writer.confirm_run, run)
		self.assertIn(str(run.issues[0].line), str(refusal))

	def test_a_unit_is_found_under_its_other_name(self):
		run = self._previewed()
		name = next(row.written for row in run.units if row.kind == "Unit" and not row.unit)
		known = factories.unit(aliases=[{"alias": name}])
		row = next(row for row in self._previewed().units if row.written == name)
		self.assertEqual((row.resolution, row.unit), ("Use Existing", known))

	def test_a_file_that_is_no_list_is_refused_in_a_sentence(self):
		for content in ("会议纪要\n一、研究事项".encode(), b"", b"\x89PNG\r\n\x1a\n\x00\x00"):
			with self.subTest(content=content[:8]), self.assertRaises((FileIsNoList, frappe.ValidationError)):
				self._previewed(content)

	def test_a_written_run_is_final(self):
		run = self._written()
		self.assertRefused(AlreadyWritten, writer.confirm_run, run)
		self.assertRefused(AlreadyWritten, writer.preview_run, frappe.get_doc("Qingdan Import", run.name))
		run.reload()
		run.lists[0].code = "2099-1"
		with self.assertRaises(ImportRefused):
			run.save()

	def test_what_was_read_from_the_file_is_not_edited_by_hand(self):
		run = self._previewed()
		who = factories.administrator()
		for field, value in (("parsed", "{}"), ("status", "Written"), ("outcome", "x")):
			arguments = {"doctype": "Qingdan Import", "name": run.name, "fieldname": field, "value": value}
			with self.subTest(field=field), self.assertRaises(ImportRefused):
				self.call("frappe.client.set_value", who, **arguments)

	def test_the_door_to_the_import_is_for_list_administrators(self):
		run = self._previewed()
		for who in (factories.supervisor(), factories.office_user(), factories.contact(factories.unit())):
			for door in ("preview", "compare", "settle_all", "confirm"):
				with self.subTest(door=door, who=who), self.assertRaises(frappe.PermissionError):
					self.call(f"qingdan_app.api.imports.{door}", who, name=run.name)
		answer = self.call("qingdan_app.api.imports.preview", factories.administrator(), name=run.name)
		self.assertEqual(answer["status"], "Previewed")

	def _previewed(self, content: bytes | None = None):
		return writer.preview_run(self._new_run(content))

	def _new_run(self, content: bytes | None = None):
		url = factories.evidence(
			file_name="list.txt", content=content if content is not None else DOCUMENT.read_bytes()
		)
		return frappe.get_doc({"doctype": "Qingdan Import", "file": url}).insert()

	def _settle(self, run) -> None:
		for row in run.issues:
			row.settled = 1
		run.save()

	def _written(self, content: bytes | None = None):
		run = self._previewed(content)
		self._settle(run)
		return writer.confirm_run(run)

	def _confirm_broken(self, name: str, doctype: str) -> None:
		"""Confirm a run whose writing fails at `doctype`, and answer for it as a caller that swallows errors would."""
		real = writer.insert_rows

		def failing(written: str, rows) -> int:
			if written == doctype:
				raise Interrupted(doctype)
			return real(written, rows)

		with patch.object(writer, "insert_rows", failing):
			writer.confirm_run(frappe.get_doc("Qingdan Import", name))

	def _counts(self) -> dict[str, int]:
		return {doctype: frappe.db.count(doctype) for doctype in DOCTYPES}


class Interrupted(Exception):
	"""The failure in the middle."""


def lasting(value):
	"""A document without what every save stamps anew."""
	stamps = ("modified", "modified_by", "milestone_late_since", "late_since", "was_late_since")
	if isinstance(value, dict):
		return {key: lasting(part) for key, part in value.items() if key not in stamps}
	return [lasting(part) for part in value] if isinstance(value, list) else value
