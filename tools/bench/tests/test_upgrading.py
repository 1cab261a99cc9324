"""Where the earlier code comes from: out of git's history, and a checkout without one is told what to do."""

import subprocess
from pathlib import Path

import pytest

from bench import settings, upgrading
from bench.home import APP, Home
from bench.runner import Runner, StepFailed


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
	home = Home(root=tmp_path / "checkout", path=tmp_path / "state")
	(home.root / APP).mkdir(parents=True)
	home.make_folders()
	return Runner(home, settings.load(home))


def git(runner: Runner, *words: str) -> str:
	who = ("-c", "user.name=x", "-c", "user.email=x@qingdan.example")
	done = subprocess.run(
		["git", *who, *words], cwd=runner.home.root, check=True, capture_output=True, text=True
	)
	return done.stdout.strip()


def test_a_checkout_without_the_history_is_told_how_to_get_it(runner: Runner):
	git(runner, "init", "--quiet")
	with pytest.raises(StepFailed, match="git fetch --unshallow"):
		upgrading.take_code(runner)


def test_what_is_no_checkout_at_all_is_told_the_same(runner: Runner):
	with pytest.raises(StepFailed, match="history of this checkout does not hold"):
		upgrading.take_code(runner)


def test_the_code_is_that_of_the_commit_and_not_that_at_hand(runner: Runner, monkeypatch):
	file = runner.home.root / APP / "hooks.py"
	file.write_text("earlier")
	for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=one"]):
		git(runner, *words)
	monkeypatch.setattr(upgrading, "EARLIER", git(runner, "rev-parse", "HEAD"))
	file.write_text("at hand")
	upgrading.take_code(runner)

	assert (upgrading.code(runner.home) / APP / "hooks.py").read_text() == "earlier"
