"""What a progress report must hold before it can be filed."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
MONTHS_BACK = 12
"""How many months before the present one can still be reported, unless the site says otherwise."""


@dataclass(frozen=True)
class ReportContent:
	"""What was filled in: `percent` 0 to 100, `previous_percent` that of the unit's last report for an earlier month."""

	completion: bool
	period: str
	percent: float
	previous_percent: float
	percent_reason: str
	done: str
	evidence: int
	milestones: int = 0
	"""How many milestones it reports."""
	on_milestones: bool = False
	"""Whether it is about milestones alone, and about no month."""

	@property
	def of_month(self) -> bool:
		return not self.completion and not self.on_milestones


def problems_of(content: ReportContent) -> list[str]:
	"""Codes of what is still missing or wrong, empty when the report can be filed.

	`period_missing`, `percent_range`, `done_missing`, `percent_fell`, `evidence_missing`, `milestone_missing`. A completion,
	and a milestone that was reached, needs text and evidence; a percentage does not fall without a reason.
	"""
	checks = {
		"period_missing": content.of_month and not PERIOD.fullmatch(content.period or ""),
		"percent_range": not 0 <= content.percent <= 100,
		"done_missing": not content.done.strip(),
		"percent_fell": _fell(content),
		"evidence_missing": (content.completion or content.milestones) and content.evidence == 0,
		"milestone_missing": content.on_milestones and content.milestones == 0,
	}
	return [code for code, wrong in checks.items() if wrong]


def period_problem(period: str, today: date, months_back: int = MONTHS_BACK) -> str | None:
	"""Code of what is wrong with a report's month: `period_missing`, `period_not_begun`, `period_past`, or None."""
	if not PERIOD.fullmatch(period or ""):
		return "period_missing"
	back = _months(f"{today:%Y-%m}") - _months(period)
	if back < 0:
		return "period_not_begun"
	return "period_past" if back > months_back else None


def months_to_report(
	started: date | None, filed: Container[str], today: date, months_back: int = MONTHS_BACK
) -> list[str]:
	"""The months, present one first, since the start of the work that can be reported and are not `filed` yet."""
	present = _months(f"{today:%Y-%m}")
	first = max(_months(f"{started or today:%Y-%m}"), present - months_back)
	months = (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(present, first - 1, -1))
	return [month for month in months if month not in filed]


def report_key(task: str, unit: str, period: str, completion_round: int | None) -> str:
	"""What two reports must not share: the task, the unit and the period, or the round of completion."""
	return f"{task}|{unit}|{period if completion_round is None else f'completion-{completion_round}'}"


def milestone_key(task: str, unit: str, number: int) -> str:
	"""What two reports on milestones must not share: the task, the unit, and which of the unit's reports it is."""
	return f"{report_key(task, unit, '', None)}milestone-{number}"


def _fell(content: ReportContent) -> bool:
	fell = content.of_month and content.percent < content.previous_percent
	return fell and not content.percent_reason.strip()


def _months(period: str) -> int:
	year, _dash, month = period.partition("-")
	return int(year) * 12 + int(month) - 1
