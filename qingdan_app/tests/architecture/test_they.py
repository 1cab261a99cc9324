"""People are they: who signs, files or administers is of any gender, in code, in texts and in messages."""

import re
import subprocess
from pathlib import Path

import pytest

from qingdan_app.tests.architecture import code

ROOT = code.APP.parent
GENDERED = re.compile(r"(?<![a-z])(?:he|him|his|himself|she|her|hers|herself)(?![a-z])", re.I)
"""Also within the name of a test."""
READ = {".py", ".md", ".js", ".mjs", ".json", ".csv", ".sh", ".toml", ".yml", ".css", ".html", ".txt"}
NOT_OURS = ("tools/assets/package-lock.json", "qingdan_app/demo/hangzhou-2021.txt")
THIS = Path(__file__).resolve()


def files() -> list[Path]:
	"""Everything that people of the project write: what Git keeps, or, without Git, what stands in its folders."""
	listed = subprocess.run(
		["git", "-C", str(ROOT), "-c", f"safe.directory={ROOT}", "ls-files"], capture_output=True, text=True
	).stdout.split("\n")
	found = [ROOT / name for name in listed if name] or _without_git()
	return [file for file in found if file.suffix in READ and file.is_file() and not _is_foreign(file)]


def _without_git() -> list[Path]:
	return [file for folder in ("qingdan_app", "tools", "docs", "bin") for file in (ROOT / folder).rglob("*")]


def _is_foreign(file: Path) -> bool:
	name = file.relative_to(ROOT).as_posix()
	return (
		name in NOT_OURS or file == THIS or {"node_modules", "dist", "__pycache__"} & set(file.parts) != set()
	)


def said(text: str) -> list[str]:
	return [line.strip() for line in text.splitlines() if GENDERED.search(line)]


def test_nobody_is_he_or_she():
	found = {file.relative_to(ROOT).as_posix(): said(file.read_text(encoding="utf-8")) for file in files()}
	assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
	"line", ["while it is his turn", "Ask him to return it.", "He may act", "def test_it_is_his_own():"]
)
def test_it_is_found_where_it_is_said(line):
	assert said(line) == [line]


@pytest.mark.parametrize("line", ["where the others stand", "a shell", "the heritage of sheets"])
def test_words_that_hold_it_are_left_alone(line):
	assert said(line) == []
