"""Every import of the app goes down: the layers of DESIGN §3, as one table says them."""

from pathlib import Path

import pytest

from qingdan_app.tests.architecture import code
from qingdan_app.tests.architecture.floors import FLOORS, ROOMS, may_call, room_of


def everything() -> list[Path]:
	"""What ships, controllers included, and what tests share; a test itself may look at any room."""
	found = sorted(code.APP.rglob("*.py"))
	return [file for file in found if not file.name.startswith("test_") and "node_modules" not in file.parts]


def module_of(file: Path) -> str:
	return file.relative_to(code.APP).with_suffix("").as_posix().removesuffix("/__init__")


def modules_imported(file: Path) -> set[str]:
	"""Modules of the app that a file imports, as paths within it."""
	found = set()
	for node in code.ast.walk(code.tree(file)):
		if isinstance(node, code.ast.Import):
			found |= {name.name for name in node.names}
		elif isinstance(node, code.ast.ImportFrom):
			assert not node.level, (
				f"{code.short(file)} imports from a dot: write the whole name, which says the room"
			)
			whole = {name.name: f"{node.module}.{name.name}" for name in node.names}
			found |= {path if exists(inside(path)) else node.module for path in whole.values()}
	return {inside(name) for name in found if name.startswith(f"{code.PACKAGE}.")}


def inside(dotted: str) -> str:
	return dotted.partition(".")[2].replace(".", "/")


def exists(path: str) -> bool:
	return (code.APP / f"{path}.py").exists() or (code.APP / path / "__init__.py").exists()


@pytest.mark.parametrize("file", everything(), ids=code.short)
def test_every_import_goes_down(file):
	room, called = room_of(module_of(file)), modules_imported(file)
	assert room or not called, f"{code.short(file)} stands in no room of the table"
	called = {module: room_of(module) for module in called}
	assert {module for module, other in called.items() if not other or not may_call(room, other)} == set()


def test_the_table_names_no_room_that_is_not_there():
	coming = {"www", "workflows/page"}
	assert {room for room in ROOMS if not exists(room) and room not in coming} == set()


def test_no_room_stands_on_two_floors():
	assert len(ROOMS) == sum(len(floor) for floor in FLOORS)


@pytest.mark.parametrize(
	("room", "other", "allowed"),
	[
		("tasks", "workflows/moves", True),
		("workflows/moves", "tasks", False),
		("workflows/log", "workflows/requests", False),
		("messaging", "organization", False),
		("permissions", "tasks", True),
		("importing", "permissions", False),
		("tasks", "tasks", True),
	],
)
def test_a_room_calls_itself_and_the_floors_below_never_a_neighbour(room, other, allowed):
	assert may_call(room, other) is allowed


@pytest.mark.parametrize(
	("path", "room"),
	[
		("workflows/moves/guard", "workflows/moves"),
		("workflows/exceptions", "workflows/exceptions"),
		("qingdan_app/doctype/qingdan_task/qingdan_task", "qingdan_app"),
		("tests/factories", "tests"),
		("nowhere/else", None),
	],
)
def test_the_longest_place_that_fits_is_the_room(path, room):
	assert room_of(path) == room
