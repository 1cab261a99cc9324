"""What the documents say about the code is there: rooms have a README, and every path that is named exists."""

import re
from pathlib import Path

import pytest

from qingdan_app.api.moved import MOVED
from qingdan_app.tests.architecture import code
from qingdan_app.tests.architecture.floors import ROOMS
from qingdan_app.tests.walks import walks

ROOT = code.APP.parent
SAID_IN_A_LINE = {
	"api",
	"demo",
	"desk",
	"commands",
	"patches",
	"qingdan_app",
	"setup",
	"tests",
	"www",
	"workflows/doctype",
	"workflows/page",
	"workflows/tests",
}
"""Rooms whose one line in `CONTRIBUTING.md`, or in the README of the folder around them, is enough."""
OF_THEIR_DAY = ("docs/decisions/", "CHANGELOG.md", "changelog.d/")
"""What was decided or changed is told with the names of its day; the first decision is kept as it is now."""
KEPT = "docs/decisions/0001-packages.md"
LONGEST_README = 60
SPAN, LINK = re.compile(r"`([^`\n]+)`"), re.compile(r"\]\(([^)\s#]+)")
PATH = re.compile(r"[\w.-]*(?:/[\w.-]+)+/?|[\w-]+/|[\w-]+\.(?:py|md|json|sh|toml|css|js|mjs|txt|csv)")
DOTTED = re.compile(r"qingdan_app(?:\.\w+)+")


def rooms() -> list[str]:
	return sorted(room for room in ROOMS if (code.APP / room).is_dir() and not (code.APP / room).is_symlink())


def texts() -> list[Path]:
	found = [
		*ROOT.glob("*.md"),
		*ROOT.glob("docs/**/*.md"),
		*ROOT.glob("deploy/**/*.md"),
		*code.APP.rglob("*.md"),
	]
	return sorted(file for file in found if "node_modules" not in file.parts)


def name_of(file: Path) -> str:
	return file.relative_to(ROOT).as_posix()


def of_today(file: Path) -> bool:
	return name_of(file) == KEPT or not name_of(file).startswith(OF_THEIR_DAY)


def readme_of(room: str) -> list[Path]:
	"""The README of a room; a room of several parts may have one in each."""
	own = code.APP / room / "README.md"
	return [own] if own.exists() else sorted((code.APP / room).glob("*/README.md"))


def words_of(file: Path) -> str:
	"""The text without blocks of code, which show commands and not the tree."""
	return re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.S | re.M)


def paths_named(file: Path) -> set[str]:
	spans = (part for span in SPAN.findall(words_of(file)) for part in span.split())
	return {span for span in spans if PATH.fullmatch(span) and is_meant_as_path(file, span)}


def is_meant_as_path(file: Path, span: str) -> bool:
	"""A path of this tree begins with one of its folders or ends as a file; `/api/…` and `SITE/…` do neither."""
	first = span.partition("/")[0]
	return Path(span).suffix != "" or any((base / first).is_dir() for base in bases(file) if first)


def bases(file: Path) -> tuple[Path, ...]:
	"""From where a path may be named: the text's own folder, those around it, and the app."""
	return (*(folder for folder in file.parents if folder.is_relative_to(ROOT)), code.APP)


def exists(file: Path, path: str) -> bool:
	found = any((base / path).exists() for base in bases(file))
	return found or ("/" not in path and any(file.parent.rglob(path))) or is_made(path)


def is_made(path: str) -> bool:
	"""What a run makes is in no checkout."""
	return path.startswith(".bench/")


@pytest.mark.parametrize("room", [room for room in rooms() if room not in SAID_IN_A_LINE])
def test_every_room_has_a_readme_of_one_screen(room):
	found = readme_of(room)
	assert found, f"{room} has no README.md"
	if len(found) == 1 and room != "parsing":
		assert len(code.lines(found[0])) <= LONGEST_README


@pytest.mark.parametrize("room", sorted(SAID_IN_A_LINE & set(rooms())))
def test_a_room_without_a_readme_is_named_where_it_stands(room):
	around = (ROOT / "CONTRIBUTING.md", code.APP / "workflows" / "README.md")
	assert any(f"{Path(room).name}/" in file.read_text(encoding="utf-8") for file in around)


@pytest.mark.parametrize("file", [file for file in texts() if of_today(file)], ids=name_of)
def test_every_path_that_a_text_names_is_there(file):
	assert {path for path in paths_named(file) if not exists(file, path)} == set()


@pytest.mark.parametrize("file", texts(), ids=name_of)
def test_every_link_leads_somewhere(file):
	links = {link for link in LINK.findall(words_of(file)) if not re.match(r"\w+:", link)}
	assert {link for link in links if not (file.parent / link).exists()} == set()


@pytest.mark.parametrize("file", [file for file in texts() if of_today(file)], ids=name_of)
def test_every_dotted_name_in_a_text_is_defined(file):
	named = {name for span in SPAN.findall(file.read_text(encoding="utf-8")) for name in DOTTED.findall(span)}
	assert {name for name in named if not is_defined(name)} == set()


def is_defined(name: str) -> bool:
	"""A module, what one defines, what a class of one defines, or an address that still leads somewhere."""
	folder = code.APP.joinpath(*name.split(".")[1:])
	if name in {f"{code.PACKAGE}.{module}" for module, _, _ in MOVED}:
		return True
	return folder.is_dir() or code.defines(name) or code.defines(name.rpartition(".")[0])


@pytest.mark.parametrize("title", walks())
def test_every_station_of_a_walk_is_defined(title):
	stations = walks()[title]
	assert stations
	missing = [f"{file}:{name}" for file, name in stations if name not in functions_in(code.APP / file)]
	assert missing == []


def functions_in(file: Path) -> set[str]:
	"""Functions and methods that a file defines, methods with their class and without."""
	if not file.exists():
		return set()
	nodes = [node for node in code.ast.walk(code.tree(file)) if isinstance(node, code.ast.ClassDef)]
	methods = {f"{each.name}.{name}" for each in nodes for name in functions_of(each)}
	return methods.union(*map(functions_of, [code.tree(file), *nodes]))


def functions_of(node: code.ast.Module | code.ast.ClassDef) -> set[str]:
	return {each.name for each in node.body if isinstance(each, code.ast.FunctionDef)}
