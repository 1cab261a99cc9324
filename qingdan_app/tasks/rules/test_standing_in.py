import pytest

from qingdan_app.tasks.rules.standing_in import each_once


def row(unit: str, duty: str = "Cooperating") -> dict:
	return {"unit": unit, "duty": duty, "raw": unit}


@pytest.mark.parametrize(
	("rows", "after"),
	[
		([row("甲", "Lead"), row("乙")], [("丙", "Lead"), ("乙", "Cooperating")]),
		([row("乙", "Lead"), row("甲")], [("乙", "Lead"), ("丙", "Cooperating")]),
		([row("丙", "Lead"), row("甲")], [("丙", "Lead")]),
		([row("丙"), row("甲", "Lead")], [("丙", "Lead")]),
		([row("乙", "Lead")], [("乙", "Lead")]),
	],
)
def test_a_unit_stands_in_a_task_once_and_the_lead_stays_the_lead(rows, after):
	found = each_once(rows, lambda unit: "丙" if unit == "甲" else unit)
	assert [(each["unit"], each["duty"]) for each in found] == after


def test_the_words_of_the_document_stay_with_the_unit():
	assert each_once([row("甲", "Lead")], lambda unit: "丙")[0]["raw"] == "甲"
