"""The demo city in the middle of its year: the list moved to the present year, and tasks in every situation the app knows.

Everything is done by the app's own services, as the person whose act it is, under a clock that is moved to the day of the act.
"""

from collections import Counter
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from qingdan_app.demo import playing_scores, scenes, seed
from qingdan_app.demo.cast import Cast, lists
from qingdan_app.demo.told_year import HANDED_OUT
from qingdan_app.handing_out import handing
from qingdan_app.lights import all_tasks
from qingdan_app.reminders import collecting, telling
from qingdan_app.simulation.diary import ADMINISTRATOR, Diary, clock_at, in_one_transaction
from qingdan_app.supervision import late_answers, opening_periods, owed_reports, stamping
from qingdan_app.workflows.moves import guard

SPRING, CURTAIN = 4, (12, 15)
LIGHTS, REMINDERS = "西安", "逐级提醒"
OTHER_LIGHTS = ("宿迁", "瓯海")
"""The rules of lights for all lists of the demo city, and for the last ones of them, so that each example is seen at work."""
ISSUED, BEGUN = (1, 8), (1, 20)


def run(users_file: str | None = None) -> None:
	"""Make the city and play its year until today; write who may log in to `users_file` (JSON).

	Safe to run again: a city that is there is left alone.
	"""
	users = make(getdate())
	frappe.db.commit()  # the entry point of a command, not of a request
	seed.write_users(most_waited_for_first(users), users_file)


def make(today: date) -> list[dict]:
	"""The city as it is on that day; answers who may log in."""
	if seed.is_filled():
		return seed.fill()
	year = year_of(today)
	with clock_at(date(year, *ISSUED)):
		users = seed.fill(year)
		say_it_is_moved(year)
		choose_rules()
	with in_one_transaction():
		play(today, year)
	return users


def most_waited_for_first(users: list[dict]) -> list[dict]:
	"""Whoever is shown as an example has something to decide: next to nothing of the list is led by the mayor."""
	open_turns = Counter(
		frappe.get_all("Qingdan Approval Assignment", {"standing": "Open"}, pluck="assignee")
	)
	return sorted(users, key=lambda user: -open_turns[user["user"]])


def year_of(today: date) -> int:
	"""The year of the list: in its first months a city has nothing to show yet, and the year before is shown."""
	return today.year if today.month >= SPRING else today.year - 1


def say_it_is_moved(year: int) -> None:
	"""On each list, where its notes stand."""
	words = _("For this demo the list of {0} was moved to {1}: every year in its words is {2} later.")
	said = words.format(seed.LIST_YEAR, year, year - seed.LIST_YEAR)
	for name in lists():
		doc = frappe.get_doc("Qingdan List", name)
		doc.update({"notes": "\n".join(filter(None, [said, doc.notes]))})
		doc.flags.revised = True  # its own words are those of the year it was moved to
		with guard.permit(doc):
			doc.save()


def choose_rules() -> None:
	"""By which rules the lists show red, yellow and green, people are reminded, and units scored."""
	playing_scores.put_in_force()
	frappe.get_doc("Qingdan Reminder Rule Set", REMINDERS).save()  # told of from this day on
	frappe.get_single("Qingdan Settings").update({"light_rules": LIGHTS, "reminder_rules": REMINDERS}).save()
	for name, rules in zip(sorted(lists())[-len(OTHER_LIGHTS) :], OTHER_LIGHTS, strict=False):
		frappe.get_doc("Qingdan List", name).update({"light_rules": rules}).save()


def play(today: date, year: int) -> None:
	"""Everything that has happened in the city since the list was issued; when most of it is due there is nothing left to begin."""
	stage = min(today, date(year, *CURTAIN))
	diary, cast = Diary(stage, date(year, *BEGUN)), Cast(stage)
	diary.on(date(year, *HANDED_OUT), cast.administrator, _hand_out_everything)
	for scene in scenes.SCENES:
		scene(diary, cast)
	for day in _first_days(year, today):
		diary.on(day, ADMINISTRATOR, _nightly, day)
	diary.on(today, ADMINISTRATOR, _nightly, today)
	diary.play()


def _hand_out_everything() -> None:
	handing.hand_out(handing.drafted_of_lists(lists()))


def _nightly(day: date) -> None:
	opening_periods.open_periods(day)
	stamping.stamp_late(day)
	stamping.stamp_late_milestones(day)
	late_answers.stamp(day)
	owed_reports.follow(day)
	all_tasks.light_due(day)
	collecting.collect(day)
	telling.tell_due(now_datetime())


def _first_days(year: int, today: date) -> list[date]:
	days = [date(year, month, 1) for month in range(2, 13)]
	return [day for day in days if day < today - timedelta(1)]
