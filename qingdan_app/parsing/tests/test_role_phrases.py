"""The grammar of roles: who leads, who cooperates, until when, as lists say it in a cell, a label line or a bracket."""

import pytest

from qingdan_app.parsing.role_phrases import says_first_leads
from qingdan_app.parsing.units import read_units


def _leads(cell):
	return [cell.units[at].name for at in cell.leads]


def _others(cell):
	return [unit.name for at, unit in enumerate(cell.units) if at not in cell.leads]


def _codes(cell):
	return {finding.code for finding in cell.findings}


LEADS = [
	("市水务局牵头，市林业局、各县政府配合，6月底前", ["市水务局"], ["市林业局", "各县政府"], "6月底前"),
	("市水务局牵头，9月底前完成", ["市水务局"], [], "9月底前完成"),
	(
		"牵头单位：市水务局，配合单位：市林业局、团市委，各区",
		["市水务局"],
		["市林业局", "团市委", "各区"],
		"",
	),
	("牵头单位：市水务局 配合单位：市林业局", ["市水务局"], ["市林业局"], ""),
	("牵头单位：市水务局配合单位：市林业局完成时限：年底", ["市水务局"], ["市林业局"], "年底"),
	(
		"牵头单位：市水务局；责任单位：市林业局、市气象局；完成时限：8月",
		["市水务局"],
		["市林业局", "市气象局"],
		"8月",
	),
	("牵头部门:县水务局;协办部门:县林业局", ["县水务局"], ["县林业局"], ""),
	("主办单位：区城管局；会办单位：区住建局", ["区城管局"], ["区住建局"], ""),
	("牵头：市水务局；配合：市林业局", ["市水务局"], ["市林业局"], ""),
	("牵 头 单 位：市水务局", ["市水务局"], [], ""),
	("责任单位：市水务局；完成时限：9月底", ["市水务局"], [], "9月底"),
	("责任单位：市水务局，完成时间：2024年9月底前", ["市水务局"], [], "2024年9月底前"),
	("市水务局牵头负责", ["市水务局"], [], ""),
	("市水务局负责牵头，市林业局参与", ["市水务局"], ["市林业局"], ""),
	("市水务局总牵头，市林业局协同推进", ["市水务局"], ["市林业局"], ""),
	("市水务局为牵头单位，市林业局、市气象局参加", ["市水务局"], ["市林业局", "市气象局"], ""),
	("市水务局主办，市林业局、市气象局协办", ["市水务局"], ["市林业局", "市气象局"], ""),
	("市水务局（牵头）、市林业局、市气象局（配合）", ["市水务局"], ["市林业局", "市气象局"], ""),
	("市林业局、市水务局(牵头单位)", ["市水务局"], ["市林业局"], ""),
	("由市水务局牵头，会同市林业局、市气象局办理", ["市水务局"], ["市林业局", "市气象局"], ""),
	("市水务局会同市林业局负责，10月底前", ["市水务局"], ["市林业局"], "10月底前"),
	("市水务局牵头会同市林业局、市气象局", ["市水务局"], ["市林业局", "市气象局"], ""),
	("市水务局商市林业局", ["市水务局"], ["市林业局"], ""),
	("市水务局牵头，市林业局、市气象局按职责分工负责", ["市水务局"], ["市林业局", "市气象局"], ""),
	("市水务局牵头，有关单位按职责分工落实", ["市水务局"], ["有关单位"], ""),
	("市水务局牵头，各县（市、区）政府结合实际落实", ["市水务局"], ["各县（市、区）政府"], ""),
	("由市水务局负责，持续推进", ["市水务局"], [], "持续推进"),
	("2024年12月底前，市水务局牵头，市林业局配合", ["市水务局"], ["市林业局"], "2024年12月底前"),
	("市水务局牵头，市林业局配合。", ["市水务局"], ["市林业局"], ""),
	("市水务局牵头；市林业局、市气象局配合；全年", ["市水务局"], ["市林业局", "市气象局"], "全年"),
	("市水务局、市林业局分别牵头", ["市水务局", "市林业局"], [], ""),
	("市水务局、市林业局共同牵头，市气象局配合", ["市水务局", "市林业局"], ["市气象局"], ""),
	("市水务局、市林业局分别负责", ["市水务局", "市林业局"], [], ""),
	("牵头单位：市水务局、市林业局", ["市林业局", "市水务局"], [], ""),
	("市政府各部门分别负责，年内持续推进", ["市政府各部门"], [], "年内持续推进"),
	("责任单位：市水务局（列第一位的为牵头单位，下同）", ["市水务局"], [], ""),
	("責任單位:市水務局", ["市水务局"], [], ""),
	("責(zé)任單(dān)位:市水務(wù)局", ["市水务局"], [], ""),
]


