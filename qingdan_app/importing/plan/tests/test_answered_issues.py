"""Which task an issue is about, and how a document reads with what people have answered."""

import datetime

from qingdan_app.importing.plan.answered_issues import Address, Answer, addresses, answered
from qingdan_app.parsing import parse_bytes, to_json
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.parsing.tests.written_files import docx

HEADER = ("完成时限", "牵头单位", "主要内容", "重点工作", "序号")
ROWS = (
	("汛期前", "测试甲局", "完成建设。", merged("推进测试工作。", 2), merged("1", 2)),
	("汛期前", "测试乙局", "完成验收。"),
	("8月前", "测试丙局、测试丁局", "新增床位40张。", "推进另一工作。", "2"),
)


def read(*rows) -> dict:
	document = parse_bytes(docx(content("2031年测试工作清单", table(HEADER, *rows))), "list.docx")
	parsed = to_json(document)
	for row, issue in zip(parsed["issues"], document.issues, strict=True):
		row["said"] = dict(issue.params)
	return parsed


def task(parsed: dict, serial: int, number: int) -> dict:
	items = [item for section in parsed["lists"][0]["sections"] for item in section["items"]]
	return next(item for item in items if item["serial"] == serial)["tasks"][number - 1]


def about(parsed: dict, code: str) -> list[Address | None]:
	found = zip(parsed["issues"], addresses(parsed), strict=True)
	return [address for issue, address in found if issue["code"] == code]


def test_issues_of_one_phrase_are_about_their_own_tasks_wherever_the_column_stands():
	assert about(read(*ROWS), "deadline_unread") == [Address(1, 1, 1), Address(1, 1, 2)]


def test_a_deadline_that_stands_before_its_task_is_not_that_of_the_task_above():
	tasks = [{"line": line, "deadline": {"raw": "汛期前"}, "units": None} for line in (5, 10)]
	items = [{"line": 3, "serial": 1, "tasks": tasks}]
	issues = [{"line": line, "code": "deadline_unread", "said": {"text": "汛期前"}} for line in (4, 9)]
	parsed = {"lists": [{"sections": [{"items": items}]}], "issues": issues}
	assert addresses(parsed) == [Address(1, 1, 1), Address(1, 1, 2)]


def test_an_issue_of_units_is_about_the_key_work_whose_units_they_are():
	assert about(read(*ROWS), "leads_several") == [Address(1, 2, 0)]


def test_an_issue_of_units_that_are_a_tasks_own_is_about_the_task():
	rows = (
		("6月", "测试甲局、测试乙局", "完成建设。", merged("推进。", 2), merged("1", 2)),
		("6月", "测试丙局、测试丁局", "完成验收。"),
	)
	assert about(read(*rows), "leads_several") == [Address(1, 1, 0), Address(1, 1, 2)]


def test_an_issue_before_the_first_row_is_about_no_task():
	parsed = read(*ROWS)
	parsed["issues"] = [{"line": 0, "place": "", "code": "year_conflict"}]
	assert addresses(parsed) == [None]


def test_a_day_that_was_said_is_the_deadline_and_the_words_stay():
	said = {"kind": "date", "due": "2031-09-30"}
	found = task(answered(read(*ROWS), [Answer(Address(1, 1, 2), said)]), 1, 2)
	assert (found["deadline"]["raw"], found["deadline"]["final"]) == ("汛期前", "2031-09-30")
	assert found["deadline"]["kind"] == "date"
	assert [day["date"] for day in found["deadline"]["dates"]] == ["2031-09-30"]


def test_a_target_without_a_day_of_its_own_follows_the_day_that_was_said():
	said = {"kind": "date", "due": "2031-07-31"}
	(target,) = task(answered(read(*ROWS), [Answer(Address(1, 2, 1), said)]), 2, 1)["targets"]
	assert (target["by"], target["by_source"]) == ("2031-07-31", "deadline")


def test_words_that_name_no_day_leave_a_task_without_one():
	found = task(answered(read(*ROWS), [Answer(Address(1, 2, 1), {"kind": "contingent", "due": None})]), 2, 1)
	assert (found["deadline"]["kind"], found["deadline"]["final"], found["deadline"]["dates"]) == (
		"contingent",
		None,
		[],
	)
	assert [target["by"] for target in found["targets"]] == [None]


def test_units_that_were_said_are_the_tasks_own_and_the_cells_words_stay():
	parsed = read(*ROWS)
	found = task(
		answered(parsed, [Answer(Address(1, 2, 1), units=("市新局", "测试丁局"), lead="测试丁局")]), 2, 1
	)
	assert [unit["name"] for unit in found["units"]] == ["市新局", "测试丁局"]
	assert (found["lead_unit"], found["lead_rule"]) == ("测试丁局", "named_at_import")
	assert found["units_raw"] == (task(parsed, 2, 1)["units_raw"] or "")


def test_two_answers_about_one_task_both_count():
	address = Address(1, 1, 1)
	answers = [Answer(address, {"kind": "date", "due": "2031-03-31"}), Answer(address, units=("市新局",))]
	found = task(answered(read(*ROWS), answers), 1, 1)
	assert (found["deadline"]["final"], found["lead_unit"]) == ("2031-03-31", "市新局")


def test_what_was_read_is_left_alone():
	parsed = read(*ROWS)
	before = task(parsed, 1, 1)["deadline"]["final"]
	answered(parsed, [Answer(Address(1, 1, 1), {"kind": "date", "due": str(datetime.date(2031, 1, 31))})])
	assert task(parsed, 1, 1)["deadline"]["final"] == before
	assert answered(parsed, []) == parsed
