"""Every door of the app: at a stable address, typed, described, guarded, and POST where it writes."""

import ast
import re
from pathlib import Path

import pytest

from qingdan_app.api import moved
from qingdan_app.tests.architecture import code

READS = ("get_", "search_")
GUARDS = {
	"check_permission",
	"has_permission",
	"get_list",
	"perform",
	"run_to_read",
	"run_to_write",
	"_count",
	"of",
	"get_request",
	"_flow",
	"administers",
	"refuse_unless_theirs",
	"listed",
	"plain_rows",
	"check_logged_in",
	"_check_document",
	"check_may_begin",
	"check_may_hand_out",
	"check_may_archive",
	"check_may_join",
	"_check_doctype",
	"_check_file",
	"_check_form",
	"may",
	"may_open",
	"_refuse_around",
	"_searched",
	"answer_request",
	"own_report",
	"take_over",
	"lead_on",
	"told_to_anybody",
	"told_to_monitors",
}
IN_THE_PLACE_OF_CORE = "permissions/core_"
"""Doors that core's own callers come to, by the verbs that core lets them use."""
MADE_BY_A_TABLE = {"qingdan_app.permissions.core_documents.door"}
VISITORS_COME_TO = {
	"permissions/core_web_forms.py:accept",
	"api/signing_in.py:get_page",
	"api/signing_in.py:get_signed_in",
	"api/health.py:get_health",
	"api/health.py:get_metrics",
}
"""Doors that visitors come to: a form of the website, in the place of core's own, the way in from a messenger,
and what load balancers and monitors ask."""
CORE_ANSWERS_FOR = {"get_chart", "get_document", "get_page", "get_sidebar"}
"""Doors in the place of core's own, which refuse and else hand on to core's guarded endpoint."""


def whitelisted() -> dict[str, tuple[ast.FunctionDef, ast.Call | ast.Attribute]]:
	found = {}
	for file, function in code.functions():
		for decorator in function.decorator_list:
			if "whitelist" in ast.unparse(decorator):
				found[f"{code.short(file)}:{function.name}"] = (function, decorator)
	return found


def address_of(door: str) -> str:
	file, _, name = door.partition(":")
	return f"qingdan_app.{file.removesuffix('.py').replace('/', '.')}.{name}"


DOORS = whitelisted()
ADDRESSES = {address_of(door) for door in DOORS if door.startswith("api/")}
ADDRESS = re.compile(r"qingdan_app(?:\.[a-z_]+){2,}(?!\.?\w)")
"""A dotted path of two parts or more; classes, which other apps inherit, end in a capital and are not addresses."""
LONGEST_DOOR = 8
"""In statements: who may, what is meant, and the room's answer."""


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
	if not function.name.startswith(READS) and not door.startswith(IN_THE_PLACE_OF_CORE):
		assert "methods=['POST']" in ast.unparse(decorator)


@pytest.mark.parametrize("door", sorted(set(DOORS) - VISITORS_COME_TO))
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


def test_doors_stand_in_the_room_of_addresses_or_in_the_place_of_core():
	"""So that moving a file never changes an address; what core itself calls is named in its hooks."""
	hooks = code.hooks()
	called_by_core = {*hooks["override_whitelisted_methods"].values(), *hooks["standard_queries"].values()}
	assert {address_of(door) for door in DOORS} - ADDRESSES - called_by_core == MADE_BY_A_TABLE


def test_a_door_hands_on_to_its_room():
	thick = {
		door: size
		for door, (function, _) in DOORS.items()
		if door.startswith("api/") and (size := _statements(function)) > LONGEST_DOOR
	}
	assert thick == {}


@pytest.mark.parametrize("old", sorted(moved.old_addresses()))
def test_an_address_that_was_given_out_once_leads_to_a_stable_one(old):
	assert moved.old_addresses()[old] in ADDRESSES
	assert old not in ADDRESSES
	assert code.hooks()["override_whitelisted_methods"][old] == moved.old_addresses()[old]


def test_scripts_documents_and_pages_use_stable_addresses_only():
	"""An address that is put together, as in `${API}.act`, is read up to where its own part begins."""
	modules = {address.rpartition(".")[0] for address in ADDRESSES}
	for file in callers():
		named = set(ADDRESS.findall(file.read_text(encoding="utf-8")))
		assert named - ADDRESSES - modules == set(), file.name


def callers() -> list[Path]:
	"""What calls a door by its address: scripts, standard documents of Desk, the page of the interface."""
	scripts = [file for file in code.APP.rglob("*.js") if not {"node_modules", "dist"} & set(file.parts)]
	return [*scripts, *code.documents("number_card"), code.APP.parent / "docs" / "api.md"]


def _statements(function: ast.FunctionDef) -> int:
	return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 2


def _name(function: ast.expr) -> str:
	return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("file", code.files(), ids=code.short)
def test_core_is_not_told_the_name_of_a_document_where_it_raises(file):
	"""An early state of Frappe 15 answers such a refusal in words of Python: the document is asked itself."""
	named = [
		ast.unparse(node)
		for node in ast.walk(code.tree(file))
		if isinstance(node, ast.Call)
		and ast.unparse(node.func) == "frappe.has_permission"
		and any(word.arg == "throw" for word in node.keywords)
		and (len(node.args) > 2 or any(word.arg == "doc" for word in node.keywords))
	]
	assert named == []
