"""Which suite runs which test file, so that none is left out and none is run by nobody."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .home import APP, Home

# Plain Python without frappe: run by pytest with no bench.
PURE = (
	f"{APP}/parsing",
	f"{APP}/importing/plan",
	f"{APP}/workflows/engine",
	f"{APP}/working_time/rules",
	f"{APP}/*/rules",
	f"{APP}/tests/architecture",
	"tools",
)
BROWSER = f"{APP}/tests/browser"


def pure(home: Home) -> list[str]:
	"""The folders that the fast suite runs."""
	folders = [folder for pattern in PURE for folder in sorted(home.root.glob(pattern))]
	return [str(folder.relative_to(home.root)) for folder in folders if any(files_of_tests(folder))]


def left_out(home: Home) -> list[str]:
	"""Test files that no suite would run: functions where Frappe's runner looks for test cases."""
	return [str(file.relative_to(home.root)) for file in of_sites(home) if not holds_only_cases(file)]


def of_sites(home: Home) -> list[Path]:
	"""Test files that Frappe's runner runs, since no other suite does."""
	placed = [home.root / place for place in (*pure(home), BROWSER)]
	files = files_of_tests(home.root / APP)
	return [file for file in files if not any(file.is_relative_to(place) for place in placed)]


def files_of_tests(folder: Path) -> Iterator[Path]:
	skipped = {"node_modules", "__pycache__"}
	return (file for file in sorted(folder.rglob("test_*.py")) if not skipped & set(file.parts))


def holds_only_cases(file: Path) -> bool:
	"""True if the file has test cases and no test functions beside them."""
	body = ast.parse(file.read_text(encoding="utf-8")).body
	functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
	cases = [node for node in body if isinstance(node, ast.ClassDef) and node.bases]
	return bool(cases) and not functions
