"""Adding a verb costs four places, as the engine's README says: nothing else may list verbs by name."""

import ast
import re
from pathlib import Path

from qingdan_app.workflows.engine.flow.verbs import CLOCK_VERBS, VERBS

APP = Path(__file__).parents[3]
FLOW = "workflows/engine/flow"
TABLES = {f"{FLOW}/verbs.py", f"{FLOW}/acts_table.py"}
"""The row, and who may with what it does."""

MEANT = {
	f"{FLOW}/choices.py": {"return", "resume", "jump", "urge"},
	f"{FLOW}/clock.py": set(CLOCK_VERBS),
	f"{FLOW}/effects.py": {"urge", "remind"},
	f"{FLOW}/engine.py": {"start", "reschedule", "reseat", "fail"},
	f"{FLOW}/lint.py": {"return"},
	"workflows/requests/acting.py": {"resume", "terminate"},
	"workflows/requests/seen.py": {"approve", "reject", "resume"},
	"workflows/requests/deciding.py": {"approve", "return", "withdraw", "reject", "resume"},
	"workflows/requests/handover.py": {"transfer"},
	"workflows/requests/changes.py": {"return"},
	"workflows/requests/views.py": {"resume", "approve"},
	"api/approvals.py": {"migrate"},
	"workflows/requests/without_document.py": {"terminate", "withdraw"},
}
"""Where one particular verb is meant, because the code is about that verb and about no other: where a return may lead,
what the clock does, which verb an act of core's Workflow stands for. A new verb changes none of these."""

OTHER_THINGS = {"read", "copy", "delegate", "start", "return", "urge"}
"""Words that stand for something else as well: a permission, a message, a field, a way to expire."""


def test_no_other_file_of_the_engine_names_a_verb():
	named = {
		path.relative_to(APP).as_posix(): verbs - OTHER_THINGS
		for path in sources("*.py")
		if (verbs := words_of(path) & {*VERBS, *CLOCK_VERBS})
	}
	beyond = {file: verbs - MEANT.get(file, set()) for file, verbs in named.items() if file not in TABLES}
	assert {file: verbs for file, verbs in beyond.items() if verbs} == {}


def test_every_place_on_the_list_still_means_its_verbs():
	for file, verbs in MEANT.items():
		assert verbs <= words_of(APP / file), file


def test_no_script_of_approvals_names_a_verb():
	"""Scripts render rows of the table: which button is the primary one, what it asks for, how it is shown."""
	word = re.compile(rf"""["'](?:{"|".join({*VERBS, *CLOCK_VERBS} - {"read", "copy", "delegate"})})["']""")
	scripts = [*(APP / "public" / "js" / "qingdan" / "approval").glob("*.js"), *sources("*.js")]
	found = {script.name: word.findall(script.read_text(encoding="utf-8")) for script in scripts}
	assert len(scripts) > 5 and {name: words for name, words in found.items() if words} == {}


def sources(pattern: str) -> list[Path]:
	"""What ships of the engine and of its doors, without its tests."""
	files = [*(APP / "workflows").rglob(pattern), *(APP / "api").rglob(pattern)]
	return [file for file in files if "tests" not in file.parts]


def words_of(path: Path) -> set[str]:
	"""Everything that stands in quotation marks in a file, but names that a module exports."""
	tree = ast.parse(path.read_text(encoding="utf-8"))
	exported = {
		id(node)
		for statement in tree.body
		if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "__all__"
		for node in ast.walk(statement)
	}
	return {
		node.value
		for node in ast.walk(tree)
		if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in exported
	}
