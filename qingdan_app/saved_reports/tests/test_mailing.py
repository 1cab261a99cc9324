"""A report mailed by the clock: to people of the site, each of whom gets what that person sees."""

import json
from unittest.mock import patch

import frappe

from qingdan_app.organization.rules.standing import Role
from qingdan_app.saved_reports import mailing
from qingdan_app.saved_reports.exceptions import NobodyOfThatName, NothingToBuild, NotYourReport
from qingdan_app.tests import factories
from qingdan_app.tests.built_reports import TASK, BuiltReportTestCase

MAIL = {"often": "Weekly", "day": "Monday"}


class TestMailing(BuiltReportTestCase):
	def setUp(self):
		super().setUp()
		self.report = self.of_this_task()

	def schedule(self, roles: tuple = (), people: tuple = (), who: str | None = None, **more) -> str:
		words = {**MAIL, **more, "roles": json.dumps(roles), "people": json.dumps(people)}
		self.door("schedule", who, report=self.report, **words)
		return frappe.db.get_value(mailing.SCHEDULE, {"report": self.report})

	def sent(self, schedule: str, again: bool = False) -> dict[str, str]:
		"""Deliver it as the scheduler does: who got a mail, and what it said."""
		letters = {}
		with patch.object(
			frappe, "sendmail", side_effect=lambda **words: letters.update({words["recipients"][0]: words})
		):
			mailing.deliver(schedule, again)
		return letters

	def test_each_recipient_gets_what_that_person_sees(self):
		schedule = self.schedule((Role.LIAISON.value,), (self.city.office,), only_with_rows=0)
		letters = self.sent(schedule)

		for insider in (self.city.liaison, self.city.helper, self.city.office):
			self.assertIn(self.task, letters[insider]["message"])
		self.assertNotIn(self.task, letters[self.city.outsider]["message"])
		self.assertNotIn(self.builder, letters)

	def test_who_has_nothing_in_it_gets_no_mail_unless_that_is_wanted(self):
		letters = self.sent(self.schedule((Role.LIAISON.value,)))

		self.assertIn(self.city.liaison, letters)
		self.assertNotIn(self.city.outsider, letters)

	def test_the_same_holds_for_attached_files(self):
		schedule = self.schedule((), (self.city.liaison, self.city.outsider), form="CSV", only_with_rows=0)
		letters = self.sent(schedule)

		table = letters[self.city.liaison]["attachments"][0]["fcontent"]
		self.assertIn(self.task, table)
		self.assertIn("推进中", table)
		self.assertNotIn(self.task, str(letters[self.city.outsider]["attachments"]))

	def test_a_workbook_is_made_too(self):
		letters = self.sent(self.schedule((), (self.city.liaison,), form="XLSX"))
		self.assertTrue(letters[self.city.liaison]["attachments"][0]["fcontent"].startswith(b"PK"))

	def test_states_are_said_in_the_recipients_language(self):
		frappe.db.set_value("User", self.city.office, "language", "en")
		letters = self.sent(self.schedule((), (self.city.office, self.city.liaison)))

		self.assertIn("Under Way", letters[self.city.office]["message"])
		self.assertIn("推进中", letters[self.city.liaison]["message"])

	def test_afterwards_the_worker_is_who_it_was(self):
		frappe.set_user("Guest")
		self.addCleanup(frappe.set_user, "Administrator")
		with self.as_user(self.builder):
			schedule = self.schedule((), (self.city.liaison,))
		self.sent(schedule)
		self.assertEqual(frappe.session.user, "Guest")

	def test_it_is_shared_with_whoever_it_is_mailed_to(self):
		self.schedule((Role.HEAD.value,), (self.city.liaison,))
		self.assertTrue(self.finds(self.report, self.city.head))
		self.assertTrue(self.finds(self.report, self.city.liaison))

	def test_who_it_is_no_longer_shared_with_gets_no_mail(self):
		schedule = self.schedule((), (self.city.liaison, self.city.helper))
		self.share(self.report, people=(self.city.helper,))
		self.assertEqual(set(self.sent(schedule)), {self.city.helper})

	def test_who_has_left_or_lost_the_role_gets_no_mail(self):
		schedule = self.schedule((Role.LEADER_OFFICE.value,), (self.city.liaison,))
		frappe.db.set_value("User", self.city.liaison, "enabled", 0)
		frappe.db.delete("Has Role", {"parent": self.city.office, "role": Role.LEADER_OFFICE.value})
		frappe.clear_cache(user=self.city.office)
		self.assertEqual({self.city.liaison, self.city.office} & set(self.sent(schedule)), set())

	def test_a_renamed_account_and_a_renamed_role_go_on_getting_it(self):
		factories.user("System Manager")  # where there is none, core makes the next user that is saved one
		role = frappe.get_doc({"doctype": "Role", "role_name": factories.unique("Readers")}).insert()
		frappe.get_doc("User", self.city.office).add_roles(role.name)
		schedule = self.schedule((role.name,), (self.city.liaison,))
		frappe.rename_doc("Role", role.name, f"New {role.name}", force=True, show_alert=False)
		new = f"neu-{self.city.liaison}"
		frappe.rename_doc("User", self.city.liaison, new, force=True, show_alert=False)

		self.assertEqual(set(self.sent(schedule)), {self.city.office, new})

	def test_its_keeper_leaves_and_the_mail_still_goes_out(self):
		schedule = self.schedule((), (self.city.liaison,))
		frappe.db.set_value("User", self.builder, "enabled", 0)
		self.assertIn(self.city.liaison, self.sent(schedule))

	def test_nobody_outside_the_site_is_written_to(self):
		words = {"report": self.report, **MAIL, "roles": "[]", "people": '["boss@else.where"]'}
		self.assertRefused(NobodyOfThatName, self.door, "schedule", **words)
		doc = frappe.get_doc(
			{
				"doctype": mailing.SCHEDULE,
				"report": self.report,
				"user": "Administrator",
				"frequency": "Daily",
			}
		)
		doc.update({"email_to": f"boss@else.where\n{self.city.liaison}", "format": "HTML"})
		self.assertRefused(NobodyOfThatName, doc.insert)

	def test_an_older_schedule_of_core_reaches_people_of_the_site_alone_and_with_their_own_sight(self):
		doc = frappe.get_doc(
			{
				"doctype": mailing.SCHEDULE,
				"report": "Qingdan Tasks by State",
				"user": "Administrator",
				"frequency": "Daily",
			}
		)
		doc.update({"email_to": self.city.outsider, "format": "HTML", "report_type": "Script Report"})
		doc.insert()
		frappe.db.set_value(
			mailing.SCHEDULE,
			doc.name,
			"email_to",
			f"boss@else.where\n{self.city.outsider}\n{self.city.liaison}",
		)
		letters = self.sent(doc.name)

		self.assertNotIn("boss@else.where", letters)
		self.assertNotIn(self.city.lead, str(letters.get(self.city.outsider)))

	def test_downloading_a_schedule_tells_what_the_asker_sees(self):
		schedule = self.schedule((), (self.city.outsider,), form="CSV", only_with_rows=0)
		with self.as_user(self.city.outsider):
			content = frappe.get_doc(mailing.SCHEDULE, schedule).get_report_content()
		self.assertNotIn(self.task, content)

	def test_a_filter_that_is_gone_stops_the_mail_and_its_keeper_is_told(self):
		schedule = self.schedule((), (self.city.liaison,))
		stored = {"fields": [["title", TASK]], "filters": [[TASK, "gone", "=", 1]]}
		frappe.db.set_value("Report", self.report, "json", json.dumps(stored))

		self.assertEqual(self.sent(schedule), {})
		self.assertTrue(
			frappe.db.exists("Notification Log", {"for_user": self.builder, "document_name": self.report})
		)

	def test_settings_that_cannot_be_read_stop_this_mail_and_nothing_else(self):
		schedule = self.schedule((), (self.city.liaison,))
		frappe.db.set_value("Report", self.report, "json", "[")
		self.assertEqual(self.sent(schedule), {})

	def test_a_job_that_runs_twice_mails_once(self):
		schedule = self.schedule((), (self.city.liaison,))
		queued = frappe.get_doc(
			{"doctype": "Email Queue", "message": "x", "reference_doctype": mailing.SCHEDULE}
		)
		queued.update({"reference_name": schedule, "recipients": [{"recipient": self.city.liaison}]})
		queued.insert(ignore_permissions=True)

		self.assertEqual(self.sent(schedule), {})
		self.assertIn(self.city.liaison, self.sent(schedule, again=True))

	def test_one_that_fails_does_not_keep_the_others_from_theirs(self):
		schedule = self.schedule((), (self.city.liaison, self.city.helper))
		with patch.object(mailing, "_send", side_effect=[ValueError, None]) as send:
			mailing.deliver(schedule)
		self.assertEqual(send.call_count, 2)

	def test_one_schedule_a_report_and_it_is_stopped(self):
		first = self.schedule((), (self.city.liaison,))
		self.assertEqual(self.schedule((), (self.city.helper,), often="Daily"), first)
		told = self.door("get_report", report=self.report)["schedule"]
		self.assertEqual((told["frequency"], told["people"][0]["value"]), ("Daily", self.city.helper))
		self.assertIsNone(self.door("stop_mailing", report=self.report)["schedule"])

	def test_only_its_keeper_mails_it(self):
		self.share(self.report, roles=(Role.SUPERVISION.value, Role.LIAISON.value))
		for other in (self.city.supervisor, self.city.liaison):
			self.assertRefused(NotYourReport, self.schedule, (Role.HEAD.value,), who=other)
			self.assertRefused(NotYourReport, self.door, "mail_now", other, report=self.report)

	def test_a_wish_that_says_nothing_is_refused(self):
		self.assertRefused(NothingToBuild, self.schedule)
		self.assertRefused(NothingToBuild, self.schedule, (Role.HEAD.value,), often="Hourly")
		self.assertRefused(NothingToBuild, self.door, "mail_now", report=self.report)

	def test_a_cell_that_a_spreadsheet_would_compute_stays_a_word(self):
		frappe.db.set_value(TASK, self.task, "title", "=1+1")
		letters = self.sent(self.schedule((), (self.city.liaison,), form="CSV"))
		self.assertIn("'=1+1", letters[self.city.liaison]["attachments"][0]["fcontent"])

	def test_words_of_documents_are_no_markup_in_a_mail(self):
		frappe.db.set_value(TASK, self.task, "title", "<img src=x onerror=1>")
		letters = self.sent(self.schedule((), (self.city.liaison,)))
		self.assertNotIn("<img", letters[self.city.liaison]["message"])

	def test_the_mail_says_its_report_and_leads_to_it(self):
		letter = self.sent(self.schedule((), (self.city.liaison,)))[self.city.liaison]
		self.assertEqual(letter["subject"], self.report)
		self.assertIn("/app/qingdan-task/view/report/", letter["message"])


class TestMailOfTheLog(BuiltReportTestCase):
	def test_entries_say_what_the_list_of_the_log_says(self):
		log = "Qingdan Approval Log"
		self.city.file_completion()
		self.city.decided_by_head()
		about = [[log, "reference_name", "=", self.task]]
		report = self.saved(
			doctype=log, fields=[["name", log], ["act", log], ["opinion", log]], filters=about
		)
		self.door("schedule", report=report, **MAIL, roles="[]", people=json.dumps([self.city.liaison]))
		schedule = frappe.db.get_value(mailing.SCHEDULE, {"report": report})
		letters = {}
		with patch.object(
			frappe, "sendmail", side_effect=lambda **words: letters.update({words["recipients"][0]: words})
		):
			mailing.deliver(schedule)
		self.assertIn("测试意见", letters[self.city.liaison]["message"])
