from qingdan_app.parsing.same_matter import Same
from qingdan_app.same_matters.rules.proposals import Known, largest, proposals

SAID = {name: f"said {name}" for name in "abcd"}
LISTS = {"a": "1", "b": "2", "c": "3", "d": "3"}


def same(*keys: str, relation: str = "identical") -> Same:
	return Same(keys, relation, 1.0, ())


def known(name: str, **states: str) -> Known:
	return Known(name, states, {task: SAID[task] for task in states})


def made(found, *stored, said=SAID):
	return [(each.into, each.tasks) for each in proposals(found, said, LISTS, stored)]


def test_what_was_found_is_proposed_as_a_new_one():
	assert made([same("a", "b")]) == [("", ("a", "b"))]


def test_of_groups_within_each_other_the_largest_is_proposed():
	found = [same("a", "b"), same("a", "b", "c", relation="restated"), same("b", "c")]
	assert [each.keys for each in largest(found)] == [("a", "b", "c")]
	assert made(found) == [("", ("a", "b", "c"))]


def test_two_groups_of_the_same_tasks_are_one():
	assert len(largest([same("a", "b"), same("a", "b", relation="restated")])) == 1


def test_what_is_proposed_or_joined_already_is_not_proposed_again():
	for state in ("Proposed", "Joined"):
		assert made([same("a", "b")], known("M", a=state, b=state)) == []


def test_a_task_that_comes_later_is_proposed_into_what_is_there_and_what_is_joined_goes_first():
	assert made([same("a", "b", "c")], known("M", a="Joined", b="Joined")) == [("M", ("c",))]
	stored = known("L", a="Proposed", b="Proposed"), known("M", c="Joined", d="Joined")
	assert made([same("a", "c")], *stored) == []


def test_what_was_parted_is_not_proposed_again():
	assert made([same("a", "b")], known("M", a="Parted", b="Parted")) == []


def test_what_was_parted_is_proposed_again_once_one_of_them_says_something_else():
	changed = {**SAID, "a": "another text"}
	assert made([same("a", "b")], known("M", a="Parted", b="Parted"), said=changed) == [("", ("a", "b"))]


def test_one_that_was_parted_from_the_others_stays_away_from_them_and_not_from_a_third():
	stored = known("M", a="Joined", b="Joined", c="Parted")
	assert made([same("a", "b", "c")], stored) == []
	assert made([same("c", "d")], stored) == []  # of one list
	assert made([same("a", "b", "c", "d")], stored) == [("M", ("c", "d"))]


def test_tasks_of_one_list_alone_are_proposed_to_nobody():
	assert made([same("c", "d")]) == []
