"""Files of the project that say the same thing twice, or that a tool reads when it is too late to ask."""

import re
import subprocess
import sys

import pytest

from qingdan_app.tests.architecture import code

try:
	import tomllib
except ModuleNotFoundError:  # Python 3.10
	import tomli as tomllib

ROOT = code.APP.parent
FRAGMENT = re.compile(r"(?:\d+|\+[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<kind>[a-z]+)\.md")
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?P<version>[=<>~!].+)")


def pyproject() -> dict:
	return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


def required(*names: str) -> dict[str, str]:
	"""Library and version of each line of files in tools/."""
	lines = [line for name in names for line in (ROOT / "tools" / name).read_text().split()]
	return dict(REQUIREMENT.fullmatch(line).groups() for line in lines)


def fragments() -> list[str]:
	config = pyproject()["towncrier"]
	names = [file.name for file in (ROOT / config["directory"]).iterdir()]
	return sorted(set(names) - set(config["ignore"]))


def well_named(name: str) -> bool:
	parts = FRAGMENT.fullmatch(name)
	return bool(parts) and parts["kind"] in pyproject()["towncrier"]["fragment"]


def test_fragments_of_the_changelog_are_named_so_that_none_is_left_out():
	assert [name for name in fragments() if not well_named(name)] == []


@pytest.mark.parametrize(
	"name",
	[
		"clocks.added.md",
		"+Clocks.added.md",
		"+clocks.new.md",
		"+clocks.added.txt",
		"+clocks.md",
		"12.added.1.md",
	],
)
def test_a_fragment_that_towncrier_would_miss_or_misread_is_told(name):
	assert not well_named(name)


def test_a_fragment_says_something_in_whole_sentences():
	for name in fragments():
		text = (ROOT / "changelog.d" / name).read_text(encoding="utf-8").strip()
		assert text.endswith("."), name


def test_every_fragment_stands_in_the_changelog_to_come():
	words = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "next"]
	done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)

	assert done.returncode == 0, done.stderr
	for name in fragments():
		text = (ROOT / "changelog.d" / name).read_text(encoding="utf-8").strip()
		assert text.splitlines()[0] in done.stdout, name


def test_what_bench_installs_for_tests_is_what_bin_test_installs():
	listed = required("requirements-test.txt", "requirements-browser.txt", "requirements-demo.txt")
	assert pyproject()["bench"]["dev-dependencies"] == listed


def test_hooks_before_a_commit_take_the_pinned_ruff():
	text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
	asked = re.findall(r"additional_dependencies: \[(.+)\]", text)
	assert set(asked) == {f"ruff{required('requirements-test.txt')['ruff']}"}


def test_every_path_that_the_hooks_and_the_workflow_name_is_there():
	named = {
		".pre-commit-config.yaml": r"python3 (\S+)",
		".github/workflows/ci.yml": r"bash (\S+)",
	}
	for file, pattern in named.items():
		(path,) = re.findall(pattern, (ROOT / file).read_text(encoding="utf-8"))
		assert (ROOT / path).exists(), f"{file} names {path}"
