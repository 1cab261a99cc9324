"""One name, one thing: a file that is called as another one says the same about its own room."""

from collections import defaultdict

from qingdan_app.tests.architecture import code

SAME_EVERYWHERE: dict[str, str] = {
	"__init__.py": "what the folder is, in a line",
	"exceptions.py": "the named refusals of a room",
	"jobs.py": "entry points of the scheduler, nothing else",
	"acts.py": "acts of core's Workflow: how the engine reads them, and which ones the city has",
	"guarded.py": "the table of DocTypes of which not everybody sees every document",
	"resolvers.py": "rules that name signers: those of any site with the flows, the city's with its tasks",
	"refusals.py": "refusals of the pure engine, as values",
	"factories.py": "rows or values for the tests beside it",
	"base.py": "base classes of the tests beside it",
	"desk.py": "Desk, to which messages go, and which browser tests drive",
	"kinds.py": "the enumerations of a pure package",
	"messages.py": "messages: who sees them, and which ones a test has caused",
	"telling.py": "what a room says to people, and to whom",
	"conftest.py": "fixtures, where pytest looks for them",
	"city.py": "the small city that tests are played in",
	"conditions.py": "what must hold: for a row to be seen, for a step to be entered",
	"effects.py": "what the engine wants done, and how requests do it",
	"world.py": "what the engine is told of the world: by a site, or by a test",
	"due.py": "how a deadline stands: that of a task, that of a turn",
	"marks.py": "how something stands, in the reader's words and with its colour",
	"who_sees.py": "who sees the documents of a room",
	"people.py": "who may act: for the city, for a request, for the demo",
}
"""What a name means wherever it stands. Anything else stands once."""
AFTER_THEIR_SUBJECT = ("api", "setup")
"""Rooms whose files are named after what they open, or create; the room says what they do with it."""


def names() -> dict[str, list[str]]:
	found = defaultdict(list)
	for file in sorted(code.APP.rglob("*.py")):
		place = code.short(file)
		is_ours = "node_modules" not in file.parts and not file.name.startswith("test_")
		if is_ours and place.partition("/")[0] not in AFTER_THEIR_SUBJECT:
			found[file.name].append(place)
	return found


def test_no_two_files_are_called_alike_but_those_that_say_the_same():
	twice = {name: places for name, places in names().items() if len(places) > 1}
	assert {name: places for name, places in twice.items() if name not in SAME_EVERYWHERE} == {}


def test_the_table_explains_no_name_that_stands_once():
	assert [name for name in SAME_EVERYWHERE if len(names()[name]) < 2] == []


def test_no_file_is_called_by_a_word_that_says_nothing_or_something_else_elsewhere():
	"""A guard refuses, a gate may hold a move, a door is an endpoint: CONTEXT.md; their relatives stay away."""
	refused = {
		"service.py",
		"bridge.py",
		"guarding.py",
		"gate.py",
		"door.py",
		"refusing.py",
		"manager.py",
	}
	assert refused & set(names()) == set()
