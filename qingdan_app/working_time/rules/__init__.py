"""Working time: the one function by which every clock counts, here and elsewhere. See README.md."""

from qingdan_app.working_time.rules.calendar import (
	OFFICE_HOURS,
	BadHours,
	Calendar,
	Override,
	Span,
	Warn,
	spans_of,
)
from qingdan_app.working_time.rules.counting import (
	NoWorkingTime,
	Reckoned,
	add_working_minutes,
	due_after,
	working_day_after,
	working_minutes_between,
)

__all__ = [
	"OFFICE_HOURS",
	"BadHours",
	"Calendar",
	"NoWorkingTime",
	"Override",
	"Reckoned",
	"Span",
	"Warn",
	"add_working_minutes",
	"due_after",
	"spans_of",
	"working_day_after",
	"working_minutes_between",
]
