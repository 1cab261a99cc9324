"""Entry points of the scheduler."""

from qingdan_app import repeating
from qingdan_app.handlers import following


@repeating.job
def take_from_who_left() -> None:
	"""Duties end by their day: what is in the hands of people who have none any more falls back to their units."""
	following.people_left()
