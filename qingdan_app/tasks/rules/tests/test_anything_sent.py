"""Whatever a client sends for a list, it is read as data or left to core."""

from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.tasks.rules.desk_request import order_of, values_of
from qingdan_app.tests.budget import BUDGET

TASK, COLUMNS = "Qingdan Task", ("state", "list", "late_since")
JSON = st.recursive(
	st.none() | st.booleans() | st.integers() | st.text(max_size=8),
	lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
	max_leaves=8,
)


@BUDGET
@given(st.lists(JSON, max_size=3), st.text(max_size=30))
def test_whatever_is_sent_is_read_or_left_to_core_and_never_breaks(filters, words):
	found = values_of(filters, TASK, COLUMNS)
	assert found is None or set(found) <= set(COLUMNS)
	assert all(column.isidentifier() for column, _direction in order_of(words, TASK) or [])
