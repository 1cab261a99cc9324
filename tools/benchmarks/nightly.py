"""The nightly pass over many tasks: on the night in which most changes, the first of a month, in a process of its own."""

import argparse
import subprocess
import sys
import time
from datetime import date

import frappe
from frappe.utils import add_days, get_last_day, getdate

from qingdan_app.lights import all_tasks, lighting
from qingdan_app.setup import light_rules, reminder_rules
from qingdan_app.supervision import jobs, owed_reports
from qingdan_app.tasks import owed_anew, owed_columns, totals

from . import city, figures, inside, page_rows

TASK, ROW = "Qingdan Task", "Qingdan Task Unit"
LISTS = 40
LONGEST, MOST_MEMORY, LONGEST_IN_ACT = 60, 500, 1
"""Seconds, megabytes, and milliseconds."""
ACTS = 200
LIGHTS, REMINDERS = "西安", "逐级提醒"
RULES = (
	{"cycle": "Month", "day": 28},
	{"cycle": "Month", "day": 5, "counted": "After Its End", "working_days": 1},
	{"cycle": "Quarter"},
	{"cycle": "Week", "day": 5, "owed_by": "The Lead Unit Alone"},
)
"""Every tenth list is reported by each of them, the others by months."""


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--tasks", type=int)
	parser.add_argument("--night", type=getdate)
	wanted = parser.parse_args()
	with inside.connected():
		if wanted.night:
			pass_through(wanted.night)
		else:
			measure(wanted.tasks)


def measure(tasks: int) -> None:
	"""Fill the site, and run the pass in another process: what it takes in memory is its own."""
	figures.print_machine(f"The nightly pass over {tasks:,} tasks")
	prepare(tasks)
	in_an_act()
	first = add_days(get_last_day(getdate()), 1)
	for night, words in (
		(getdate(), "a night on which nothing changes"),
		(first, "the first of a month"),
		(first, "the same night again"),
	):
		inside.speak(words)
		subprocess.run([sys.executable, "-m", "benchmarks.nightly", "--night", str(night)], check=True)
	inside.empty_site()


def in_an_act() -> None:
	"""How much of a save of a task goes into writing what is owed, and its light, with it."""
	parts = {
		"what is owed": (owed_columns, "settle"),
		"its light": (lighting, "settle"),
	}
	of_parts = {what: timed(*place) for what, place in parts.items()}
	saves = [
		_save(name)
		for name in frappe.get_all(TASK, {"state": "推进中"}, pluck="name", order_by="name", limit=ACTS)
	]
	took = {"the whole save": saves, **of_parts}
	rows = [(what, len(each), figures.p50(each), figures.p95(each)) for what, each in took.items()]
	figures.print_table(("a plain save of a task", "times", "p50, ms", "p95, ms"), rows)
	figures.print_bars(
		figures.Bar(f"{what}, ms (p50)", f"{p50:.2f}", f"≤ {LONGEST_IN_ACT}", p50 <= LONGEST_IN_ACT)
		for what, _times, p50, _p95 in rows
		if what in parts
	)


def _save(name: str) -> float:
	task = frappe.get_doc(TASK, name)
	task.correction_reason = "核对"
	begun = time.perf_counter()
	task.save()
	seconds = time.perf_counter() - begun
	frappe.db.rollback()
	return seconds


def pass_through(night: date) -> None:
	"""One run of the scheduler's job, as if it were that night."""
	jobs.getdate = lambda *_moment: night
	took = {what: timed(*place) for what, place in PARTS.items()}
	changed = frappe.db.count(TASK, {"report_wake": ("<=", night)})
	before = frappe.db.count(TASK, {"late_since": ("is", "set")})
	begun = time.perf_counter()
	jobs.stamp_late_tasks()
	seconds = time.perf_counter() - begun
	frappe.db.commit()
	late = frappe.db.count(TASK, {"late_since": ("is", "set")}) - before
	memory = figures.memory("VmHWM")
	rows = (
		("owed otherwise, tasks", changed),
		("late since then, tasks", late),
		("seconds", seconds),
		("peak memory, MB", memory),
	)
	figures.print_table(("what", str(night)), rows)
	figures.print_table(("part", "seconds"), [(what, sum(seconds)) for what, seconds in took.items()])
	figures.print_bars(
		(
			figures.Bar("the whole pass, s", round(seconds, 1), f"≤ {LONGEST}", seconds <= LONGEST),
			figures.Bar("peak memory, MB", round(memory), f"≤ {MOST_MEMORY}", memory <= MOST_MEMORY),
		)
	)


