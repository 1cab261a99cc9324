"""A parsed document as rows: names, deadlines, who leads, and what people settled."""

import datetime

from qingdan_app.importing.plan.planned_rows import (
	Settlement,
	each_item,
	open_leads,
	repeated_names,
	rows_of,
)
from qingdan_app.parsing import parse_text
from qingdan_app.parsing.document import parse
from qingdan_app.parsing.jsonform import to_json
from qingdan_app.parsing.model import Said
from qingdan_app.parsing.tests.factories import document, item, row
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.tasks.rules.order import due_order


def parsed(*items: str, **words) -> dict:
	return to_json(parse_text(document(*items, **words)))


def planned(read: dict, code: str = "2021-4", **settled):
	names = {
		unit["name"]
		for one in read["lists"]
		for section in one["sections"]
		for item_ in section["items"]
		for unit in item_["units"]
	}
	units = {name: name for name in names} | settled.pop("units", {})
	return rows_of(read, Settlement({1: code}, units, **settled))


def only_task(deadline: str, **words) -> dict:
	(task,) = planned(parsed(item("58", deadline=deadline, **words))).tasks
	return task


def test_a_tasks_name_is_list_serial_and_number_in_two_digits():
	text = item("58", task="1.完成方案。") + row(task="2.开工。")
	assert [task["name"] for task in planned(parsed(text)).tasks] == ["2021-4-58-01", "2021-4-58-02"]


def test_a_month_binds_on_its_last_day():
	task = only_task("6月")
	assert (task["deadline_kind"], task["due_date"], task["due_order"]) == (
		"Date",
		"2021-06-30",
		"2021-06-30",
	)


def test_a_bare_year_binds_on_its_last_day():
	task = only_task("2021年")
	assert (task["deadline_kind"], task["due_date"]) == ("Date", "2021-12-31")
	assert [row["precision"] for row in task["milestones"]] == ["Year"]


def test_of_several_dates_the_last_one_binds_and_all_are_kept():
	task = only_task("8月完工，12月投入运行")
	assert (task["deadline_kind"], task["due_date"]) == ("Milestones", "2021-12-31")
	assert [(row["date"], row["label"]) for row in task["milestones"]] == [
		("2021-08-31", "完工"),
		("2021-12-31", "投入运行"),
	]


def test_what_names_no_day_that_binds_is_never_due_and_stands_last():
	for words in ("长效管理", "每月底", "时间待定，计划9月", "根据省统一部署"):
		task = only_task(words)
		assert (task["due_date"], task["deadline_raw"]) == (None, words)
		assert task["due_order"] == due_order(None)


def test_the_first_unit_leads_and_the_others_cooperate():
	task = only_task("12月", units="市建委，市财政局")
	assert [(row["unit"], row["duty"]) for row in task["units"]] == [
		("市建委", "Lead"),
		("市财政局", "Cooperating"),
	]
	assert task["lead_unit"] == "市建委"


def test_the_units_rows_carry_what_their_lists_are_ordered_by():
	task = only_task("6月", units="市建委，市财政局")
	assert {(row["due_order"], row["state"]) for row in task["units"]} == {("2021-06-30", "待启动")}
	assert {row["due_order"] for row in only_task("长效管理")["units"]} == {due_order(None)}


def test_who_was_named_on_the_review_screen_leads():
	read = parsed(item("58", units="市公安局配合落实"))
	(key_work,) = planned(read).key_works
	assert (key_work["lead_unit"], key_work["lead_rule"]) == (None, "all_cooperate")

	(key_work,) = planned(read, leads={(1, 58, 0): "市公安局"}).key_works
	assert (key_work["lead_unit"], key_work["lead_rule"]) == ("市公安局", "named_at_import")


def test_a_name_settled_as_another_unit_is_that_unit_and_stands_once():
	read = parsed(item("58", units="市建委，市城建委"))
	(task,) = planned(read, units={"市城建委": "市建委"}).tasks
	assert [(row["unit"], row["duty"]) for row in task["units"]] == [("市建委", "Lead")]


def test_the_words_of_the_document_are_kept_beside_what_was_computed():
	(key_work,) = planned(parsed(item("58", units="市建委、西湖区政府"))).key_works
	assert key_work["units_raw"] == "市建委、西湖区政府"


def test_a_list_of_a_year_is_of_that_year_and_a_five_years_plan_of_its_period():
	(one,) = planned(parsed(item())).lists
	assert (one["period"], one["year"]) == ("2021年", 2021)

	title = "    三、市政府工作报告“十四五”时期重点工作清单"
	(one,) = planned(parsed(item(), list_title=title)).lists
	assert one["period"] == "“十四五”时期"


def test_a_leader_of_two_sections_is_one_leader():
	read = parsed(item("1"), after="\t（二）王宏副市长牵头重点工作\n\n" + item("2"))
	assert [(row["name"], row["post"]) for row in planned(read).leaders] == [("王宏", "副市长")]


