"""What must hold on a site that the app leaves and comes back to.

Run with the bench's Python in its sites folder: leaving.py SITE FILE CASE, where FILE is what before.py wrote and CASE
one of the classes below: Leaving while the app is there, Left once it is gone, CameBack once it is installed again.
"""

import json
import sys
import unittest
from pathlib import Path

import frappe
from frappe.utils.background_jobs import get_queues

OURS = ("Qingdan ", "qingdan\\_")
"""How our DocTypes begin, and our paths and keys."""
LOG, SEAL = "Qingdan Approval Log", "Qingdan Approval Seal"
TEXT = ("char", "varchar", "text", "mediumtext", "longtext", "json")
CORES_MEMORY = {
	"tabAccess Log": "who exported what",
	"tabActivity Log": "who logged in",
	"tabDeleted Document": "what was deleted, with its content",
	"tabError Log": "what went wrong",
	"tabInstalled Application": "which apps there were",
	"tabPatch Log": "which patches ran; the app comes back without them",
	"tabRoute History": "which pages somebody opened",
	"tabPermission Log": "who changed which rights, on Frappe 16",
	"tabVersion": "what administrators changed in core's documents",
}
"""Tables in which core remembers what was, whoever is gone."""
MADE_ON_SITE = "What an administrator made for one of our DocTypes"


class Leaving(unittest.TestCase):
	"""While the app is there: what administrators and people add to it by the day it leaves; all of it stays until then."""

	def test_a_site_that_made_the_app_its_own(self):
		task = frappe.get_last_doc("Qingdan Task")
		people = frappe.get_all(
			"Has Role", {"role": "Qingdan Unit Head", "parenttype": "User"}, pluck="parent"
		)
		frappe.make_property_setter(
			{"doctype": "Qingdan Task", "fieldname": "text", "property": "bold", "value": "1"}
		)
		duty = {"user": people[0], "unit": task.lead_unit, "duty": "Handler"}
		frappe.get_doc({"doctype": "Qingdan Contact", **duty}).insert(ignore_permissions=True)
		for words in made_on_site(task.name, people[0]):
			with self.subTest(words["doctype"]):
				doc = frappe.get_doc(words)
				doc.flags.ignore_share_permission = True
				doc.insert(ignore_permissions=True)
		frappe.db.set_value("User", people[0], "module_profile", "清单用户")
		counted = {doctype: frappe.db.count(doctype) for doctype in (LOG, SEAL)}
		counted_file().write_text(json.dumps(counted))
		frappe.enqueue("qingdan_app.messaging.jobs.deliver")
		frappe.db.commit()


class Left(unittest.TestCase):
	"""Once the app is gone."""

	maxDiff = None

	def test_every_entry_of_the_log_and_every_seal_lies_beside_the_backups(self):
		folder = Path(frappe.get_site_path("private", "backups"))
		record = max(folder.glob("*-approval-record.jsonl"), key=lambda file: file.stat().st_mtime)
		rows = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
		kept = {doctype: sum(row["doctype"] == doctype for row in rows) for doctype in (LOG, SEAL)}
		self.assertEqual(kept, json.loads(counted_file().read_text()))
		self.assertTrue(all(row.get("digest") or row["head"] for row in rows))

	def test_no_table_and_no_row_of_the_site_speaks_of_the_app(self):
		tables = {table for table in frappe.db.get_tables(cached=False) if table.startswith("tabQingdan")}
		self.assertEqual(tables, set())
		self.assertEqual(spoken_of(), {})

	def test_no_job_of_the_app_waits_for_a_worker_or_the_clock(self):
		waiting = [
			job.kwargs.get("method")
			for queue in get_queues()
			for job in queue.get_jobs()
			if job.kwargs.get("site") == frappe.local.site and "qingdan" in str(job.kwargs.get("method"))
		]
		self.assertEqual(waiting, [])
		self.assertEqual(frappe.get_all("Scheduled Job Type", {"method": ("like", "%qingdan%")}), [])

	def test_the_scheduler_starts_what_is_due_and_nothing_fails(self):
		from frappe.core.doctype.scheduled_job_type.scheduled_job_type import sync_jobs

		sync_jobs()
		for name in frappe.get_all("Scheduled Job Type", {"stopped": 0}, pluck="name"):
			frappe.get_attr(frappe.get_doc("Scheduled Job Type", name).method)

	def test_whoever_worked_in_the_app_still_has_a_page_and_their_files(self):
		from frappe.desk.desktop import get_workspace_sidebar_items

		for user in frappe.get_all(
			"User", {"user_type": "System User", "enabled": 1}, pluck="name", limit=30
		):
			frappe.set_user(user)
			try:
				self.assertIn("pages", get_workspace_sidebar_items())
				for file in frappe.get_all("File", {"owner": user, "is_folder": 0}, pluck="name"):
					self.assertTrue(frappe.get_doc("File", file).has_permission("read"), (user, file))
			finally:
				frappe.set_user("Administrator")


