"""What a progress report must hold before it can be filed."""

import re
from dataclasses import dataclass

PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class ReportContent:
	"""What was filled in: `percent` 0 to 100, `previous_percent` that of the last report of the task."""

	completion: bool
	period: str
	percent: float
	previous_percent: float
	percent_reason: str
	done: str
	evidence: int


def problems_of(content: ReportContent) -> list[str]:
	"""Codes of what is still missing or wrong, empty when the report can be filed.

	`period_missing`, `percent_range`, `done_missing`, `percent_fell`, `evidence_missing`. A completion report
	needs text and evidence; a percentage does not fall without a reason.
	"""
	checks = {
		"period_missing": not content.completion and not PERIOD.fullmatch(content.period or ""),
		"percent_range": not 0 <= content.percent <= 100,
		"done_missing": not content.done.strip(),
		"percent_fell": _fell(content),
		"evidence_missing": content.completion and content.evidence == 0,
	}
	return [code for code, wrong in checks.items() if wrong]


def report_key(task: str, unit: str, period: str, completion_round: int | None) -> str:
	"""What two reports must not share: the task, the unit and the period, or the round of completion."""
	return f"{task}|{unit}|{period if completion_round is None else f'completion-{completion_round}'}"


def _fell(content: ReportContent) -> bool:
	fell = not content.completion and content.percent < content.previous_percent
	return fell and not content.percent_reason.strip()