def test_a_lead_is_open_where_nobody_or_a_whole_group_would_lead():
	read = parsed(
		item("1", units="市建委"),
		item("2", units="市公安局配合落实"),
		item("3", units="各区、县（市）政府"),
		item("4", units="各区、县（市）政府，市建委"),
	)
	assert [(found["serial"], found["lead"]) for found in open_leads(read)] == [
		(2, "市公安局"),
		(3, "各区、县（市）政府"),
		(4, "各区、县（市）政府"),
	]


def test_a_serial_that_stands_twice_is_named():
	assert repeated_names(planned(parsed(item("1"), item("2")))) == []
	assert repeated_names(planned(parsed(item("1"), item("1")))) == ["2021-4-1", "2021-4-1-01"]


def test_days_are_words_as_the_database_takes_them():
	assert datetime.date.fromisoformat(only_task("2022年4月")["due_date"]) == datetime.date(2022, 4, 30)


def by_table(*rows: tuple) -> dict:
	return to_json(parse(content("2021年重点工作清单", table(*rows))))


def settled_by_name(read: dict, **settled):
	units = {
		unit["name"]
		for item_ in each_item(read)
		for said in (item_, *item_["tasks"])
		for unit in said["units"] or ()
	}
	return rows_of(read, Settlement({1: "2021-1"}, {name: name for name in units}, **settled))


def test_a_task_with_units_of_its_own_is_led_by_them_and_not_by_its_key_work():
	header = ("序号", "重点工作", "主要内容", "完成时限", "牵头单位", "配合单位")
	first = (merged("1", 2), merged("推进工作。", 2), "完成方案。", "6月", "市甲局", "市乙局")
	rows = settled_by_name(by_table(header, first, ("完成建设。", "12月", "市丙局", "市甲局")))
	assert rows.key_works[0]["lead_unit"] == "市甲局"
	assert [task["lead_unit"] for task in rows.tasks] == ["市甲局", "市丙局"]
	assert [(row["unit"], row["duty"]) for row in rows.tasks[1]["units"]] == [
		("市丙局", "Lead"),
		("市甲局", "Cooperating"),
	]
	assert {row["lead_unit"] for row in rows.tasks[1]["units"]} == {"市丙局"}


def test_who_leads_a_task_of_its_own_units_is_asked_for_that_task():
	header = ("序号", "重点工作", "主要内容", "配合单位")
	first = (merged("1", 2), merged("推进工作。", 2), "完成方案。", "市甲局牵头")
	read = by_table(header, first, ("完成建设。", "市乙局、市丙局"))
	assert [(row["serial"], row["task"], row["lead"]) for row in open_leads(read)] == [(1, 2, "市乙局")]
	rows = settled_by_name(read, leads={(1, 1, 2): "市丙局"})
	assert rows.tasks[1]["lead_unit"] == "市丙局"


def test_leaders_named_in_a_column_are_those_of_key_works_and_tasks():
	header = ("序号", "工作任务", "分管领导", "责任单位")
	read = by_table(
		header, ("1", "完成方案。", "李一", "市甲局"), ("2", "完成建设。", "王二一副市长", "市乙局")
	)
	rows = settled_by_name(read)
	assert [row["leader"] for row in rows.key_works] == ["李一", "王二一"]
	assert [row["leader"] for row in rows.tasks] == ["李一", "王二一"]
	assert [row["name"] for row in rows.leaders] == ["李一", "王二一"]


def test_a_list_without_a_title_goes_by_that_of_its_document():
	read = by_table(("序号", "工作任务", "责任单位"), ("1", "完成方案。", "市甲局"))
	assert settled_by_name(read).lists[0]["title"] == "2021年重点工作清单"


def _said(*rows, **said) -> list[dict]:
	table_ = table(("序号", "工作任务", "责任单位", "完成时限", "进展情况", "联系人"), *rows)
	return planned(to_json(parse(content("2021年重点工作", table_), said=Said(**said)))).tasks


def test_what_was_said_for_all_stands_beside_the_documents_words_which_are_empty():
	first, second = _said(
		("1", "建桥。", "市甲局", "每月", "", ""),
		("2", "修路。", "", "", "", ""),
		units="市乙局",
		deadline="每月底",
	)
	assert (first["deadline_raw"], first["deadline_said"], first["units_said"]) == ("每月", "", "")
	assert (second["deadline_raw"], second["deadline_said"], second["units_said"]) == ("", "每月底", "市乙局")
	assert (second["deadline_kind"], second["cycle"], second["lead_unit"]) == ("Recurring", "Month", "市乙局")


def test_a_lead_that_was_said_stands_with_the_task():
	(task,) = _said(("1", "建桥。", "市甲局、市乙局按职责分工负责", "6月", "", ""), lead="市丙局")
	assert (task["lead_unit"], task["units_said"]) == ("市丙局", "市丙局")


def test_further_words_come_with_the_task_each_under_its_heading():
	(task,) = _said(("1", "建桥。", "市甲局", "6月", "已开工", "李一"))
	assert task["further"] == "进展情况：已开工\n联系人：李一"
	assert only_task("6月")["further"] == ""
