from qingdan_app.handing_out.rules.shares import Drafted, by_leader, by_person, by_unit

TASKS = (
	Drafted("1", leader="市长甲", lead="发改委", cooperating=("经信局",)),
	Drafted("2", leader="市长乙", lead="发改委"),
	Drafted("3", lead="经信局", cooperating=("发改委", "教育局")),
)
CONTACTS = {"发改委": ["li", "zhang"], "经信局": ["wang"]}


def test_a_unit_gets_what_it_leads_and_what_it_cooperates_in():
	shares = {unit: (share.lead, share.cooperating) for unit, share in by_unit(TASKS).items()}
	assert shares == {"发改委": (2, 1), "经信局": (1, 1), "教育局": (0, 1)}


def test_the_unit_with_most_tasks_comes_first():
	assert list(by_unit(TASKS)) == ["发改委", "经信局", "教育局"]


def test_a_leader_gets_the_tasks_under_them():
	assert by_leader(TASKS) == {"市长乙": 1, "市长甲": 1}


def test_each_person_has_one_share_whatever_they_stand_for():
	shares = by_person(TASKS, {**CONTACTS, "经信局": ["wang", "li"]}, {"市长甲": ["li"]})
	assert {user: list(share.tasks) for user, share in shares.items()} == {
		"li": ["1", "2", "3"],
		"zhang": ["1", "2", "3"],
		"wang": ["1", "3"],
	}


def test_an_office_is_not_asked_to_act_but_who_stands_for_a_unit_as_well_is():
	shares = by_person(TASKS, {"发改委": ["li"]}, {"市长甲": ["office", "li"]})
	assert {user: share.of_unit for user, share in shares.items()} == {"li": True, "office": False}
	assert shares["office"].first.name == "1"
