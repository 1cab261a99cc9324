"""A name says what kind of body it speaks of; a post says where a leader stands."""

import pytest

from qingdan_app.importing.plan.bodies_and_posts import leader_rank, unit_kind

KINDS = {
	"市建委": "Department",
	"市委宣传部": "Department",
	"亚组委": "Department",
	"市政府办公厅": "Department",
	"西湖区政府": "District",
	"桐庐县政府": "District",
	"建德市政府": "District",
	"各区、县（市）政府": "District",
	"各区、县（市）政府（管委会）": "District",
	"相关区、（县）市": "District",
	"杭州钱塘新区管委会": "Committee",
	"西湖风景名胜区管委会": "Committee",
	"市城投集团": "Enterprise",
	"杭州银行股份有限公司": "Enterprise",
	"市公交公司": "Enterprise",
}


@pytest.mark.parametrize("name", KINDS)
def test_a_body_is_of_the_kind_its_name_ends_with(name):
	assert unit_kind(name) == KINDS[name]


def test_a_word_within_a_name_says_nothing():
	assert unit_kind("公司登记管理局") == unit_kind("集团军联络处") == "Department"


def test_the_mayor_stands_first_then_the_executive_then_the_other_vice_mayors():
	posts = ["秘书长", "副市长", "市长", "", "常务副市长"]
	leaders = [{"post": post} for post in posts]

	ranked = [leader["post"] for leader in sorted(leaders, key=leader_rank)]

	assert ranked == ["市长", "常务副市长", "副市长", "秘书长", ""]


def test_leaders_of_one_rank_keep_the_order_of_the_document():
	leaders = [{"post": "副市长", "name": name} for name in ("王宏", "缪承潮", "胡伟")]

	assert sorted(leaders, key=leader_rank) == leaders
