"""Files with both tables and lists that are none, and the words of a notice before a table."""

from qingdan_app.parsing.document import parse
from qingdan_app.parsing.tests.factories import codes_of, items_of
from qingdan_app.parsing.tests.made_tables import content, table

TABLE = table(
	("序号", "项目名称", "责任单位", "完成时限"),
	("1", "新建学校。", "市教育局", "9月"),
	("2", "建公园。", "市城管局", "10月"),
)
OUTLINE = ("一、经济发展", "1.新增企业。（市商务局牵头，6月底前）", "2.引进项目。", "责任单位：市投促局")


def _facts(read):
	return [
		(one.title, [(item.text, item.lead_unit) for section in one.sections for item in section.items])
		for one in read.lists
	]


IN_TABLE = [("新建学校。", "市教育局"), ("建公园。", "市城管局")]
IN_OUTLINE = [("新增企业。", "市商务局"), ("引进项目。", "市投促局")]


def test_an_outline_before_a_table_is_a_list_of_its_own():
	read = parse(content("2024年重点工作任务分解", *OUTLINE, "附件：民生实事清单", TABLE))
	assert _facts(read) == [("2024年重点工作任务分解", IN_OUTLINE), ("附件：民生实事清单", IN_TABLE)]
	assert read.title == "2024年重点工作任务分解"
	assert not {"stray_text", "text_outside_list"} & set(codes_of(read))


def test_an_outline_below_a_table_is_a_list_of_its_own_and_notes_stay_notes():
	read = parse(
		content(
			"2024年重点工作清单",
			TABLE,
			"改革任务清单",
			*OUTLINE,
			"备注：",
			"1.督办。（市督查室）",
			"2.通报。（市督查室）",
		)
	)
	assert _facts(read) == [("2024年重点工作清单", IN_TABLE), ("改革任务清单", IN_OUTLINE)]
	assert read.lists[1].notes == ("", "1.督办。（市督查室）", "2.通报。（市督查室）")


def test_a_table_below_an_outline_goes_on_with_none_of_its_items():
	below = table(
		("序号", "项目名称", "责任单位"), ("3", "新建学校。", "市教育局"), ("4", "建公园。", "市城管局")
	)
	read = parse(content("2024年重点工作", *OUTLINE, below, *OUTLINE))
	assert [facts for _title, facts in _facts(read)] == [IN_OUTLINE, IN_TABLE, IN_OUTLINE]


def test_a_notice_before_a_table_is_no_title_and_its_words_are_told():
	notice = (
		"关于印发2024年重点工作清单的通知",
		"各县政府，市政府各部门：",
		"现将清单印发给你们，请认真落实。",
		"二、加强督查。市政府督查室牵头，定期通报。",
		"附件：2024年重点工作清单",
		"东江市人民政府",
		"2024年3月1日",
	)
	read = parse(content(*notice, TABLE))
	assert (read.title, _facts(read)) == (notice[0], [("附件：2024年重点工作清单", IN_TABLE)])
	(told,) = [issue for issue in read.issues if issue.code == "text_outside_list"]
	assert "定期通报" in told.message


def test_one_paragraph_that_names_a_unit_makes_no_list():
	read = parse(content("2024年重点工作清单", "一、总体要求（市府办牵头）", TABLE))
	assert len(items_of(read)) == 2
