"""Tags, followers, comments, shares and assignments do not open a task to anybody."""

import frappe

from qingdan_app.permissions import jobs
from qingdan_app.permissions.exceptions import NotSharedByHand, NotYoursToSee
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json

TASK = "Qingdan Task"


class TestCompanions(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.name = self.city.task.name
		self.tag = frappe.get_doc({"doctype": "Tag", "name": factories.unique("急")}).insert().name

	def test_tagging_a_hidden_task_to_read_its_title_is_refused(self):
		for who in self.city.outsiders:
			with self.subTest(who=who), self.assertRaises((frappe.PermissionError, IndexError)):
				self._tag(who)  # core of 16 refuses by itself and then stumbles over its own refusal
			self.assertEqual(frappe.get_all("Tag Link", {"document_name": self.name}), [])

	def test_a_row_that_tags_a_hidden_task_is_refused_by_name(self):
		row = {
			"doctype": "Tag Link",
			"document_type": TASK,
			"document_name": self.name,
			"tag": self.tag,
			"title": "x",
		}
		for who in self.city.outsiders:
			with self.as_user(who):
				self.assertRefused(NotYoursToSee, frappe.get_doc(row).insert, ignore_permissions=True)

	def test_a_tag_shows_the_title_to_those_who_see_the_task_only(self):
		self._tag("Administrator")
		self.assertEqual(self._listed("Tag Link", self.city.helper, "document_name"), [self.name])
		for who in self.city.outsiders:
			self.assertEqual(self._listed("Tag Link", who, "document_name"), [])

	def test_following_a_hidden_task_to_be_mailed_its_changes_is_refused(self):
		for who in self.city.outsiders:
			self._wants_mail(who)
			for asking in (self.city.liaison, who):
				with self.subTest(asking=asking), self.assertRaises(frappe.PermissionError):
					self._follow(asking, who)

	def test_who_follows_what_is_listed_for_those_who_see_it(self):
		self._wants_mail(self.city.helper)
		self._follow(self.city.helper, self.city.helper)
		self.assertEqual(self._listed("Document Follow", self.city.liaison, "ref_docname"), [self.name])
		for who in self.city.outsiders:
			self.assertEqual(self._listed("Document Follow", who, "ref_docname"), [])

	def test_who_loses_the_task_no_longer_follows_it(self):
		for who in (self.city.helper, self.city.liaison):
			self._wants_mail(who)
			self._follow(who, who)
		frappe.delete_doc(
			"Qingdan Contact", frappe.db.get_value("Qingdan Contact", {"user": self.city.helper})
		)

		jobs.drop_stale_follows()

		followers = frappe.get_all("Document Follow", {"ref_docname": self.name}, pluck="user")
		self.assertEqual(followers, [self.city.liaison])

	def test_commenting_on_a_hidden_task_is_refused(self):
		arguments = {
			"reference_doctype": TASK,
			"reference_name": self.name,
			"content": "x",
			"comment_email": "x",
			"comment_by": "x",
		}
		for who in self.city.outsiders:
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.desk.form.utils.add_comment", who, **arguments)
			with self.as_user(who):
				comment = frappe.get_doc({"doctype": "Comment", "comment_type": "Comment", **arguments})
				self.assertRefused(NotYoursToSee, comment.insert, ignore_permissions=True)

	def test_liking_a_hidden_task_is_refused(self):
		for who in self.city.outsiders:
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.desk.like.toggle_like", who, doctype=TASK, name=self.name, add="Yes")

	def test_nobody_shares_a_task_with_an_outsider_not_even_administrator(self):
		arguments = {"doctype": TASK, "name": self.name, "user": self.city.outsider, "read": 1}
		for who in (self.city.liaison, self.city.office, self.city.administrator, self.city.outsider):
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.share.add", who, **arguments)
		self.assertRefused(NotSharedByHand, self.call, "frappe.share.add", "Administrator", **arguments)
		self.assertRefused(
			NotSharedByHand, self.call, "frappe.share.add", "Administrator", **{**arguments, "everyone": 1}
		)
		self.assertEqual(frappe.get_all("DocShare", {"share_name": self.name}), [])

	def test_assigning_a_task_to_an_outsider_does_not_open_it_to_them(self):
		arguments = {"assign_to": as_json([self.city.outsider]), "doctype": TASK, "name": self.name}
		for who in (self.city.liaison, self.city.administrator, "Administrator", self.city.outsider):
			with self.subTest(who=who), self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
				self.call("frappe.desk.form.assign_to.add", who, **arguments)
		with self.as_user(self.city.outsider):
			self.assertFalse(frappe.has_permission(TASK, "read", self.name))

	def test_a_share_written_past_the_rule_does_not_list_the_task(self):
		share = {"share_doctype": TASK, "share_name": self.name, "user": self.city.outsider, "read": 1}
		doc = frappe.get_doc({"doctype": "DocShare", **share})
		doc.set_new_name()
		doc.db_insert()

		self.assertEqual(self._listed(TASK, self.city.outsider, "name"), [])

	def _tag(self, who: str) -> None:
		self.call("frappe.desk.doctype.tag.tag.add_tag", who, tag=self.tag, dt=TASK, dn=self.name)

	def _follow(self, who: str, follower: str) -> None:
		arguments = {"doctype": TASK, "doc_name": self.name, "user": follower}
		self.call("frappe.desk.form.document_follow.follow_document", who, **arguments)

	def _wants_mail(self, who: str) -> None:
		frappe.db.set_value("User", who, "document_follow_notify", 1)
		frappe.clear_document_cache("User", who)

	def _listed(self, doctype: str, who: str, field: str) -> list[str]:
		rows = self.call("frappe.client.get_list", who, doctype=doctype, fields=[field], limit_page_length=0)
		return [row[field] for row in rows if row[field] == self.name]
