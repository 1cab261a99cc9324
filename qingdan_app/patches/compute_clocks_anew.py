"""Clocks that a job of an earlier release was to compute anew after the calendar changed: its code is not there any more."""

from qingdan_app.workflows.requests import sweeping


def execute() -> None:
	sweeping.note_calendar_change()
