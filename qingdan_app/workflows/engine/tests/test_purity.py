"""The engine and working time need nothing but Python: no calendar library, no JSON Schema, nothing to install."""

import ast
import sys
from pathlib import Path

WORKFLOWS = Path(__file__).parents[2]
ALLOWED = ("qingdan_app.workflows.engine", "qingdan_app.working_time.rules")


def modules() -> list[Path]:
	files = [*WORKFLOWS.joinpath("engine").rglob("*.py"), *WORKFLOWS.joinpath("working_time").rglob("*.py")]
	return [file for file in files if "tests" not in file.parts]


def test_only_the_standard_library_and_the_engine_itself_are_imported():
	assert len(modules()) > 30
	for file in modules():
		for name in imported(ast.parse(file.read_text(encoding="utf-8"))):
			known = name.split(".")[0] in sys.stdlib_module_names or name.startswith(ALLOWED)
			assert known, f"{file.name} imports {name}"


def imported(tree: ast.Module) -> list[str]:
	names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
	return names + [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
