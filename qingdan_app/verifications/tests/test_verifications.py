"""What was found about a task stands beside what its unit says, is seen with the task, and is corrected but never rewritten."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.api import verifications as door
from qingdan_app.tasks.exceptions import EvidenceNotYours, HasHistory, ListArchived
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.verifications import verification_requirements, verifications_shown
from qingdan_app.verifications.exceptions import VerificationIncomplete, VerificationStays

VERIFICATION, TASK = "Qingdan Verification", "Qingdan Task"
REFUSALS = (frappe.PermissionError, frappe.ValidationError)


class TestVerifications(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.task = self.city.started().name

	def verified(self, who: str | None = None, **words):
		said = {"task": self.task, "result": "Not as Reported", "finding": "现场尚未开工", **words}
		with self.as_user(who or self.city.supervisor):
			return frappe.get_doc(VERIFICATION, door.verify(said)["name"])

	def photo(self) -> list[dict]:
		return [{"file": factories.evidence(self.city.supervisor), "caption": "现场照片"}]

	def shown(self, who: str) -> list[dict]:
		with self.as_user(who):
			return verifications_shown.shown_on(self.task)

	def test_it_stands_beside_the_report_and_changes_nothing_of_the_task(self):
		report = factories.acted(self.city.draft(percent=40), ("file", self.city.liaison))
		before = frappe.get_doc(TASK, self.task).as_dict()
		made = self.verified(place="滨江段", verified_by="市发改委", day=str(add_days(getdate(), -1)))
		after = frappe.get_doc(TASK, self.task).as_dict()
		told = ("state", "percent", "light", "late_since", "last_report")
		self.assertEqual([after[field] for field in told], [before[field] for field in told])
		self.assertEqual((made.report, made.percent), (before.last_report, before.percent))
		self.assertTrue(report.name)
		[row] = self.shown(self.city.liaison)
		self.assertEqual((row["place"], row["verified_by"], row["agrees"]), ("滨江段", "市发改委", False))
		entry = timeline_of(frappe.get_doc(TASK, self.task))[-1]
		self.assertEqual((entry["act"], entry["opinion"]), ("verify_otherwise", "现场尚未开工"))

	def test_whoever_sees_the_task_sees_it_and_nobody_else(self):
		made = self.verified()
		for who in self.city.insiders:
			self.assertEqual([row["name"] for row in self.shown(who)], [made.name], who)
		for who in self.city.outsiders:
			with self.as_user(who):
				self.assertEqual(verifications_shown.shown_on(self.task), [])
				self.assertFalse(frappe.has_permission(VERIFICATION, "read", made.name))

	def test_supervision_writes_one_and_no_unit_or_office_does(self):
		self.verified(self.city.administrator)
		for who in (self.city.liaison, self.city.head, self.city.office, self.city.nobody):
			with self.subTest(who), self.assertRaises(REFUSALS):
				self.verified(who)
			with self.subTest(who), self.as_user(who), self.assertRaises(REFUSALS):
				said = {"task": self.task, "result": "As Reported", "finding": "属实"}
				frappe.get_doc({"doctype": VERIFICATION, **said}).insert()
		for who, offered in ((self.city.supervisor, True), (self.city.liaison, False)):
			with self.as_user(who):
				task = frappe.get_doc(TASK, self.task)
				self.assertEqual(verification_requirements.may_verify(task), offered)

	def test_nobody_rewrites_or_deletes_one(self):
		made = self.verified()
		for who in (self.city.supervisor, "Administrator"):
			with self.as_user(who), self.assertRaises(REFUSALS):
				frappe.get_doc(VERIFICATION, made.name).update({"finding": "属实"}).save()
			with self.as_user(who), self.assertRaises(REFUSALS):
				frappe.delete_doc(VERIFICATION, made.name)
		with self.assertRaises(VerificationStays):
			frappe.get_doc(VERIFICATION, made.name).save(ignore_permissions=True)
		self.assertEqual(self.stored(VERIFICATION, made.name, "finding"), "现场尚未开工")

	def test_what_it_says_stands_in_its_log_whole(self):
		made = self.verified()
		[entry] = frappe.get_all("Qingdan Approval Log", {"reference_name": made.name}, ["act", "snapshot"])
		self.assertEqual(entry.act, "written")
		self.assertEqual(frappe.parse_json(entry.snapshot)["finding"], "现场尚未开工")

	def test_another_one_corrects_it_once_and_it_stays(self):
		first = self.verified()
		second = self.verified(result="As Reported", finding="看错了工地", corrects=first.name)
		rows = {row["name"]: row for row in self.shown(self.city.liaison)}
		self.assertEqual(rows[first.name]["corrected_by"], second.name)
		self.assertIsNone(rows[second.name]["corrected_by"])
		self.assertEqual(timeline_of(frappe.get_doc(TASK, self.task))[-1]["act"], "correct_verification")
		with self.assertRaises(VerificationStays):
			self.verified(corrects=first.name)
		for name, may in ((first.name, False), (second.name, True)):
			with self.as_user(self.city.supervisor):
				loaded = frappe.get_doc(VERIFICATION, name)
				loaded.run_method("onload")
			self.assertEqual(bool(loaded.get_onload("may_correct")), may)

	def test_one_of_another_task_is_not_corrected_by_it(self):
		other = factories.task(self.city.lead).name
		first = self.verified(task=other)
		with self.assertRaises(VerificationIncomplete):
			self.verified(corrects=first.name)

	def test_what_is_missing_is_named(self):
		for wrong in ({"finding": " "}, {"day": str(add_days(getdate(), 1))}):
			with self.subTest(wrong), self.assertRaises(VerificationIncomplete):
				self.verified(**wrong)
		with self.assertRaises(frappe.ValidationError):
			self.verified(result="差不多")
		frappe.db.set_value(TASK, self.task, "drafted", 1)
		with self.assertRaises(VerificationIncomplete):
			self.verified()

	def test_its_photos_are_read_with_it_and_kept(self):
		made = self.verified(evidence=self.photo())
		[row] = made.evidence
		self.assertTrue(row.sha256)
		name = frappe.db.get_value(
			"File", {"attached_to_doctype": VERIFICATION, "attached_to_name": made.name}
		)
		for who, reads in ((self.city.liaison, True), (self.city.outsider, False)):
			with self.as_user(who):
				self.assertEqual(bool(frappe.has_permission("File", "read", name)), reads)
		self.assertEqual(self.shown(self.city.liaison)[0]["files"][0]["file"], row.file)
		with self.assertRaises(HasHistory):
			frappe.delete_doc("File", name)

	def test_a_file_of_somebody_else_is_no_photo(self):
		with self.assertRaises(EvidenceNotYours):
			self.verified(evidence=[{"file": factories.evidence(self.city.outsider), "caption": "照片"}])

	def test_an_archived_list_is_verified_no_more(self):
		frappe.db.set_value("Qingdan List", self.city.task.list, "archived_at", "2021-12-31 10:00:00")
		with self.assertRaises(ListArchived):
			self.verified()
