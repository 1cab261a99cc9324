"""What the scheduler runs each night, read from the app's hooks: what is added there is played too."""

from collections.abc import Iterator

import frappe

sweep = "qingdan_app.workflows.requests.jobs.sweep_clocks"
"""What runs every few minutes: clocks ring, people are told what presses."""
MORNING_HOUR = 6
COUNTS_AHEAD = "qingdan_app.tasks.jobs.count_lists"
"""It keeps nothing but figures that are counted anew whenever somebody asks: not played."""


def jobs() -> Iterator[tuple[int, str]]:
	"""Minutes after midnight, and the job, of what runs before people come."""
	cron = frappe.get_hooks("scheduler_events", app_name="qingdan_app")["cron"]
	found = [
		(minutes, job)
		for when, names in cron.items()
		if (minutes := _minutes(when)) is not None
		for job in names
		if job != COUNTS_AHEAD
	]
	return iter(sorted(found, key=lambda each: each[0]))


def _minutes(when: str) -> int | None:
	"""`10 0 * * *` → 10; None for what runs by day, or every hour."""
	minute, hour, *_rest = when.split()
	return int(hour) * 60 + int(minute) if hour.isdigit() and int(hour) < MORNING_HOUR else None
