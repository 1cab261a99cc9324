from qingdan_app.tasks.rules.duty import missing_bodies, reporting_bodies


def test_a_group_reports_through_its_members_each_once():
	members = {"各区": ["西湖区政府", "上城区政府"]}

	bodies = reporting_bodies(["市建委", "各区", "西湖区政府"], members, {})

	assert bodies == ["市建委", "西湖区政府", "上城区政府"]


def test_a_merged_unit_reports_through_its_successor():
	assert reporting_bodies(["江干区政府"], {}, {"江干区政府": "上城区政府"}) == ["上城区政府"]


def test_a_group_without_members_shows_up_itself():
	assert reporting_bodies(["各有关单位"], {}, {}) == ["各有关单位"]


def test_who_filed_is_not_missing_even_under_the_old_name():
	missing = missing_bodies(["上城区政府", "市建委"], ["江干区政府"], {"江干区政府": "上城区政府"})

	assert missing == ["市建委"]
