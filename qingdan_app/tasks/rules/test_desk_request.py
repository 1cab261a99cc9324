from qingdan_app.tasks.rules.desk_request import SET, Other, column_of, order_of, values_of

TASK = "Qingdan Task"
COLUMNS = ("state", "list", "late_since")


def test_a_column_of_the_doctype_itself_is_read_however_it_is_quoted():
	for words in ("due_order", "`due_order`", "`tabQingdan Task`.`due_order`", "`tabQingdan Task`.due_order"):
		assert column_of(words, TASK) == "due_order"


def test_whatever_else_stands_in_a_field_is_more_than_a_column():
	for words in (
		"count(name)",
		"`tabQingdan Task Unit`.`unit`",
		"key_work.text",
		"name as x",
		"a`b",
		"",
		"`",
		"*",
		None,
		{"COUNT": "*"},
	):
		assert column_of(words, TASK) is None, words


def test_an_order_is_read_column_by_column():
	assert order_of("`tabQingdan Task`.`due_order` asc", TASK) == [("due_order", "asc")]
	assert order_of("due_order DESC, name", TASK) == [("due_order", "desc"), ("name", "asc")]
	assert order_of("if(a, b, c) asc", TASK) is None
	assert order_of(None, TASK) is None


def test_filters_are_read_with_and_without_their_doctype_and_as_a_mapping():
	rows = [[TASK, "state", "=", "推进中"], ["late_since", "is", "set"]]
	assert values_of(rows, TASK, COLUMNS) == {"state": "推进中", "late_since": SET}
	assert values_of({"list": "2021-4"}, TASK, COLUMNS) == {"list": "2021-4"}
	assert values_of([], TASK, COLUMNS) == {}


def test_a_value_that_is_not_wanted_is_told_from_one_that_is():
	assert values_of([[TASK, "state", "!=", "推进中"]], TASK, COLUMNS) == {"state": Other("推进中")}
	assert values_of([[TASK, "state", "!=", ""]], TASK, COLUMNS) is None


def test_a_filter_that_is_no_plain_value_of_a_known_column_once_is_more():
	for row in (
		[TASK, "state", "in", ["推进中"]],
		[TASK, "state", "=", ""],
		[TASK, "text", "=", "x"],
		["Qingdan Task Unit", "state", "=", "推进中"],
		[TASK, "late_since", "is", "not set"],
		"state",
		[],
	):
		assert values_of([row], TASK, COLUMNS) is None, row
	assert values_of([["state", "=", "a"], ["state", "=", "b"]], TASK, COLUMNS) is None
