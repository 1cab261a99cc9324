"""Every door of the app: typed, described, guarded, and POST where it writes."""

import ast

import pytest

from qingdan_app.tests.architecture import code

READS = ("get_", "search_")
GUARDS = {
	"check_permission",
	"has_permission",
	"get_list",
	"perform",
	"_run",
	"get_my_tasks",
	"_count",
	"page_of_tasks",
	"check_readable",
	"_flow",
}
CORE_ANSWERS_FOR = {"get_chart"}
"""Doors in the place of core's own, which refuse and else hand on to core's guarded endpoint."""


def whitelisted() -> dict[str, tuple[ast.FunctionDef, ast.Call | ast.Attribute]]:
	found = {}
	for file, function in code.functions():
		for decorator in function.decorator_list:
			if "whitelist" in ast.unparse(decorator):
				found[f"{code.short(file)}:{function.name}"] = (function, decorator)
	return found


DOORS = whitelisted()


@pytest.mark.parametrize("door", sorted(DOORS))
def test_every_argument_and_the_answer_are_typed(door):
	function, _ = DOORS[door]
	untyped = [argument.arg for argument in function.args.args if argument.annotation is None]
	assert untyped == []
	assert function.returns is not None


@pytest.mark.parametrize("door", sorted(DOORS))
def test_every_door_says_what_the_caller_gets(door):
	assert ast.get_docstring(DOORS[door][0])


@pytest.mark.parametrize("door", sorted(DOORS))
def test_a_door_that_writes_takes_post_only(door):
	function, decorator = DOORS[door]
	if not function.name.startswith(READS):
		assert "methods=['POST']" in ast.unparse(decorator)


@pytest.mark.parametrize("door", sorted(DOORS))
def test_no_door_is_open_to_guests(door):
	assert "allow_guest" not in ast.unparse(DOORS[door][1])


@pytest.mark.parametrize("door", sorted(DOORS))
def test_every_door_asks_for_permission(door):
	function, _ = DOORS[door]
	calls = {_name(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
	assert calls & GUARDS or function.name in CORE_ANSWERS_FOR | {"get_next_waiting"}


def test_a_reading_door_calls_no_writer():
	for door, (function, _) in DOORS.items():
		if function.name.startswith(READS):
			calls = {_name(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
			assert (
				calls & {"save", "insert", "db_set", "set_value", "delete", "delete_doc", "commit"} == set()
			), door


def test_doors_stand_where_doors_are_looked_for():
	places = {door.partition(":")[0].rpartition("/")[2] for door in DOORS}
	assert places <= {"api.py", "admin_api.py", "core_endpoints.py", "desk_list.py", "search.py"}


def _name(function: ast.expr) -> str:
	return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
