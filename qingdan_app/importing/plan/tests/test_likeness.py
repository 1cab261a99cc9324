"""Which known unit a name may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.importing.plan.likeness import Known, KnownNames, Proposal, Why, certain, distance
from qingdan_app.tests.budget import budget

CITY = (
	"市发展和改革委员会",
	"市规划和自然资源局",
	"市卫生健康委员会",
	"市城市管理局",
	"市城乡建设委员会",
	"市教育局",
	"市体育局",
	"市第一人民医院",
	"上城区政府",
	"市退役军人事务局",
	"省发展改革委",
)
SIGNS = "发展改革规划自然资源卫生健康城市管理建设教育体育交通商务"


def proposals(written: str) -> list[Proposal]:
	return KnownNames(Known(name, name) for name in CITY).proposals(written)


FULL = st.text(SIGNS, min_size=4, max_size=9).map(lambda core: f"市{core}局")


@pytest.mark.parametrize(
	("written", "unit", "why"),
	[
		("市发展改革委", "市发展和改革委员会", Why.WRITING),
		("杭州市卫生健康委", "市卫生健康委员会", Why.WRITING),
		("市发改委", "市发展和改革委员会", Why.SHORT),
		("市规划资源局", "市规划和自然资源局", Why.SHORT),
		("市卫健委", "市卫生健康委员会", Why.SHORT),
		("市城管局", "市城市管理局", Why.SHORT),
		("市教育和体育局", "市教育局", Why.SHORT),
		("市建委", "市城乡建设委员会", Why.PART),
		("市退伍军人事务局", "市退役军人事务局", Why.SLIP),
		("省发改委", "省发展改革委", Why.SHORT),
	],
)
def test_a_close_name_is_proposed_with_the_reason(written, unit, why):
	assert [(each.unit, each.why) for each in proposals(written)][:1] == [(unit, why)]


@pytest.mark.parametrize(
	"written",
	[
		"市第二人民医院",
		"省退伍军人事务局",
		"下城区政府",
		"市委",
		"市局",
		"区发改委",
		"市公安局",
		"各区政府",
		"",
		"，",
		"市",
	],
)
def test_what_is_another_body_is_proposed_nothing(written):
	assert proposals(written) == []


def test_a_name_under_which_a_unit_went_earlier_leads_to_the_unit_of_today():
	names = KnownNames([Known("市园林文物局", "市园文局"), Known("市园文局", "市园文局")])
	(proposal,) = names.proposals("市园林和文物局")
	assert (proposal.unit, proposal.name) == ("市园文局", "市园林文物局")


def test_of_several_that_are_equally_sure_none_is_certain():
	names = KnownNames(Known(name, name) for name in ("市规划建设局", "市规划设计局"))
	assert len(names.proposals("市规局")) == 2
	assert certain(names.proposals("市规局")) is None
	assert certain([]) is None


def test_the_surest_alone_is_certain_whatever_stands_behind_it():
	found = proposals("市教育和体育局")
	assert [each.why for each in found] == [Why.SHORT, Why.PART]
	assert certain(found) == found[0]


@budget(60, 1000)
@given(FULL, st.data())
def test_any_abbreviation_that_keeps_its_first_sign_is_found(name, data):
	core = name[1:-1]
	kept = data.draw(st.sets(st.integers(1, len(core) - 1), max_size=len(core) - 2))
	short = "市" + core[0] + "".join(core[at] for at in sorted(kept)) + "局"
	(first, *_others) = KnownNames([Known(name, "unit")]).proposals(short)
	assert first.why in (Why.SHORT, Why.WRITING)


@budget(60, 1000)
@given(st.lists(FULL, min_size=1, max_size=8, unique=True), FULL)
def test_what_is_proposed_depends_on_no_order_and_names_each_unit_once(names, written):
	known = [Known(name, name) for name in names]
	found = KnownNames(known).proposals(written)
	assert found == KnownNames(reversed(known)).proposals(written)
	assert len({each.unit for each in found}) == len(found)
	assert all(each.unit in names for each in found)


@budget(60, 1000)
@given(FULL, FULL)
def test_another_tier_is_never_alike(name, other):
	assert KnownNames([Known(name, name)]).proposals("省" + other[1:]) == []


@budget(60, 1000)
@given(st.text(SIGNS, max_size=8), st.text(SIGNS, max_size=8))
def test_a_distance_is_the_same_from_both_sides_and_zero_for_the_same_words(one, other):
	assert distance(one, other) == distance(other, one)
	assert (distance(one, other) == 0) == (one == other)
	assert distance(one, other) >= abs(len(one) - len(other))
