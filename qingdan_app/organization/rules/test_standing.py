"""What a person stands for: whom it lets see a task, and in which roles it lets them act on it."""

import pytest

from qingdan_app.organization.rules.standing import DUTY_ROLE, SEES_ALL, Role, Standing

LIAISON, HEAD, OFFICE = Role.LIAISON.value, Role.HEAD.value, Role.LEADER_OFFICE.value
SUPERVISION, ADMINISTRATOR = Role.SUPERVISION.value, Role.ADMINISTRATOR.value


def standing(*roles: str, user="li@qingdan.example", liaison=(), head=(), leaders=()) -> Standing:
	units = {LIAISON: frozenset(liaison), HEAD: frozenset(head)}
	return Standing(user, frozenset(roles), units, frozenset(leaders))


def test_a_unit_sees_the_tasks_it_leads_or_cooperates_in_and_no_others():
	one = standing(LIAISON, liaison=["市建委"])

	assert one.sees(["市建委"], None)
	assert one.sees(["市财政局", "市建委"], "王宏")
	assert not one.sees(["市财政局"], "王宏")
	assert not one.sees([], None)


def test_every_duty_of_a_person_counts_for_what_they_see():
	one = standing(LIAISON, HEAD, liaison=["市建委"], head=["市财政局"])

	assert one.all_units == {"市建委", "市财政局"}
	assert one.sees(["市财政局"], None)


def test_a_leaders_office_sees_its_leaders_tasks_and_no_others():
	one = standing(OFFICE, leaders=["王宏"])

	assert one.sees([], "王宏")
	assert not one.sees(["市建委"], "缪承潮")


def test_who_belongs_to_no_office_does_not_see_what_has_no_leader():
	assert not standing(OFFICE).sees(["市建委"], None)


@pytest.mark.parametrize("role", [SUPERVISION, ADMINISTRATOR, "System Manager"])
def test_the_whole_list_is_seen_by_supervision_and_administrators(role):
	assert standing(role).sees_all
	assert standing(role).sees(["市建委"], "王宏")


@pytest.mark.parametrize("role", [LIAISON, HEAD, OFFICE, "Desk User"])
def test_the_whole_list_is_seen_by_nobody_else(role):
	assert not standing(role, liaison=["市建委"], leaders=["王宏"]).sees_all
	assert role not in SEES_ALL


def test_the_user_administrator_sees_all_without_any_role():
	assert standing(user="Administrator").sees_all


def test_a_role_counts_at_the_units_where_one_has_the_duty_only():
	one = standing(LIAISON, HEAD, liaison=["市建委"], head=["市财政局"])

	assert one.roles_at("市建委") == {LIAISON}
	assert one.roles_at("市财政局") == {HEAD}
	assert one.roles_at("市公安局") == one.roles_at(None) == frozenset()


def test_a_duty_without_its_role_gives_nothing():
	"""The role was taken away, the contact's row still stands."""
	one = standing(LIAISON, liaison=["市建委"], head=["市建委"])

	assert one.roles_at("市建委") == {LIAISON}
	assert standing(liaison=["市建委"]).roles_for("市建委", None) == frozenset()


def test_a_role_without_a_duty_gives_nothing():
	assert standing(LIAISON, HEAD).roles_for("市建委", None) == frozenset()


def test_the_office_acts_in_its_role_for_its_own_leader_only():
	one = standing(OFFICE, leaders=["王宏"])

	assert one.roles_for("市建委", "王宏") == {OFFICE}
	assert one.roles_for("市建委", "缪承潮") == frozenset()
	assert standing(leaders=["王宏"]).roles_for("市建委", "王宏") == frozenset()


@pytest.mark.parametrize("role", [SUPERVISION, ADMINISTRATOR])
def test_a_role_of_the_whole_city_is_held_for_every_matter(role):
	assert standing(role).roles_for(None, None) == {role}
	assert standing(role).roles_for("市建委", "王宏") == {role}


def test_a_manager_of_the_system_acts_in_no_role_of_the_city():
	assert standing("System Manager").roles_for("市建委", "王宏") == frozenset()


def test_several_standings_add_up():
	one = standing(LIAISON, OFFICE, SUPERVISION, liaison=["市建委"], leaders=["王宏"])

	assert one.roles_for("市建委", "王宏") == {LIAISON, OFFICE, SUPERVISION}


def test_each_duty_of_a_contact_gives_its_own_role():
	handler = Role.HANDLER.value
	assert {"Liaison": LIAISON, "Head": HEAD, "Handler": handler} == DUTY_ROLE