@pytest.mark.parametrize(("words", "leads", "others", "deadline"), LEADS)
def test_who_leads_who_cooperates_and_by_when(words, leads, others, deadline):
	cell = read_units(words)
	assert (sorted(_leads(cell)), _others(cell), cell.deadline) == (sorted(leads), others, deadline)
	assert all(cell.units[at].role in ("lead", None) for at in cell.leads)


SHARED = [
	("市水务局、市林业局按职责分工负责", ["市水务局", "市林业局"]),
	("市水务局，市林业局、市气象局按照各自职责分工负责", ["市水务局", "市林业局", "市气象局"]),
	("市水务局、市林业局等按职责落实", ["市水务局", "市林业局"]),
	("市水务局、市林业局等负责", ["市水务局", "市林业局"]),
	("市水务局等8家单位负责", ["市水务局"]),
	("市水务局、市林业局等单位", ["市水务局", "市林业局"]),
	("市水务局、市林业局等有关部门", ["市水务局", "市林业局"]),
	("市水务局、市林业局负责", ["市水务局", "市林业局"]),
	("市有关部门按职责分工负责", ["市有关部门"]),
	("市水务局按职责分工负责，各县政府结合实际落实", ["市水务局", "各县政府"]),
	("市水务局、市林业局及有关单位根据职责分工实施", ["市水务局", "市林业局", "有关单位"]),
]


@pytest.mark.parametrize(("words", "names"), SHARED)
def test_where_the_work_is_shared_nobody_leads_and_that_is_asked(words, names):
	cell = read_units(words)
	assert ([unit.name for unit in cell.units], cell.lead, cell.lead_rule) == (names, None, "shared")
	assert {unit.role for unit in cell.units} == {"responsible"}
	assert "lead_shared" in _codes(cell)


NAMES = [
	("市商务局和市林业局", ["市商务局", "市林业局"]),
	("市政务和数据局、市住房和城乡建设局", ["市政务和数据局", "市住房和城乡建设局"]),
	("市发展和改革委员会及市科学技术局", ["市发展和改革委员会", "市科学技术局"]),
	("市委宣传部和市文化和旅游局", ["市委宣传部", "市文化和旅游局"]),
	("市商务局以及有关部门", ["市商务局", "有关部门"]),
	("市商务局 市林业局　市气象局", ["市商务局", "市林业局", "市气象局"]),
	("东湖区 西山区 南江县", ["东湖区", "西山区", "南江县"]),
	("市委 宣传部、市商 务局", ["市委宣传部", "市商务局"]),
	("市商务局/市林业局·市气象局", ["市商务局", "市林业局", "市气象局"]),
	("市社会和谐办、市残疾人联合会", ["市社会和谐办", "市残疾人联合会"]),
	(
		"市商务局，各县（市、区）政府、东湖开发区管委会",
		["市商务局", "各县（市、区）政府", "东湖开发区管委会"],
	),
	("各县、市、区政府，市商务局", ["各县、市、区政府", "市商务局"]),
	("各区、县级市", ["各区", "县级市"]),
	("市教育局要牵头，市财政局须配合", ["市教育局", "市财政局"]),
	("市教育局要加快推进", ["市教育局"]),
	("市应急局、市需求局", ["市应急局", "市需求局"]),
	("各区、市商务局", ["各区", "市商务局"]),
	("省科技厅、财政厅、住房和城乡建设厅", ["省科技厅", "省财政厅", "省住房和城乡建设厅"]),
	("省委组织部、宣传部，省公安厅", ["省委组织部", "省委宣传部", "省公安厅"]),
	("省财政厅，人民银行甲省分行、甲金融监管局", ["省财政厅", "人民银行甲省分行", "甲金融监管局"]),
	("省商务厅、市场监管局", ["省商务厅", "省市场监管局"]),
	("市民政局、东湖区、南江县政府", ["市民政局", "东湖区政府", "南江县政府"]),
	("市商务局、市城投集团、甲海关", ["市商务局", "市城投集团", "甲海关"]),
]


