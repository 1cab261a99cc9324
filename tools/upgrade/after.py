"""What must hold on a site of an earlier release once the code at hand has migrated it.

Run with the bench's Python in its sites folder: after.py SITE FILE CASE, where FILE is what before.py wrote and
CASE one of the classes below. Nothing a check does stays: each is rolled back.
"""

import hashlib
import json
import sys
import unittest
from pathlib import Path

import frappe
from frappe.desk import query_report
from frappe.desk.desktop import get_desktop_page, get_workspace_sidebar_items
from frappe.model.base_document import get_controller

from qingdan_app.api.moved import old_addresses
from qingdan_app.importing import writer
from qingdan_app.setup.accounts import NAMES
from qingdan_app.tests import factories
from qingdan_app.tests.architecture import code
from qingdan_app.tests.site import SiteTestCase
from qingdan_app.workflows.exceptions import NotYourTurn
from qingdan_app.workflows.seals import sealing

TASK, REQUEST = "Qingdan Task", "Qingdan Approval Request"
REWRITTEN = {
	("Custom DocPerm", "export"): "1",
	("Custom DocPerm", "print"): "1",
	("Qingdan Approval Assignment", "step_title"): "Correction",
	("Qingdan Task", "late_since"): "None",
	("Qingdan Task Unit", "late_since"): "None",
}
"""What a patch since then writes into a column of a DocType; every other value stays as it was."""
ROLES = ("Unit Liaison", "Unit Head", "Leader Office", "Supervision Office", "List Administrator")
RENAMED = {role: f"Qingdan {role}" for role in ROLES}
"""Roles that a patch has renamed, and what it calls them."""
NOTED = {"_comments"}
"""Where core notes on a row that it was renamed."""
STAMPS = {"creation", "modified", "modified_by", "owner"}
CORES_OWN = {"tabInstalled Application", "tabNavbar Item", "version_id_seq"}
"""What core writes at every migration of any app."""
IN_PART = {
	"tabRole": "true",
	"tabSingles": "`doctype` like 'Qingdan %'",
	"tabVersion": "`ref_doctype` != 'Installed Applications'",
	"tabWorkflow Action Master": "true",
	"tabWorkflow State": "true",
}
"""Tables in which core writes at every migration: the rows that must stay as they are, but for their stamps."""