class CameBack(unittest.TestCase):
	"""Once it is installed again: a site as new, with nothing of the time before."""

	def test_it_stands_as_on_a_new_site(self):
		from qingdan_app.permissions import guarded
		from qingdan_app.setup import approval_flows
		from qingdan_app.workflows.seals import sealing

		self.assertEqual(sealing.verify_all(), [])
		for doctype in ("Qingdan Task", SEAL, "Qingdan Approval Request", "Qingdan Message"):
			self.assertEqual(frappe.db.count(doctype), 0, doctype)
		self.assertEqual(frappe.get_all(LOG, pluck="act"), ["publish"] * len(approval_flows.SHIPPED))
		self.assertTrue(guarded.list_conditions())

	def test_what_the_city_needs_is_there(self):
		from qingdan_app.organization.rules.standing import Role
		from qingdan_app.setup.workflows import SHIPPED

		for role in Role:
			self.assertTrue(frappe.db.exists("Role", role.value), role)
		for flow in SHIPPED:
			self.assertTrue(frappe.db.get_value("Workflow", flow.name, "is_active"), flow.name)
		self.assertTrue(frappe.db.exists("Qingdan Approval Flow", {"status": "Published"}))

	def test_work_begins_and_goes_to_its_end(self):
		from qingdan_app.tests.city import City
		from qingdan_app.workflows.seals import sealing

		frappe.flags.in_test = True
		city = City()
		self.assertEqual(city.completed().state, "已完成")
		self.assertEqual(sealing.verify_all(), [])
		frappe.db.rollback()

	def test_nothing_went_wrong_in_silence(self):
		self.assertEqual(frappe.get_all("Error Log", pluck="method"), [])


def made_on_site(task: str, person: str) -> list[dict]:
	"""Documents of core about one of ours: what administrators make, and what people leave on a task."""
	about = {"reference_doctype": "Qingdan Task", "reference_name": task}
	return [
		{"doctype": "Custom Field", "dt": "Qingdan Task", "fieldname": "our_note", "label": "Our Note"},
		{"doctype": "Client Script", "name": "Our Script", "dt": "Qingdan Task", "script": "1"},
		{
			"doctype": "Report",
			"report_name": "Our Tasks",
			"ref_doctype": "Qingdan Task",
			"report_type": "Report Builder",
			"is_standard": "No",
			"module": "Custom",
		},
		{
			"doctype": "Number Card",
			"label": "Our Card",
			"type": "Document Type",
			"document_type": "Qingdan Task",
			"function": "Count",
			"filters_json": "[]",
		},
		{
			"doctype": "Notification",
			"name": "Our Notice",
			"document_type": "Qingdan Task",
			"event": "New",
			"channel": "System Notification",
			"subject": "x",
			"message": "x",
			"enabled": 1,
			"recipients": [{"receiver_by_role": "Qingdan Unit Head"}],
		},
		{
			"doctype": "List Filter",
			"filter_name": "Ours",
			"reference_doctype": "Qingdan Task",
			"filters": "[]",
		},
		{
			"doctype": "ToDo",
			"description": "x",
			"allocated_to": person,
			"reference_type": "Qingdan Task",
			"reference_name": task,
		},
		{"doctype": "Comment", "comment_type": "Comment", "content": "x", **about},
		{"doctype": "Tag", "name": "x"},
		{"doctype": "Tag Link", "document_type": "Qingdan Task", "document_name": task, "tag": "x"},
		{
			"doctype": "DocShare",
			"share_doctype": "Qingdan Unit",
			"share_name": frappe.get_all("Qingdan Unit", pluck="name", limit=1)[0],
			"user": person,
			"read": 1,
		},
		{
			"doctype": "User Permission",
			"user": person,
			"allow": "Qingdan Unit",
			"for_value": frappe.get_all("Qingdan Unit", pluck="name", limit=1)[0],
		},
	]


def spoken_of() -> dict[str, list[str]]:
	"""Table and column → values of the whole database that name the app or one of its DocTypes."""
	found: dict[str, list[str]] = {}
	for table, column in text_columns():
		if table in CORES_MEMORY:
			continue
		where = " or ".join(f"`{column}` like %s" for _ in OURS)
		words = [f"%{name}%" for name in OURS]
		values = frappe.db.sql_list(
			f"select distinct left(`{column}`, 80) from `{table}` where {where} limit 5", words
		)
		if values:
			found[f"{table}.{column}"] = values
	return found


def text_columns() -> list[tuple[str, str]]:
	"""Every column of the site that holds words."""
	kinds = ", ".join(f"'{kind}'" for kind in TEXT)
	return list(
		frappe.db.sql(
			f"""select c.table_name, c.column_name from information_schema.columns c
			join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
			where c.table_schema = database() and t.table_type = 'BASE TABLE' and c.data_type in ({kinds})
			order by 1, 2"""
		)
	)


def counted_file() -> Path:
	return Path(frappe.flags.written_before).with_suffix(".counted.json")


def main(case: str, words: list[str]) -> bool:
	program = unittest.main(argv=["leaving.py", *words, *([] if words else [case])], exit=False, verbosity=2)
	frappe.db.rollback()
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
