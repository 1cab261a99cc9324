"""Waiting for a process: as long as it lives and the limit allows, and no longer."""

from pathlib import Path

import pytest

from bench import daemons
from bench.home import Home
from bench.runner import StepFailed
from qingdan_app.tests import patience


@pytest.fixture
def home(tmp_path: Path) -> Home:
	home = Home(root=tmp_path / "checkout", path=tmp_path / "state")
	home.make_folders()
	return home


@pytest.fixture
def server(home: Home):
	"""A process that runs until it is told to end."""
	daemons.start(home, "server", ["tail", "-f", "/dev/null"], cwd=home.path)
	yield "server"
	daemons.stop(home, "server")


def test_a_process_that_has_died_is_not_waited_for(home: Home):
	daemons.start(home, "server", ["true"], cwd=home.path)

	with pytest.raises(StepFailed, match="server ended at once"):
		daemons.wait_until_ready(home, "server", lambda: False)


def test_a_process_is_waited_for_until_it_is_ready(home: Home, server: str):
	looks = iter((False, False, True))

	daemons.wait_until_ready(home, server, lambda: next(looks))


def test_a_process_that_never_gets_ready_is_told_at_the_limit(home: Home, server: str, monkeypatch):
	monkeypatch.setattr(patience, "LIMIT", 0)

	with pytest.raises(StepFailed, match="server did not answer within 0 s"):
		daemons.wait_until_ready(home, server, lambda: False)


def test_a_process_is_ended_once(home: Home, server: str):
	assert daemons.stop(home, server)
	assert not daemons.is_running(home, server)
	assert not daemons.stop(home, server)