class Upgraded(SiteTestCase):
	"""After the first migration."""

	def setUp(self):
		super().setUp()
		self.names = before()["names"]

	def test_every_doctype_says_the_module_whose_folder_holds_it_and_finds_its_controller(self):
		for file in code.documents("doctype"):
			document = json.loads(file.read_text(encoding="utf-8"))
			with self.subTest(document["name"]):
				self.assertEqual(self.stored("DocType", document["name"], "module"), document["module"])
				controller = get_controller(document["name"])
				self.assertEqual(Path(sys.modules[controller.__module__].__file__), file.with_suffix(".py"))

	def test_no_doctype_of_ours_is_left_over(self):
		there = set(frappe.get_all("DocType", {"name": ("like", "Qingdan %"), "custom": 0}, pluck="name"))
		shipped = {json.loads(file.read_text(encoding="utf-8"))["name"] for file in code.documents("doctype")}
		self.assertEqual(there, shipped)

	def test_no_row_is_lost_and_no_value_changed_but_what_a_patch_rewrites(self):
		for doctype, rows in before()["rows"].items():
			now = {str(row.name): row for row in frappe.db.sql(f"select * from `tab{doctype}`", as_dict=True)}
			rows = {RENAMED.get(name, name) if doctype == "Role" else name: row for name, row in rows.items()}
			left_out = STAMPS | NOTED if doctype == "Role" else set()
			with self.subTest(doctype):
				self.assertEqual(set(rows) - set(now), set())
				found = [one for one in differences(rows, now) if one[1] not in left_out]
				found = [one for one in found if {**RENAMED, **NAMES}.get(one[2]) != one[3]]
				self.assertEqual([one for one in found if REWRITTEN.get((doctype, one[1])) != one[3]], [])

	def test_what_an_administrator_set_counts(self):
		self.assertEqual(str(frappe.db.get_single_value("Qingdan Settings", "morning_from")), "8:00:00")
		self.assertTrue(frappe.get_meta(REQUEST).has_field("our_mark"))
		self.assertTrue(frappe.get_meta("Qingdan Import").get_field("file").bold)
		with self.as_user(self.names["running"]["supervisor"]):
			self.assertFalse(frappe.has_permission("Qingdan Progress Report", "export"))

	def test_every_log_is_whole_and_agrees_with_the_seal(self):
		self.assertEqual(sealing.verify_all(), [])
		self.assertEqual(frappe.db.count("Qingdan Approval Seal"), 1)

	def test_what_was_written_since_goes_into_the_next_seal(self):
		self.assertIsNotNone(sealing.seal_heads())
		self.assertEqual(sealing.verify_all(), [])

	def test_a_request_that_was_running_goes_on_to_its_end(self):
		people = self.names["running"]
		request = frappe.db.get_value(REQUEST, {"reference_name": people["task"], "status": "Running"})
		task = self._task("running")
		task = factories.acted(task, ("complete", people["head"]), ("complete", people["office"]))
		self.assertEqual(task.state, "已完成")
		self.assertEqual(self.stored(REQUEST, request, "status"), "Ended")
		self.assertEqual(sealing.verify_all(), [])

	def test_a_stand_in_still_stands_in(self):
		people = self.names["lent"]
		steps = ("complete", people["head"]), ("complete", people["other_office"])
		self.assertEqual(factories.acted(self._task("lent"), *steps).state, "已完成")

	def test_what_was_returned_is_corrected_and_goes_on(self):
		people = self.names["returned"]
		(turn,) = frappe.get_all(
			"Qingdan Approval Assignment",
			{"reference_name": people["task"], "kind": "Correction", "standing": "Open"},
			["assignee", "step_title"],
		)
		self.assertEqual((turn.assignee, turn.step_title), (people["liaison"], "Correction"))
		report = frappe.get_last_doc("Qingdan Progress Report", {"task": people["task"]})
		self.assertEqual(factories.acted(report, ("file", people["liaison"])).state, "已提交")
		self.assertEqual(self._task("returned").state, "待审核")

	def test_a_completed_task_is_reopened_by_whom_the_edited_flow_names(self):
		people = self.names["completed"]
		with self.assertRaises(NotYourTurn):
			factories.acted(self._task("completed"), ("reopen", people["supervisor"]))
		task = factories.acted(self._task("completed"), ("reopen", people["administrator"]))
		self.assertEqual(task.state, "推进中")

	def test_a_draft_is_filed(self):
		people = self.names["moving"]
		draft = frappe.get_last_doc("Qingdan Progress Report", {"task": people["task"], "state": "草稿"})
		self.assertEqual(factories.acted(draft, ("file", people["liaison"])).state, "已提交")

	def test_an_import_that_waited_is_settled_and_written(self):
		run = frappe.get_last_doc("Qingdan Import", {"status": "Previewed"})
		for row in run.issues:
			row.settled = 1
		run.save()
		self.assertEqual(writer.confirm_run(run).status, "Written")

	def test_everybodys_pages_open(self):
		for who in ("liaison", "office", "supervisor", "administrator"):
			with self.as_user(self.names["running"][who]):
				for page in get_workspace_sidebar_items()["pages"]:
					with self.subTest(who=who, page=page["name"]):
						self.assertTrue(get_desktop_page(json.dumps(page)))

	def test_every_report_opens(self):
		for name in frappe.get_all("Report", {"module": ("in", ours())}, pluck="name"):
			with self.subTest(name), self.as_user(self._reader_of(name)):
				self.assertIn("result", query_report.run(name))

	def _reader_of(self, report: str) -> str:
		"""The supervision office, but of what is for whoever runs the site."""
		roles = frappe.get_all("Has Role", {"parenttype": "Report", "parent": report}, pluck="role")
		return "Administrator" if roles == ["System Manager"] else self.names["running"]["supervisor"]

	def test_every_page_of_ours_is_found(self):
		for name in frappe.get_all("Page", {"module": ("in", ours())}, pluck="name"):
			with self.subTest(name):
				page = frappe.get_doc("Page", name)
				page.load_assets()
				self.assertTrue(page.script)

	def test_what_was_called_by_an_old_address_answers(self):
		people = self.names["running"]
		for old in old_addresses():
			with self.subTest(old):
				stable = frappe.get_hooks("override_whitelisted_methods")[old][-1]
				self.assertIn(frappe.get_attr(stable), frappe.whitelisted)
		tasks = self.call("qingdan_app.tasks.api.get_my_tasks", people["liaison"])
		self.assertEqual([task["name"] for task in tasks["tasks"]], [people["task"]])
		turns = self.call("qingdan_app.workflows.approvals.api.get_inbox", people["head"])
		self.assertEqual([turn["reference_name"] for turn in turns["rows"]], [people["task"]])

	def test_people_see_what_they_saw(self):
		people = self.names["running"]
		for who, seen in (("liaison", 1), ("office", 1), ("supervisor", 1), ("outsider", 0)):
			with self.subTest(who), self.as_user(people[who]):
				self.assertEqual(len(frappe.get_list(TASK, {"name": people["task"]})), seen)

	def test_nothing_went_wrong_in_silence(self):
		self.assertEqual(frappe.get_all("Error Log", pluck="method"), [])

	def _task(self, which: str):
		return frappe.get_doc(TASK, self.names[which]["task"])


