import json
from pathlib import Path

import pytest

from bench import git_dependencies, git_hosts

PYPROJECT = """dependencies = [
    "gunicorn @ git+https://git.example/gunicorn@2f5b49",
    "PyPika==0.48.9",
    "unknown @ git+https://git.example/unknown@1",
]
"""
LOCK = '"air-datepicker@github:frappe/air-datepicker":\n  version "2.2.3"\n\nvue@^3.3.0:\n  version "3.3.4"\n'


@pytest.fixture
def unreachable(monkeypatch):
	monkeypatch.setattr(git_hosts, "has", lambda repository, ref: False)


@pytest.mark.usefixtures("unreachable")
def test_a_python_library_from_an_unreachable_host_becomes_its_release(tmp_path: Path):
	file = tmp_path / "pyproject.toml"
	file.write_text(PYPROJECT)

	assert git_dependencies.replace_python(file)
	assert '"gunicorn==23.0.0"' in file.read_text()
	assert '"unknown @ git+https://git.example/unknown@1"' in file.read_text()


@pytest.mark.usefixtures("unreachable")
def test_a_node_package_from_an_unreachable_host_becomes_its_release_and_leaves_the_lock(tmp_path: Path):
	file, lock = tmp_path / "package.json", tmp_path / "yarn.lock"
	file.write_text(
		json.dumps({"dependencies": {"air-datepicker": "github:frappe/air-datepicker", "vue": "^3.3.0"}})
	)
	lock.write_text(LOCK)

	assert git_dependencies.replace_node(file)
	assert json.loads(file.read_text())["dependencies"] == {"air-datepicker": "2.2.3", "vue": "^3.3.0"}
	assert lock.read_text() == 'vue@^3.3.0:\n  version "3.3.4"\n'


def test_a_library_whose_host_answers_stays_as_it_is(tmp_path: Path, monkeypatch):
	monkeypatch.setattr(git_hosts, "has", lambda repository, ref: True)
	file = tmp_path / "pyproject.toml"
	file.write_text(PYPROJECT)

	assert not git_dependencies.replace_python(file)
	assert file.read_text() == PYPROJECT


@pytest.mark.parametrize(
	("wanted", "url"),
	[
		("github:frappe/air-datepicker", "https://github.com/frappe/air-datepicker"),
		("git+https://git.example/a#v2", "https://git.example/a"),
	],
)
def test_the_address_of_a_git_dependency(wanted: str, url: str):
	assert git_dependencies.git_url(wanted) == url
