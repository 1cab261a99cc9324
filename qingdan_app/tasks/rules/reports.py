"""What a progress report must hold before it can be filed."""

from dataclasses import dataclass

from qingdan_app.tasks.rules.period import period_named


@dataclass(frozen=True)
class ReportContent:
	"""What was filled in: `percent` 0 to 100, `previous_percent` that of the unit's last report for an earlier period."""

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
	"""Whether it is about milestones alone, and about no period."""

	@property
	def of_period(self) -> bool:
		return not self.completion and not self.on_milestones


def problems_of(content: ReportContent) -> list[str]:
	"""Codes of what is still missing or wrong, empty when the report can be filed.

	`period_missing`, `percent_range`, `done_missing`, `percent_fell`, `evidence_missing`, `milestone_missing`. A completion,
	and a milestone that was reached, needs text and evidence; a percentage does not fall without a reason.
	"""
	checks = {
		"period_missing": content.of_period and not period_named(content.period),
		"percent_range": not 0 <= content.percent <= 100,
		"done_missing": not content.done.strip(),
		"percent_fell": _fell(content),
		"evidence_missing": (content.completion or content.milestones) and content.evidence == 0,
		"milestone_missing": content.on_milestones and content.milestones == 0,
	}
	return [code for code, wrong in checks.items() if wrong]


def report_key(task: str, unit: str, period: str, completion_round: int | None) -> str:
	"""What two reports must not share: the task, the unit and the period, or the round of completion."""
	return f"{task}|{unit}|{period if completion_round is None else f'completion-{completion_round}'}"


def milestone_key(task: str, unit: str, number: int) -> str:
	"""What two reports on milestones must not share: the task, the unit, and which of the unit's reports it is."""
	return f"{report_key(task, unit, '', None)}milestone-{number}"


def _fell(content: ReportContent) -> bool:
	fell = content.of_period and content.percent < content.previous_percent
	return fell and not content.percent_reason.strip()