class MigratedTwice(unittest.TestCase):
	"""After the second migration."""

	maxDiff = None

	def test_a_second_migration_changes_nothing(self):
		known, now = json.loads(kept_file().read_text()), checksums()
		changed = {table for table in known.keys() | now.keys() if known.get(table) != now.get(table)}
		self.assertEqual(changed - CORES_OWN, set())


def differences(rows: dict, now: dict) -> list[tuple]:
	"""(row, column, value before, value now) of everything that is not as it was."""
	return [
		(name, column, value, str(now[name].get(column, "no such column")))
		for name, row in rows.items()
		for column, value in row.items()
		if name in now and str(now[name].get(column, "no such column")) != value
	]


def ours() -> list[str]:
	return frappe.get_module_list("qingdan_app")


def before() -> dict:
	return json.loads(Path(frappe.flags.written_before).read_text(encoding="utf-8"))


def kept_file() -> Path:
	return Path(frappe.flags.written_before).with_suffix(".checksums.json")


def checksums() -> dict[str, str]:
	"""What stands in every table of the site, as one number each."""
	names = ", ".join(f"`{name}`" for name in frappe.db.get_tables(cached=False))
	whole = {name.partition(".")[2]: str(number) for name, number in frappe.db.sql(f"checksum table {names}")}
	return {**whole, **{table: checksum_in_part(table, which) for table, which in IN_PART.items()}}


def checksum_in_part(table: str, which: str) -> str:
	rows = frappe.db.sql(f"select * from `{table}` where {which}", as_dict=True)
	kept = sorted(str(sorted((key, str(row[key])) for key in row if key not in STAMPS)) for row in rows)
	return hashlib.sha256("\n".join(kept).encode()).hexdigest()


def main(case: str, words: list[str]) -> bool:
	program = unittest.main(argv=["after.py", *words, *([] if words else [case])], exit=False, verbosity=2)
	frappe.db.rollback()
	if case == Upgraded.__name__:
		kept_file().write_text(json.dumps(checksums()))
	return program.result.wasSuccessful()


if __name__ == "__main__":
	site, file, case, *words = sys.argv[1:]
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	frappe.flags.written_before = file
	frappe.set_user("Administrator")
	try:
		passed = main(case, words)
	finally:
		frappe.destroy()
	sys.exit(0 if passed else 1)
