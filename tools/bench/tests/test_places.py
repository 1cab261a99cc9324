from pathlib import Path

import pytest

from bench import places
from bench.home import Home

CASE = "class TestX(QingdanTestCase):\n\tdef test_x(self): ...\n"
FUNCTION = "def test_x(): ...\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
	return Home(root=tmp_path, path=tmp_path / ".bench")


def write(home: Home, name: str, content: str) -> None:
	file = home.root / "qingdan_app" / name
	file.parent.mkdir(parents=True, exist_ok=True)
	file.write_text(content)


def test_pure_folders_are_run_without_a_bench(home: Home):
	write(home, "parsing/tests/test_x.py", FUNCTION)
	write(home, "tasks/rules/test_x.py", FUNCTION)
	write(home, "tasks/test_x.py", CASE)

	assert places.pure(home) == ["qingdan_app/parsing", "qingdan_app/tasks/rules"]


def test_a_test_function_where_only_cases_are_run_is_told(home: Home):
	write(home, "tasks/test_case.py", CASE)
	write(home, "tasks/test_function.py", FUNCTION)
	write(home, "tests/browser/test_pages.py", FUNCTION)

	assert places.left_out(home) == ["qingdan_app/tasks/test_function.py"]
