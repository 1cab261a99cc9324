import pytest

from qingdan_app.reorganizing.rules.kinds import Choice, Kind, choice_of, missing

WHEN = {"effective_date": "2021-06-01", "reason": "政府常务会议"}
LEADERS, BUREAUS = {"leader": "甲", "new_leader": "乙"}, {"unit": "市建委", "new_unit": "市住保房管局"}


@pytest.mark.parametrize(
	("kind", "values", "lacking"),
	[
		(Kind.PORTFOLIO, {**LEADERS, **WHEN}, []),
		(Kind.PORTFOLIO, WHEN, ["leader", "new_leader"]),
		(Kind.PORTFOLIO, {**LEADERS, **WHEN, "choice": "Chosen Tasks"}, ["tasks"]),
		(Kind.PORTFOLIO, {**LEADERS, **WHEN, "choice": "Tasks of Chosen Units"}, ["units"]),
		(Kind.MERGER, {**BUREAUS, **WHEN, "choice": "Chosen Tasks"}, []),
		(Kind.RENAMING, {**BUREAUS, **WHEN}, ["new_name"]),
		(Kind.TRANSFER, {**BUREAUS, "reason": "三定方案"}, ["effective_date"]),
		(Kind.TRANSFER, {**BUREAUS, **WHEN, "choice": "Tasks of Chosen Units"}, []),
		(Kind.DISSOLUTION, {**BUREAUS, "effective_date": "2021-06-01"}, ["reason"]),
	],
)
def test_each_kind_names_what_it_lacks(kind, values, lacking):
	assert missing(kind, values) == lacking


def test_of_a_unit_that_ends_everything_changes_hands():
	assert choice_of(Kind.MERGER, {"choice": "Chosen Tasks"}) is Choice.ALL
	assert choice_of(Kind.TRANSFER, {"choice": "Chosen Tasks"}) is Choice.TASKS
