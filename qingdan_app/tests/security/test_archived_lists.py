"""An archived list is read-only as a whole: one test for each way around it, for whoever may write otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils import getdate

from qingdan_app.archiving import closing_lists
from qingdan_app.changes import asking
from qingdan_app.handing_out import handing
from qingdan_app.handlers import handing_on
from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks import archived, bulk, reporting
from qingdan_app.tasks.exceptions import ListArchived, TaskAtRest
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security import side_doors
from qingdan_app.workflows.moves import performing

TASK, LIST, KEY_WORK, REPORT = "Qingdan Task", "Qingdan List", "Qingdan Key Work", "Qingdan Progress Report"
REFUSED = (frappe.ValidationError, frappe.PermissionError)


@contextmanager
def refusals() -> Iterator[list[str]]:
	"""The lists for which ListArchived was raised meanwhile: core's endpoints for many documents swallow the name of a refusal."""
	found, real = [], archived.refuse

	def refuse(list_: str) -> None:
		try:
			real(list_)
		except ListArchived:
			found.append(list_)
			raise

	with patch.object(archived, "refuse", refuse):
		yield found


class TestArchivedLists(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		self.draft = self.city.draft()
		self.comment = self._comment(self.city.task)
		self.file = self._file(self.city.task)
		self.done = factories.task(self.city.lead, leader=self.city.leader, key_work=self.city.task.key_work)
		frappe.db.set_value(TASK, self.done.name, "state", "已完成")
		self.list = self.city.task.list
		with self.as_user(self.city.administrator):
			closing_lists.archive(self.list)

	def _comment(self, doc):
		return doc.add_comment("Comment", "请加快")

	def _file(self, doc):
		words = {"doctype": "File", "file_name": "a.txt", "content": b"a", "is_private": 1}
		return frappe.get_doc(
			{**words, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
		).insert()

	def assertArchived(self, action, *arguments, **more):
		return self.assertRefused(ListArchived, action, *arguments, **more)

	def test_no_way_by_which_core_changes_a_field_leads_into_it(self):
		administrator, liaison = self.city.administrator, self.city.liaison
		documents = (
			(administrator, frappe.get_doc(TASK, self.done.name), {"source_line": 7}),
			(administrator, frappe.get_doc(KEY_WORK, self.city.task.key_work), {"tags": "另写"}),
			(administrator, frappe.get_doc(LIST, self.list), {"title": "另写"}),
			(liaison, frappe.get_doc(REPORT, self.draft.name), {"done": "另写"}),
		)
		for whose, doc, values in documents:
			(field,) = values
			for who in (whose, "Administrator"):
				for way, door in side_doors.UPDATES.items():
					with self.subTest(doctype=doc.doctype, who=who, way=way), refusals() as refused:
						before = self.stored(doc.doctype, doc.name, field)
						frappe.db.savepoint("way")
						with self.assertRaises(REFUSED):
							door(self, who, doc, **values)
						frappe.db.rollback(save_point="way")
						self.assertEqual(self.stored(doc.doctype, doc.name, field), before)
						may_submit = who == "Administrator" or way != "by_form_submit"
						self.assertEqual(set(refused), {self.list} if may_submit else set())

	def test_the_refusal_says_what_to_do(self):
		task = frappe.get_doc(TASK, self.done.name)
		task.update({"target": "另写", "correction_reason": "更正"})
		refusal = self.assertArchived(task.save)
		self.assertIn(self.list, str(refusal))
		self.assertEqual(refusal.http_status_code, 409)

	def test_nothing_is_deleted_or_renamed(self):
		for doctype, name in (
			(LIST, self.list),
			(KEY_WORK, self.city.task.key_work),
			(TASK, self.done.name),
			(REPORT, self.draft.name),
			("File", self.file.name),
			("Comment", self.comment.name),
		):
			with self.subTest(doctype):
				frappe.db.savepoint("deletion")
				with self.assertRaises(ListArchived):
					frappe.delete_doc(doctype, name)
				frappe.db.rollback(save_point="deletion")
				self.assertTrue(frappe.db.exists(doctype, name))
		for doctype, name in ((LIST, self.list), (TASK, self.done.name)):
			with self.assertRaises(frappe.ValidationError):
				frappe.rename_doc(doctype, name, f"{name}-x")

	def test_nothing_new_comes_into_it_by_hand_or_in_one_statement(self):
		self.assertArchived(factories.task, self.city.lead, key_work=self.city.task.key_work)
		self.assertArchived(factories.key_work, self.list, 99)
		row = {"name": f"{self.list}-98", "list": self.list, "serial": 98, "text": "新的"}
		self.assertArchived(bulk.insert_rows, KEY_WORK, [row])
		self.assertArchived(self._file, self.city.task)
		self.assertArchived(self._file, frappe.get_doc(REPORT, self.draft.name))

	def test_no_task_is_moved_into_it_or_out_of_it(self):
		other = factories.task(self.city.lead)
		for task, list_ in ((other, self.list), (frappe.get_doc(TASK, self.done.name), other.list)):
			task.update({"list": list_, "correction_reason": "移动"})
			self.assertArchived(task.save)

	def test_a_file_is_neither_taken_off_nor_hung_up(self):
		other = factories.task(self.city.lead)
		self.file.update({"attached_to_name": other.name})
		self.assertArchived(self.file.save)
		loose = frappe.get_doc("File", {"file_url": factories.evidence()})
		loose.update({"attached_to_doctype": TASK, "attached_to_name": self.done.name})
		self.assertArchived(loose.save)

	def test_nothing_is_hung_on_a_request_that_was_decided(self):
		request = frappe.get_doc({"doctype": "Qingdan Change Request", "kind": "Suspension", "reason": "等"})
		request.update({"name": factories.unique("BG"), "state": "不同意变更"})
		request.db_insert()
		row = request.append("tasks", {"task": self.done.name})
		row.db_insert()
		for hang in (self._comment, self._file):
			self.assertArchived(hang, request)

	def test_no_act_of_the_flow_and_no_act_of_ours_is_done(self):
		name = self.city.task.name
		for refusal, who, action, arguments in (
			(
				ListArchived,
				self.city.supervisor,
				performing.perform,
				(TASK, self.done.name, "reopen", "复核"),
			),
			(TaskAtRest, self.city.liaison, performing.perform, (REPORT, self.draft.name, "file")),
			(TaskAtRest, self.city.liaison, reporting.acknowledge, ([name],)),
			(
				ListArchived,
				self.city.administrator,
				asking.ask,
				({"kind": "Suspension", "reason": "等"}, [name]),
			),
			(
				ListArchived,
				self.city.supervisor,
				asking.ask,
				({"kind": "Resumption", "reason": "续"}, [name]),
			),
			(
				TaskAtRest,
				self.city.liaison,
				handing_on.hand_on,
				(name, handing_on.Errand(self.city.head, "", None)),
			),
		):
			with self.subTest(action=action.__name__, who=who), self.as_user(who):
				self.assertRefused(refusal, action, *arguments)
		self.assertEqual(self.stored(TASK, self.done.name, "state"), "已完成")

	def test_a_task_that_was_never_handed_out_stays_so(self):
		city = City()
		frappe.db.set_value(TASK, city.task.name, "drafted", 1)
		with self.as_user(city.administrator):
			closing_lists.archive(city.task.list)
		self.assertArchived(handing.hand_out, [city.task.name])

	def test_nothing_is_written_beside_a_document_of_it(self):
		administrator, done = self.city.administrator, self.done
		comment = {"reference_doctype": TASK, "reference_name": done.name, "content": "请加快"}
		tag = {"dt": TASK, "dn": done.name}
		for door, words in (
			(
				"frappe.desk.form.utils.add_comment",
				{**comment, "comment_email": administrator, "comment_by": administrator},
			),
			("frappe.desk.doctype.tag.tag.add_tag", {**tag, "tag": "重点"}),
			("frappe.desk.doctype.tag.tag.remove_tag", {**tag, "tag": "重点"}),
			("frappe.desk.like.toggle_like", {"doctype": TASK, "name": done.name, "add": "Yes"}),
		):
			with self.subTest(door):
				self.assertArchived(self.call, door, administrator, **words)
		words = {"doctype": TASK, "name": self.city.task.name, "assign_to": frappe.as_json([administrator])}
		self.assertRefused(TaskAtRest, self.call, "frappe.desk.form.assign_to.add", administrator, **words)
		words = {"name": self.comment.name, "content": "另写"}
		self.assertArchived(self.call, "frappe.desk.form.utils.update_comment", self.comment.owner, **words)

	def test_its_stamps_are_written_by_the_act_alone(self):
		open_one = frappe.get_doc(LIST, factories.list_())
		open_one.update({"archived_at": getdate(), "archived_by": self.city.administrator})
		open_one.save()
		self.assertFalse(self.stored(LIST, open_one.name, "archived_at"))
		forged = {"archived_at": "2021-12-31", "carried_from": self.city.task.key_work}
		self.assertFalse(self.stored(LIST, factories.list_(archived_at="2021-12-31"), "archived_at"))
		self.assertFalse(self.stored(KEY_WORK, factories.key_work(**forged), "carried_from"))

	def test_it_is_read_and_printed_as_before(self):
		for who in (self.city.liaison, self.city.office, self.city.supervisor):
			with self.subTest(who), self.as_user(who):
				self.assertTrue(frappe.get_doc(TASK, self.done.name).has_permission("read"))
				self.assertIn(self.done.name, frappe.get_print(TASK, self.done.name))

	def test_another_list_goes_on(self):
		task = factories.task(self.city.lead, leader=self.city.leader)
		self.assertEqual(factories.acted(task, ("start", self.city.liaison)).state, "推进中")
		self.assertTrue(self._comment(task))

	def test_system_managers_are_refused_too(self):
		manager = factories.user("System Manager", Role.ADMINISTRATOR.value)
		task = frappe.get_doc(TASK, self.done.name)
		task.update({"target": "另写", "correction_reason": "更正"})
		with self.as_user(manager):
			self.assertArchived(task.save)
