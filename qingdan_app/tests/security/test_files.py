"""Evidence is read with its report and kept with it."""

import frappe

from qingdan_app.permissions.exceptions import FileIsPublic
from qingdan_app.tasks.exceptions import EvidenceNotPrivate, EvidenceNotYours
from qingdan_app.tests import factories
from qingdan_app.tests.security.filed_evidence import REPORT, FiledEvidenceTestCase


class TestFiles(FiledEvidenceTestCase):
	def test_filing_attaches_the_evidence_to_the_report(self):
		self.assertEqual(self.file.attached_to_name, self.city.completion.name)

	def test_whoever_decides_can_open_it(self):
		for who in (self.city.office, self.city.supervisor, self.city.helper, self.city.head):
			with self.as_user(who):
				self.assertTrue(self._download(), who)

	def test_outsiders_cannot_open_it(self):
		for who in self.city.outsiders:
			with self.as_user(who):
				self.assertFalse(self._download(), who)

	def test_outsiders_do_not_find_it_in_the_list_of_files(self):
		for who in self.city.outsiders:
			self.assertEqual(self._listed(who), [], who)
		self.assertEqual(self._listed(self.city.office), [self.file.name])

	def test_what_was_filed_stays_readable_when_its_report_was_taken_back(self):
		self.act(self.city.task, "withdraw", self.city.liaison)
		for who in (self.city.head, self.city.office, self.city.supervisor, self.city.helper):
			with self.as_user(who):
				self.assertFalse(
					who != self.city.head and frappe.has_permission(REPORT, "read", self.city.completion.name)
				)
				self.assertTrue(self._download(), who)
		for who in self.city.outsiders:
			with self.as_user(who):
				self.assertFalse(self._download(), who)

	def test_what_a_draft_holds_beside_it_is_for_its_unit_only(self):
		self.act(self.city.task, "withdraw", self.city.liaison)
		with self.as_user(self.city.liaison):
			report = frappe.get_doc(REPORT, self.city.completion.name)
			report.append("evidence", {"file": factories.evidence(self.city.liaison)})
			report.save()
			new = frappe.get_doc(
				"File", {"file_url": report.evidence[-1].file, "attached_to_name": report.name}
			)
		for who, opens in ((self.city.head, True), (self.city.office, False), (self.city.supervisor, False)):
			with self.as_user(who):
				self.assertEqual(new.is_downloadable(), opens, who)

	def test_nobody_deletes_the_evidence_of_a_filed_report(self):
		for who in (self.city.liaison, self.city.head, self.city.office, self.city.administrator):
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.client.delete", who, doctype="File", name=self.file.name)
		self.assertTrue(frappe.db.exists("File", self.file.name))

	def test_nobody_opens_filed_evidence_to_the_public(self):
		arguments = {"doctype": "File", "name": self.file.name, "fieldname": "is_private", "value": 0}
		for who in (self.city.liaison, self.city.office):
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.client.set_value", who, **arguments)
		self.assertRefused(FileIsPublic, self.call, "frappe.client.set_value", "Administrator", **arguments)

	def test_nobody_attaches_a_file_to_a_filed_report(self):
		about = {"attached_to_doctype": REPORT, "attached_to_name": self.city.completion.name}
		for who in (self.city.liaison, self.city.outsider):
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				doc = {"doctype": "File", "file_name": "x.txt", "content": "x", "is_private": 1, **about}
				self.call("frappe.client.insert", who, doc=frappe.as_json(doc))

	def test_public_files_are_not_taken_as_evidence(self):
		self.act(self.city.task, "return", self.city.head, "补充")
		with self.as_user(self.city.liaison):
			report = frappe.get_doc(REPORT, self.city.completion.name)
			report.append("evidence", {"file": factories.evidence(private=0)})
			self.assertRefused(EvidenceNotPrivate, report.save)

	def test_naming_somebody_elses_private_file_does_not_open_it(self):
		secret = factories.evidence(self.city.outsider)
		self.act(self.city.task, "return", self.city.head, "补充")
		with self.as_user(self.city.liaison):
			report = frappe.get_doc(REPORT, self.city.completion.name)
			report.append("evidence", {"file": secret})
			self.assertRefused(EvidenceNotYours, report.save)
			report.reload()
			report.append("evidence", {"file": "/private/files/no-such-file.pdf"})
			self.assertRefused(EvidenceNotYours, report.save)

	def test_the_same_file_may_serve_two_reports_and_each_keeps_its_own(self):
		self.act(self.city.task, "return", self.city.head, "补充")
		second = factories.report(
			self.city.task, self.city.lead, self.city.liaison, evidence=[{"file": self.url}]
		)

		attached = frappe.get_all("File", {"file_url": self.url}, pluck="attached_to_name")
		self.assertEqual(sorted(attached), sorted([self.city.completion.name, second.name]))

	def test_files_of_tasks_are_private_for_everybody(self):
		about = {"attached_to_doctype": "Qingdan Task", "attached_to_name": self.city.task.name}
		doc = {"doctype": "File", "file_name": "x.txt", "content": "x", "is_private": 0, **about}
		self.assertRefused(FileIsPublic, frappe.get_doc(doc).insert)

	def _download(self) -> bool:
		return any(
			frappe.get_doc("File", name).is_downloadable()
			for name in frappe.get_all("File", {"file_url": self.url}, pluck="name")
		)

	def _listed(self, who: str) -> list[str]:
		arguments = {"doctype": "File", "filters": {"file_url": self.url}, "fields": ["name"]}
		return [row["name"] for row in self.call("frappe.client.get_list", who, **arguments)]
