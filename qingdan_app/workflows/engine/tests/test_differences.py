"""Whoever approves again sees what changed, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tests.budget import budget
from qingdan_app.workflows.engine.trail.differences import Difference, Kind, differences


def test_a_changed_an_added_and_a_removed_field_are_named_with_both_values():
	before, after = {"progress": 60, "problem": "缺资金"}, {"progress": 80, "evidence": "照片"}
	assert differences(before, after) == (
		Difference(("progress",), Kind.CHANGED, 60, 80),
		Difference(("problem",), Kind.REMOVED, "缺资金", None),
		Difference(("evidence",), Kind.ADDED, None, "照片"),
	)


def test_rows_are_told_apart_by_their_key_and_a_row_that_moved_is_no_difference():
	before = {"items": [{"name": "r1", "amount": 1}, {"name": "r2", "amount": 2}]}
	after = {"items": [{"name": "r2", "amount": 3}, {"name": "r1", "amount": 1}]}
	assert differences(before, after) == (Difference(("items", "r2", "amount"), Kind.CHANGED, 2, 3),)


def test_rows_without_a_key_are_compared_by_position():
	before, after = {"items": [{"amount": 1}]}, {"items": [{"amount": 1}, {"amount": 2}]}
	assert differences(before, after) == (Difference(("items", "2"), Kind.ADDED, None, {"amount": 2}),)


def test_a_table_that_was_emptied_names_every_row():
	found = differences({"items": [{"name": "r1"}]}, {"items": []})
	assert found == (Difference(("items", "r1"), Kind.REMOVED, {"name": "r1"}, None),)


def test_empty_is_empty_however_it_is_written():
	assert differences({"a": None, "b": "", "c": []}, {"a": "", "c": None}) == ()


def test_nought_and_no_are_values_and_not_the_same():
	assert differences({"a": 0}, {"a": False}) == (Difference(("a",), Kind.CHANGED, 0, False),)
	assert differences({"a": None}, {"a": 0}) == (Difference(("a",), Kind.ADDED, None, 0),)


SNAPSHOT = st.dictionaries(
	st.sampled_from("abc"), st.none() | st.integers(0, 2) | st.text("甲乙", max_size=2)
)


@budget(60)
@given(SNAPSHOT, SNAPSHOT)
def test_the_differences_lead_from_one_snapshot_to_the_other(before, after):
	changed = {**before, **{each.path[0]: each.after for each in differences(before, after)}}
	assert differences(changed, after) == () and differences(before, before) == ()
