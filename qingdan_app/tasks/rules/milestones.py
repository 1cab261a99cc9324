"""Milestones of a task: which are reported one by one, which comes next, and how each stands against its own day.

A row is a mapping with `date`, `label` and the STAMPS. The milestone of the last day binds the task itself: the completion
report reports it, and its lateness is the task's.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from qingdan_app.tasks.rules.course import Rest, owed_from
from qingdan_app.tasks.rules.lateness import days_late, late_since
from qingdan_app.tasks.rules.stage import is_stage

KIND = "Milestones"
"""The kind of deadline whose earlier days are milestones; the days of a span or of a plan are none."""
RECURRING = "Recurring"
"""The kind whose periods have a row each, made as time goes on."""
STAMPS = (
	"reported_on",
	"report",
	"confirmed_by",
	"confirmed_at",
	"late_since",
	"was_late_since",
	"judged_from",
	"late_days",
)
"""What only reports and the clock write into a row."""
UNTICKED = dict.fromkeys(("reported_on", "report", "confirmed_by", "confirmed_at"))
"""The row of a milestone that is not reported, or no longer."""


def steps(rows: Iterable[Mapping], kind: str | None, due: date | None) -> list[Mapping]:
	"""The milestones that are reported one by one: those before the day that binds, the stages of its years, or the periods of what recurs."""
	if kind == RECURRING:
		return [row for row in rows if row.get("instance")]
	ahead = [row for row in rows if due and row.get("date") and row.get("date") < due]
	return [row for row in ahead if kind == KIND or is_stage(row)]


def still_open(rows: Iterable[Mapping]) -> list[Mapping]:
	"""Those that nobody has reported yet, the earliest first."""
	return sorted((row for row in rows if not row.get("reported_on")), key=last_day_of)


def last_day_of(row: Mapping) -> date:
	"""The last day on which a milestone is in time."""
	return row.get("judged_from") or row.get("date")


def key_of(row: Mapping) -> str:
	"""What people call a milestone in a report: its day, and its words where it has any."""
	return f"{row.get('date') or ''} {row.get('label') or ''}".strip()


def named(words: str | None) -> list[str]:
	"""The milestones that a report names, one a line, each once."""
	lines = (" ".join(line.split()) for line in (words or "").splitlines())
	return list(dict.fromkeys(filter(None, lines)))


def unknown(lines: Iterable[str], rows: Iterable[Mapping]) -> list[str]:
	"""Lines of a report that are none of these milestones."""
	known = {" ".join(key_of(row).split()) for row in rows}
	return [line for line in lines if line not in known]


def is_named(row: Mapping, lines: Collection[str]) -> bool:
	"""Whether a report that says these lines reports the milestone."""
	return " ".join(key_of(row).split()) in lines


def judged(row: Mapping, at_rest: bool, today: date, rests: Iterable[Rest] = ()) -> dict:
	"""`{late_since, was_late_since, late_days, judged_from}` of a milestone: judged by the day on which its report was filed.

	What fell due in one of the task's `rests` is judged from the day on which it went on. At rest nothing becomes late; what was reported stays as late as it came, and what ever was late is remembered.
	"""
	reported = row.get("reported_on")
	due = owed_from(rests, row.get("date"))
	since = None if at_rest and not reported else late_since(due, reported, today)
	return {
		"late_since": since,
		"was_late_since": row.get("was_late_since") or since,
		"late_days": days_late(since, reported) if reported else 0,
		"judged_from": due if due != row.get("date") else None,
	}


def carried(row: Mapping, gone: Iterable[Mapping]) -> Mapping | None:
	"""The row in whose place a new one has come: of the same day and words, or alone of the same words; else None."""
	gone = list(gone)
	same = [other for other in gone if key_of(other) == key_of(row)]
	alike = [other for other in gone if row.get("label") and other.get("label") == row.get("label")]
	return next(iter(same), alike[0] if len(alike) == 1 else None)