@pytest.mark.parametrize(("words", "names"), NAMES)
def test_names_are_parted_where_a_body_ends_and_the_next_begins(words, names):
	assert [unit.name for unit in read_units(words).units] == names


def test_a_name_that_got_its_tier_from_its_neighbour_is_told():
	cell = read_units("省科技厅、财政厅")
	assert [unit.raw for unit in cell.units] == ["省科技厅", "财政厅"]
	assert ("unit_completed", "省财政厅") in cell.findings


def test_others_that_are_meant_but_not_named_are_told():
	assert "units_open" in _codes(read_units("市水务局牵头，市林业局等单位配合"))


@pytest.mark.parametrize(
	("words", "further"),
	[
		("责任单位：市水务局；责任人：甲某某", (("责任人", "甲某某"),)),
		("责任单位：市水务局；联系人：甲某 13800001111", (("联系人", "甲某 13800001111"),)),
		("市水务局 甲某 0571-88880000", (("联系人", "甲某 0571-88880000"),)),
		("责任单位及责任人：市水务局 甲某某", (("责任人", "甲某某"),)),
		(
			"主要责任人：甲某某；责任单位：市水务局；联系电话：88880000",
			(("主要责任人", "甲某某"), ("联系电话", "88880000")),
		),
	],
)
def test_persons_and_telephones_are_never_units(words, further):
	cell = read_units(words)
	assert ([unit.name for unit in cell.units], cell.further) == (["市水务局"], further)


def test_a_short_name_that_is_no_body_is_asked():
	assert ("unit_unreadable", "甲某某") in read_units("市水务局、甲某某").findings


@pytest.mark.parametrize(
	("words", "leader"),
	[
		("牵头领导：王一；责任单位：市水务局", "王一"),
		("主管领导：王一、李二；责任单位：市水务局", "王一、李二"),
		("分管副市长：王一；责任单位：市水务局", "王一"),
		("王一副市长牵头，市水务局负责", "王一"),
		("責任領導：王一；責任單位：市水務局", "王一"),
	],
)
def test_a_leader_is_no_unit(words, leader):
	cell = read_units(words)
	assert (cell.leader, [unit.name for unit in cell.units]) == (leader, ["市水务局"])


@pytest.mark.parametrize(
	"rule",
	[
		"除标注“分别牵头”外，列第一位为牵头或汇总单位，下同",
		"列第一位的为牵头单位",
		"排在首位的为牵头单位",
		"责任单位中排名第一的为牵头单位",
		"注：第一责任单位为牵头单位",
		"备注：牵头单位排在第一位",
		"各项任务列首位的单位负总责",
	],
)
def test_a_rule_that_the_first_leads_is_known(rule):
	assert says_first_leads(rule)
	cell = read_units(f"市水务局、市林业局（{rule}）")
	assert (cell.lead, cell.lead_rule, cell.first_leads) == (0, "stated_first", True)
	assert [unit.name for unit in cell.units] == ["市水务局", "市林业局"]


@pytest.mark.parametrize("words", ["第一季度由市水务局牵头", "市水务局牵头", "第一批项目开工"])
def test_other_words_are_no_such_rule(words):
	assert not says_first_leads(words)


def test_the_rule_of_the_list_yields_to_what_the_words_say():
	assert _leads(read_units("市水务局、市林业局（牵头）", first_leads=True)) == ["市林业局"]
	assert read_units("市水务局、市林业局", first_leads=True).lead_rule == "stated_first"
	assert read_units("市水务局、市林业局按职责分工负责", first_leads=True).lead is None


def test_what_a_column_says_holds_where_the_words_say_nothing():
	assert [unit.role for unit in read_units("市水务局、市林业局", role="cooperating").units] == [
		"cooperating"
	] * 2
	assert _leads(read_units("市水务局、市林业局", role="lead")) == ["市水务局", "市林业局"]


@pytest.mark.parametrize("words", ["市", "省、市", "，、；", "牵头单位：", "（）"])
def test_words_that_name_nobody_give_no_unit(words):
	assert [unit.name for unit in read_units(words).units if unit.name not in "（）"] == []