def timed(module, name: str) -> list[float]:
	"""The seconds of each call of a function of the job, from now on."""
	function, took = getattr(module, name), []

	def call(*words):
		begun = time.perf_counter()
		answer = function(*words)
		took.append(time.perf_counter() - begun)
		return answer

	setattr(module, name, call)
	return took


PARTS = {
	"periods that begin": (jobs.opening_periods, "open_periods"),
	"late tasks": (jobs.stamping, "stamp_late"),
	"late milestones": (jobs.stamping, "stamp_late_milestones"),
	"what is owed": (jobs.owed_reports, "follow"),
	"lights": (jobs.all_tasks, "light_due"),
	"who is reminded": (jobs.collecting, "collect"),
}


def prepare(tasks: int) -> None:
	"""So many tasks over forty lists, a quarter of them under way for up to five months, with what their lead units have reported."""
	inside.speak("building the city and its lists")
	inside.empty_site()
	city.plain_doctype(page_rows.PLAIN, page_rows.FIELDS, [])
	frappe.db.sql_ddl(f"truncate table `tab{page_rows.PLAIN}`")
	city.build(page_rows.UNITS, page_rows.LEADERS, [*range(1, page_rows.UNITS + 1)])
	page_rows.fill(tasks, LISTS)
	_rule_lists()
	light_rules.create_missing()
	reminder_rules.create_missing()
	_choose(LIGHTS, REMINDERS)
	for statement in STATEMENTS:
		frappe.db.sql(statement)
		frappe.db.commit()
	inside.speak("computing what is owed")
	owed_anew.of_everything()
	frappe.db.commit()
	owed_reports.follow(getdate())
	jobs.stamp_late_tasks()
	inside.speak("lighting them")
	all_tasks.light_all(getdate())
	for doctype in (TASK, ROW, "Qingdan Progress Report"):
		frappe.db.sql(f"analyze table `tab{doctype}`")
	totals.everything_changed()
	frappe.db.commit()


def _choose(lights: str, reminders: str) -> None:
	"""By which rules all lists go."""
	for field, rules in (("light_rules", lights), ("reminder_rules", reminders)):
		frappe.db.set_single_value("Qingdan Settings", field, rules)


def _rule_lists() -> None:
	for number in range(1, LISTS + 1):
		if number % 10 < len(RULES):
			values = {"doctype": "Qingdan Reporting Rule", "title": f"规则{number}", **RULES[number % 10]}
			head = frappe.get_doc("Qingdan List", city.list_code(number))
			head.append(
				"reporting_rules", {"since": "2020-01-01", "rule": frappe.get_doc(values).insert().name}
			)
			head.save()
	frappe.db.commit()


STATEMENTS = (
	"""update `tabQingdan Task` set `started_at` = date_sub(curdate(), interval crc32(`name`) mod 150 day)
		where `state` != '待启动'""",
	f"""insert into `tabQingdan Progress Report` (name, {page_rows.STAMPS}, task, unit, kind, period, period_ends, due_on, state, percent, done, report_key, submitted_at)
		select concat(t.name, '-R', back), {page_rows.STAMPED}, t.name, t.lead_unit, 'Period', date_format(month, '%Y-%m'),
			last_day(month), last_day(month), '已采纳', 40, '已完成前期工作', concat(t.name, '|', date_format(month, '%Y-%m')), month
		from (select name, lead_unit, started_at, back, date_sub(last_day(curdate()), interval back month) as month
			from `tabQingdan Task` join (select 0 back union select 1 union select 2 union select 3) months
			where state = '推进中') t
		where last_day(month) >= started_at and crc32(concat(t.name, back)) mod 10 < 8""",
)
"""Since when tasks are under way, and of every ten months eight that were reported."""


if __name__ == "__main__":
	main()
