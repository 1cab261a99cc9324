import subprocess
import sys
from pathlib import Path

import pytest

from hooks import commit_message
from hooks.commit_message import faults

GOOD = "fix(tasks): Count a task once\n\nA unit that leads and cooperates was counted twice.\n"


@pytest.mark.parametrize(
	"message",
	[
		GOOD,
		"docs: Say where the seals go",
		"test(workflows/engine): 会签 passes with everyone",
		"chore(lint): `ruff` in a newer version",
		"Merge branch 'main' into hygiene",
		'Revert "fix(tasks): Count a task once"',
		f"{GOOD}# Please enter the commit message for your changes.\n#\tmodified: x.py\n",
		f"# a comment first\n{GOOD}# ------------------------ >8 ------------------------\ndiff --git a b\n",
	],
)
def test_a_message_as_the_project_writes_it_passes(message):
	assert faults(message) == []


@pytest.mark.parametrize(
	("message", "fault"),
	[
		("", "There is no message."),
		("# only a comment\n", "There is no message."),
		("Count a task once", "The first line is `type(scope): Sentence`."),
		("fix(tasks) Count a task once", "The first line is `type(scope): Sentence`."),
		("fix(tasks): ", "The first line is `type(scope): Sentence`."),
		("fix(Tasks): Count a task once", "The scope is a package in small letters; not `Tasks`."),
		("fix(): Count a task once", "The scope is a package in small letters; not ``."),
		("fix(tasks): count a task once", "The sentence begins with a capital letter."),
		("fix(tasks): Count a task once.", "The sentence ends without a full stop."),
		(f"fix(tasks): Count {'very ' * 30}often", "The first line has at most 120 characters."),
		("fix(tasks): Count a task once\nIt was counted twice.", "The second line stays empty."),
	],
)
def test_what_is_wrong_with_a_message_is_said(message, fault):
	assert faults(message) == [fault]


def test_a_type_nobody_knows_is_answered_with_those_there_are():
	(fault,) = faults("feature(tasks): Count a task once")
	assert "feat, fix" in fault and "`feature`" in fault


@pytest.mark.parametrize(("message", "code"), [(GOOD, 0), ("Update", 1)])
def test_git_calls_it_with_the_file_of_the_message(tmp_path: Path, message, code):
	file = tmp_path / "COMMIT_EDITMSG"
	file.write_text(message, encoding="utf-8")

	done = subprocess.run([sys.executable, commit_message.__file__, file], capture_output=True, text=True)

	assert (done.returncode, bool(done.stderr.strip())) == (code, bool(code))
