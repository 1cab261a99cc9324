"""A site counts by the calendar it has chosen; what changes a calendar sets the clocks anew."""

from datetime import date, datetime
from unittest.mock import patch

import frappe

from qingdan_app.organization import settings
from qingdan_app.setup import settings as seeded
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.working_time import calendars, site_calendar

SETTINGS = "Qingdan Settings"
MONDAY, SUNDAY_IN_LIEU = date(2024, 3, 4), date(2024, 2, 4)
HOLIDAYS = "Holidays of Somewhere"


def closed_on_mondays(day: date) -> bool:
	return day.weekday() != 0


def that_fails(day: date) -> bool:
	raise ZeroDivisionError


class TestCalendars(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(site_calendar.forget)
		self.addCleanup(frappe.clear_document_cache, SETTINGS, SETTINGS)

	def choose(self, calendar: str | None, **more) -> None:
		frappe.get_single(SETTINGS).update({"calendar": calendar, **more}).save()
		site_calendar.forget()

	def works(self, day: date) -> bool:
		return site_calendar.site_calendar().works_on(day)

	def test_chinas_calendar_works_a_sunday_in_lieu_and_monday_to_friday_does_not(self):
		for calendar, works in (("China", True), (None, True), ("Monday to Friday", False)):
			self.choose(calendar)
			with self.subTest(calendar):
				self.assertEqual(self.works(SUNDAY_IN_LIEU), works)
				self.assertTrue(self.works(MONDAY))

	def test_another_apps_calendar_is_asked_by_its_hook(self):
		self.assertRefused(frappe.ValidationError, self.choose, "Another App")
		with patch.object(calendars, "of_other_app", return_value=closed_on_mondays):
			self.choose("Another App")
			self.assertEqual((self.works(MONDAY), self.works(SUNDAY_IN_LIEU)), (False, True))

	def test_the_hook_of_the_last_app_is_heard(self):
		path = f"{__name__}.closed_on_mondays"
		with patch.object(frappe, "get_hooks", return_value=["not.asked", path]):
			asked = calendars.of_other_app()
		self.assertEqual([asked(MONDAY), asked(SUNDAY_IN_LIEU)], [False, True])

	def test_a_calendar_of_another_app_that_fails_holds_no_clock_up_and_is_logged_once(self):
		path, start = f"{__name__}.that_fails", datetime(2024, 3, 4, 9, 0)
		before = frappe.db.count("Error Log", {"method": ("like", f"%{path}%")})
		with patch.object(frappe, "get_hooks", return_value=[path]):
			works = calendars.of_other_app()
		with patch.object(calendars, "chosen", lambda settings: works):
			site_calendar.forget()
			self.assertEqual(site_calendar.day_after(start.date(), 5), date(2024, 3, 11))
			self.assertEqual(site_calendar.due_after(start, 60), datetime(2024, 3, 4, 10, 0))
		self.assertEqual(frappe.db.count("Error Log", {"method": ("like", f"%{path}%")}), before + 1)

	def test_a_holiday_list_says_what_is_free_within_its_span_and_nothing_beyond(self):
		self.make_holiday_list()
		self.choose("Holiday List", holiday_list=HOLIDAYS)
		self.assertFalse(self.works(MONDAY))
		self.assertTrue(self.works(SUNDAY_IN_LIEU))
		self.assertEqual(site_calendar.unknown_years(MONDAY, date(2025, 1, 1)), [2025])
		self.assertFalse(site_calendar.site_calendar().works_on(date(2025, 1, 5)))

	def test_where_there_is_no_such_time_a_clock_holds_nothing_up(self):
		start = datetime(2024, 3, 4, 9, 0)
		with patch.object(calendars, "chosen", lambda settings: lambda day: False):
			site_calendar.forget()
			self.addCleanup(site_calendar.forget)
			self.assertGreater(site_calendar.due_after(start, 60), datetime(2034, 1, 1))
		site_calendar.forget()
		self.assertGreater(site_calendar.due_after(start, 6 * 10**13), datetime(2034, 1, 1))

	def test_a_changed_holiday_list_sets_the_clocks_anew_where_the_site_counts_by_it(self):
		holidays = self.make_holiday_list()
		with patch.object(site_calendar, "changed") as changed:
			holidays.save()
			self.assertFalse(changed.called)
			self.choose("Holiday List", holiday_list=HOLIDAYS)
			changed.reset_mock()
			holidays.save()
			self.assertTrue(changed.called)

	def test_a_holiday_list_that_is_called_otherwise_is_counted_by_still(self):
		self.make_holiday_list()
		self.choose("Holiday List", holiday_list=HOLIDAYS)
		with patch.object(site_calendar, "changed") as changed:
			frappe.rename_doc("Holiday List", HOLIDAYS, "Holidays of Elsewhere", force=True, show_alert=False)
			self.assertTrue(changed.called)
		site_calendar.forget()
		self.assertEqual(settings.current().holiday_list, "Holidays of Elsewhere")
		self.assertFalse(self.works(MONDAY))
		frappe.get_single(SETTINGS).save()

	def test_a_holiday_list_that_the_site_counts_by_is_not_deleted(self):
		holidays = self.make_holiday_list()
		self.choose("Holiday List", holiday_list=HOLIDAYS)
		refusal = self.assertRefused(frappe.LinkExistsError, holidays.delete)
		self.assertIn("Qingdan Settings", str(refusal))
		self.choose("Monday to Friday")
		holidays.delete()
		self.assertFalse(frappe.db.exists("Holiday List", HOLIDAYS))

	def test_hours_that_are_no_time_of_day_are_refused(self):
		for words in ("25:00", "noon", "8点半"):
			with self.subTest(words):
				refused = (frappe.ValidationError, self.choose, "China")
				self.assertIn(words, str(self.assertRefused(*refused, morning_from=words)))

	def test_choosing_another_calendar_sets_the_clocks_anew(self):
		self.choose("China")
		with patch.object(site_calendar, "changed") as changed:
			self.choose("Monday to Friday")
		self.assertTrue(changed.called)

	def test_a_list_that_is_not_there_is_not_chosen_and_one_that_was_deleted_knows_nothing(self):
		self.assertRefused(frappe.ValidationError, self.choose, "Holiday List", holiday_list="None Such")
		self.assertIsNone(calendars.of_holiday_list("None Such")(MONDAY))

	def test_a_new_site_counts_by_the_calendar_of_its_time_zone_and_an_old_one_as_before(self):
		for hours, zone, calendar in (
			(None, "Asia/Shanghai", "China"),
			(None, None, "China"),
			(None, "Europe/Berlin", "Monday to Friday"),
			("09:00:00", "Europe/Berlin", "China"),
		):
			stored = dict.fromkeys(seeded.HOURS, None) if hours is None else seeded.HOURS
			frappe.db.set_single_value(SETTINGS, {**stored, "calendar": None})
			frappe.db.set_single_value("System Settings", "time_zone", zone)
			seeded.create_missing()
			with self.subTest(hours=hours, zone=zone):
				self.assertEqual(frappe.db.get_single_value(SETTINGS, "calendar"), calendar)

	def test_a_citys_new_site_without_a_time_zone_is_given_chinas_and_what_is_set_stays(self):
		for lists, calendar, zone, settled in (
			(settings.IN_USE, "China", None, "Asia/Shanghai"),
			(settings.IN_USE, "China", "Europe/Berlin", "Europe/Berlin"),
			(settings.IN_USE, "Monday to Friday", None, None),
			(settings.NOT_USED, "China", None, None),
		):
			frappe.db.set_single_value(SETTINGS, {"responsibility_lists": lists, "calendar": calendar})
			frappe.clear_document_cache(SETTINGS, SETTINGS)
			frappe.db.set_single_value("System Settings", "time_zone", zone)
			seeded.settle_time_zone()
			with self.subTest(lists=lists, calendar=calendar, zone=zone):
				self.assertEqual(frappe.db.get_single_value("System Settings", "time_zone") or None, settled)

	def test_whoever_installs_is_told_of_a_time_zone_that_may_be_a_mistake(self):
		for zone, calendar, told in (
			(None, "China", True),
			("Europe/Berlin", "China", True),
			("Asia/Shanghai", "China", False),
			("Europe/Berlin", "Monday to Friday", False),
		):
			frappe.db.set_single_value("System Settings", "time_zone", zone)
			frappe.db.set_single_value(SETTINGS, "calendar", calendar)
			with self.subTest(zone=zone), patch("click.secho") as said:
				seeded.tell_time_zone()
				self.assertEqual(said.called, told)

	def test_the_settings_say_by_which_clock_days_begin(self):
		settings = frappe.get_single(SETTINGS)
		settings.run_method("onload")
		self.assertTrue(settings.get_onload("clock")["zone"])

	def make_holiday_list(self):
		"""ERPNext's DocTypes, as far as a calendar reads them."""
		row = [{"fieldname": "holiday_date", "fieldtype": "Date", "label": "Date"}]
		span = [{"fieldname": name, "fieldtype": "Date", "label": name} for name in ("from_date", "to_date")]
		table = {"fieldname": "holidays", "fieldtype": "Table", "label": "Holidays", "options": "Holiday"}
		self.make_doctype("Holiday", row, istable=1)
		self.make_doctype("Holiday List", [*span, table], autoname="Prompt")
		values = {"name": HOLIDAYS, "from_date": "2024-01-01", "to_date": "2024-12-31"}
		rows = [{"holiday_date": MONDAY}]
		return frappe.get_doc({"doctype": "Holiday List", **values, "holidays": rows}).insert()

	def make_doctype(self, name: str, fields: list[dict], **more) -> None:
		"""Made once on a test site, and kept there: making one commits."""
		if frappe.db.exists("DocType", name):
			return
		values = {"doctype": "DocType", "name": name, "module": "Core", "custom": 1, "fields": fields, **more}
		frappe.get_doc(values).insert()
