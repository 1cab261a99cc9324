"""Setting up creates what is missing and leaves alone what an administrator edited."""

import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.permissions import add_permission

from qingdan_app import install, uninstall
from qingdan_app.changes.rules.change_states import CHANGE_EDGES, ChangeState
from qingdan_app.instructions.rules.instruction_states import INSTRUCTION_EDGES, InstructionState
from qingdan_app.issues.rules.issue_states import ISSUE_EDGES, IssueState
from qingdan_app.matters.rules.matter_states import MATTER_EDGES, MatterState
from qingdan_app.notices.rules.notice_states import NOTICE_EDGES, NoticeState
from qingdan_app.ours import modules
from qingdan_app.setup import indexes, settings, words, workflows
from qingdan_app.setup.acts import ACTS
from qingdan_app.tasks.rules.refusal_states import REFUSAL_EDGES, RefusalState
from qingdan_app.tasks.rules.states import REPORT_EDGES, TASK_EDGES, ReportState, TaskState
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.requests import sweeping
from qingdan_app.workflows.seals import exporting

FLOW = "任务办理流程"


class TestSetup(QingdanTestCase):
	def setUp(self):
		super().setUp()
		kept = patch.object(exporting, "in_backups", lambda: Path(os.devnull))
		kept.start()
		self.addCleanup(kept.stop)

	def tearDown(self):
		super().tearDown()
		frappe.cache.delete_value("workflow")
		frappe.clear_document_cache("Workflow", FLOW)

	def test_running_it_again_changes_nothing(self):
		before = self._shape()
		workflows.create_missing()
		install.after_migrate()
		self.assertEqual(self._shape(), before)

	def test_an_administrators_edit_stays(self):
		flow = frappe.get_doc("Workflow", FLOW)
		flow.transitions[0].allowed = "Qingdan Supervision Office"
		flow.append(
			"transitions",
			{"state": "推进中", "action": "撤回", "next_state": "待启动", "allowed": "Qingdan Unit Head"},
		)
		flow.save()
		edited = self._shape()

		install.after_migrate()

		self.assertEqual(self._shape(), edited)

	def test_how_long_messages_are_kept_is_entered_once_and_an_administrators_days_stay(self):
		settings = frappe.get_doc("Log Settings")
		for row in settings.logs_to_clear:
			if row.ref_doctype == "Qingdan Message":
				row.days = 7
		settings.save()

		install.after_migrate()

		kept = {"ref_doctype": "Qingdan Message"}
		self.assertEqual(frappe.get_all("Logs To Clear", kept, pluck="days"), [7])

	def test_leaving_takes_along_what_core_keeps_of_us_beside_our_doctypes(self):
		sweeping.note_calendar_change()

		with one_transaction():
			uninstall.before_uninstall()

		for doctype, filters in (
			("Logs To Clear", {"ref_doctype": ("like", "Qingdan%")}),
			("Scheduled Job Type", {"method": ("like", "qingdan_app.%")}),
			("DefaultValue", {"defkey": ("like", "qingdan_%")}),
		):
			with self.subTest(doctype=doctype):
				self.assertEqual(frappe.get_all(doctype, filters, pluck="name"), [])

	def test_leaving_a_site_lays_the_record_beside_its_backups(self):
		city = City()
		city.in_review()
		with one_transaction(), tempfile.TemporaryDirectory() as folder:
			with patch.object(exporting, "in_backups", lambda: Path(folder) / "record.jsonl"):
				uninstall.before_uninstall()
			rows = [
				json.loads(line)
				for line in (Path(folder) / "record.jsonl").read_text(encoding="utf-8").splitlines()
			]

		kept = {row.get("act") for row in rows if row.get("reference_name") == city.task.name}
		self.assertLessEqual({"start", "submit", "approve"}, kept)
		self.assertEqual(len(rows), sum(map(frappe.db.count, exporting.TOLD)))

	def test_leaving_a_site_takes_shares_boards_and_workflows_along(self):
		city = City()
		city.in_review()
		frappe.share.add_docshare(
			"Qingdan Unit", city.lead, city.outsider, read=1, flags={"ignore_share_permission": True}
		)
		frappe.new_doc("Kanban Board").update(
			{"kanban_board_name": "Ours", "reference_doctype": "Qingdan Task", "field_name": "state"}
		).insert()

		with one_transaction():
			uninstall.before_uninstall()

		for doctype, filters in (
			("DocShare", {"share_doctype": ("like", "Qingdan%")}),
			("Kanban Board", {"reference_doctype": ("like", "Qingdan%")}),
			("Workflow", {"document_type": ("like", "Qingdan%")}),
			("Scheduled Job Log", {"scheduled_job_type": ("like", "%qingdan%")}),
			("Singles", {"doctype": ("like", "Qingdan%")}),
		):
			with self.subTest(doctype=doctype):
				self.assertEqual(frappe.db.count(doctype, filters), 0)

	def test_what_people_wrote_and_uploaded_stays_with_them_and_says_no_more_what_it_was_about(self):
		city = City()
		city.filed()
		about = {"reference_doctype": "Qingdan Task", "reference_name": city.task.name}
		mail = frappe.get_doc({"doctype": "Communication", "subject": "x", "content": "x", **about}).insert()
		comment = city.task.add_comment("Comment", "x")
		(url,) = [row.file for row in city.completion.evidence]

		with one_transaction():
			uninstall.before_uninstall()

		self.assertIsNone(self.stored("Communication", mail.name, "reference_doctype"))
		self.assertFalse(frappe.db.exists("Comment", comment.name))
		self.assertEqual(set(frappe.get_all("File", {"file_url": url}, pluck="attached_to_doctype")), {None})

	def test_whoever_saw_nothing_but_us_sees_the_rest_of_the_site(self):
		user = factories.user("Qingdan Unit Liaison")
		frappe.get_doc("User", user).update({"module_profile": "清单用户"}).save()
		self.assertTrue(frappe.db.exists("Block Module", {"parent": user}))

		with one_transaction():
			uninstall.before_uninstall()

		self.assertFalse(frappe.db.exists("Block Module", {"parent": user}))
		self.assertIsNone(self.stored("User", user, "module_profile"))

	def test_a_role_that_the_site_stands_on_stays_and_the_others_go_with_whom_they_were_given(self):
		user = factories.user("Qingdan Unit Head", "Qingdan Unit Liaison")
		add_permission("ToDo", "Qingdan Unit Head")

		with one_transaction():
			uninstall.before_uninstall()

		self.assertEqual(
			frappe.get_all("Role", {"name": ("like", "Qingdan%")}, pluck="name"), ["Qingdan Unit Head"]
		)
		roles = frappe.get_all("Has Role", {"parent": user, "role": ("like", "Qingdan%")}, pluck="role")
		self.assertEqual(roles, ["Qingdan Unit Head"])

	def test_words_of_the_workflows_go_unless_the_site_uses_or_has_changed_them(self):
		frappe.db.set_value("Workflow State", "已完成", "style", "Inverse")

		with one_transaction():
			uninstall.before_uninstall()

		self.assertTrue(frappe.db.exists("Workflow State", "已完成"))
		self.assertFalse(frappe.db.exists("Workflow State", "推进中"))
		self.assertFalse(frappe.db.exists("Workflow Action Master", "采纳"))

	def test_a_stale_map_of_modules_does_not_keep_the_app_from_being_installed(self):
		stale = {module: app for module, app in frappe.local.module_app.items() if app != "qingdan_app"}
		frappe.local.module_app = stale
		frappe.cache.set_value("module_app", stale)
		frappe.cache.set_value("app_modules", {"frappe": ["core"]})

		install.before_install()

		self.assertEqual(frappe.local.module_app["workflows"], "qingdan_app")
		self.assertEqual(frappe.local.module_app["core"], "frappe")

	def test_the_flow_follows_an_administrators_edit(self):
		city = City()
		flow = frappe.get_doc("Workflow", FLOW)
		flow.append(
			"transitions",
			{"state": "推进中", "action": "撤回", "next_state": "待启动", "allowed": "Qingdan Unit Head"},
		)
		flow.save()
		city.started()

		self.assertEqual(self.act(city.task, "withdraw", city.head).state, "待启动")

	def test_a_deleted_flow_comes_back_on_migrate(self):
		frappe.db.delete("Workflow", {"name": FLOW})
		install.after_migrate()
		self.assertTrue(frappe.db.exists("Workflow", FLOW))

	def test_leaving_a_site_removes_the_flows_and_coming_back_restores_them(self):
		before = self._shape()
		with one_transaction():
			uninstall.before_uninstall()
		for flow in workflows.SHIPPED:
			self.assertFalse(frappe.db.exists("Workflow", flow.name))

		with one_transaction():
			install.after_install()

		self.assertEqual(self._shape(), before)

	def test_hours_that_core_made_up_give_way_to_the_usual_ones_and_set_ones_stay(self):
		made_up = dict.fromkeys(settings.HOURS, "13:11:48.435111")
		for before, after in (
			(made_up, settings.HOURS),
			({**settings.HOURS, "morning_from": "08:30:00"}, {**settings.HOURS, "morning_from": "08:30:00"}),
			(dict.fromkeys(settings.HOURS), settings.HOURS),
		):
			frappe.db.set_single_value(settings.SETTINGS, before)
			settings.create_missing()
			stored = frappe.db.get_singles_dict(settings.SETTINGS)
			self.assertEqual({field: stored[field] for field in settings.HOURS}, after)

	def test_roles_states_and_actions_of_the_flow_are_there(self):
		for flow in workflows.SHIPPED:
			doc = frappe.get_doc("Workflow", flow.name)
			for doctype, names in (
				("Workflow State", {row.state for row in doc.states}),
				("Workflow Action Master", {row.action for row in doc.transitions}),
				("Role", {row.allowed for row in doc.transitions}),
			):
				self.assertEqual(
					{name for name in names if not frappe.db.exists(doctype, name)}, set(), doctype
				)

	def test_a_sites_own_role_state_and_action_of_our_name_stay_as_they_are(self):
		frappe.db.set_value("Role", "Qingdan Unit Head", "desk_access", 0)
		frappe.db.set_value("Workflow State", "已完成", {"style": "Inverse", "icon": "ok"})
		frappe.db.set_value("Workflow Action Master", "退回", "owner", "somebody@qingdan.example")
		with one_transaction():
			install.after_install()
		self.assertEqual(self.stored("Role", "Qingdan Unit Head", "desk_access"), 0)
		self.assertEqual(self.stored("Workflow State", "已完成", "style"), "Inverse")
		self.assertEqual(self.stored("Workflow Action Master", "退回", "owner"), "somebody@qingdan.example")

	def test_every_state_and_action_of_the_flows_is_created_where_it_is_missing(self):
		self.assertEqual(
			set(words.STYLES),
			{
				*TaskState,
				*ReportState,
				*RefusalState,
				*MatterState,
				*NoticeState,
				*InstructionState,
				*IssueState,
				*ChangeState,
			},
		)
		edges = (
			*TASK_EDGES,
			*REPORT_EDGES,
			*REFUSAL_EDGES,
			*MATTER_EDGES,
			*NOTICE_EDGES,
			*INSTRUCTION_EDGES,
			*ISSUE_EDGES,
			*CHANGE_EDGES,
		)
		used = {act for _, act, _, _ in edges}
		self.assertEqual(set(words.actions()), {ACTS.action_of(act) for act in used})
		frappe.db.delete("Workflow State", {"name": "已采纳"})
		frappe.db.delete("Workflow Action Master", {"name": "采纳"})
		install.after_migrate()
		self.assertEqual(self.stored("Workflow State", "已采纳", "style"), "Success")
		self.assertTrue(frappe.db.exists("Workflow Action Master", "采纳"))

	def _shape(self) -> dict:
		return {flow.name: self._rows(flow.name) for flow in workflows.SHIPPED}

	def _rows(self, name: str) -> tuple:
		doc = frappe.get_doc("Workflow", name)
		edges = [
			(row.state, row.action, row.next_state, row.allowed, row.allow_self_approval)
			for row in doc.transitions
		]
		return doc.is_active, [(row.state, row.allow_edit) for row in doc.states], edges


class TestIndexesAreLookedAfter(QingdanTestCase):
	def test_an_index_that_was_dropped_is_there_after_the_next_migrate(self):
		table, index = "tabQingdan Task", "list_page"
		frappe.db.sql_ddl(f"alter table `{table}` drop index `{index}`")

		indexes.create_missing()

		self.assertTrue(frappe.db.has_index(table, index))

	def test_no_index_is_the_beginning_of_another(self):
		"""Each is written with every row; what it finds the longer one finds as well."""
		tables = frappe.get_all(
			"DocType", {"module": ("in", modules()), "issingle": 0, "custom": 0}, pluck="name"
		)
		covered = {(name, each) for name in tables for each in self._covered(f"tab{name}")}
		self.assertEqual(covered, {("Qingdan Task", "list")}, "whose rows are in the order of their names")

	def _covered(self, table: str) -> list[str]:
		columns = defaultdict(list)
		for row in frappe.db.sql(f"show index from `{table}`", as_dict=True):
			columns[row.Key_name].append(row.Column_name)
		return [
			name
			for name, some in columns.items()
			if any(other != name and more[: len(some)] == some for other, more in columns.items())
		]
