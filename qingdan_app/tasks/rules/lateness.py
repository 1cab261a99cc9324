"""The one definition of late: what a task is today, and what it was when it was sent in."""

from datetime import date, timedelta


def late_since(due: date | None, filed: date | None, today: date) -> date | None:
	"""The first day on which a task is late, or None while it is not.

	`due` is the day it is judged by (`judged_by`; None for tentative, contingent, recurring and ongoing work, which is
	never late), `filed` the day on which the completion report under review, or accepted, was filed. A report filed
	in time is in time, however long the decision takes; a returned one no longer counts.
	"""
	if due is None or (filed or today) <= due:
		return None
	return due + timedelta(days=1)


def judged_by(due: date | None, reopened: date | None) -> date | None:
	"""The last day in time: the deadline, or the day of its reopening where a task was completed in time before."""
	return max(due, reopened) if due and reopened else due


def days_late(since: date | None, until: date) -> int:
	"""How many days a task is late: `since` is its late stamp, `until` today or the day it was sent in."""
	return (until - since).days + 1 if since else 0
