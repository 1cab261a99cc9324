"""Mergers of mergers and groups in groups: the same bodies answer in every rule."""

from qingdan_app.organization.rules.answering import answering_bodies, last_successor

MEMBERS = {"各区": ["西湖区", "江干区"], "各区县": ["各区", "建德市"]}


def test_a_group_in_a_group_answers_through_the_members_of_both():
	assert list(answering_bodies(["各区县"], MEMBERS, {})) == ["西湖区", "江干区", "建德市"]


def test_a_merger_of_a_merger_answers_through_the_last_one():
	merged = {"江干区": "上城区", "上城区": "新上城区"}
	assert list(answering_bodies(["各区县", "市局"], MEMBERS, merged)) == [
		"西湖区",
		"新上城区",
		"建德市",
		"市局",
	]
	assert last_successor("江干区", merged) == "新上城区"


def test_two_units_merged_into_one_are_one_voice_with_the_people_of_all():
	merged = {"文化局": "文广局", "广电局": "文广局"}
	assert answering_bodies(["文化局", "广电局"], {}, merged) == {"文广局": ("文化局", "文广局", "广电局")}


def test_a_unit_merged_into_a_group_answers_through_its_members():
	assert list(answering_bodies(["老局"], MEMBERS, {"老局": "各区"})) == ["西湖区", "江干区"]


def test_a_group_without_members_stays_as_it_is():
	assert answering_bodies(["各有关单位"], {}, {}) == {"各有关单位": ("各有关单位",)}


def test_units_that_lead_in_a_circle_end_somewhere():
	assert list(answering_bodies(["甲"], {"甲": ["乙"], "乙": ["甲", "丙"]}, {})) == ["丙"]
	assert len(answering_bodies(["甲"], {}, {"甲": "乙", "乙": "甲"})) == 1
