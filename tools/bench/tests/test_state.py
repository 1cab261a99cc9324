"""Stamps, records of processes, places: what makes a second run quick and a broken one safe."""

import os
import socket
from pathlib import Path

import pytest

from bench import changes, processes, settings
from bench.home import Home
from bench.runner import Runner, Step, StepFailed


@pytest.fixture
def home(tmp_path: Path) -> Home:
	home = Home(root=tmp_path / "checkout", path=tmp_path / "state")
	home.make_folders()
	return home


@pytest.fixture
def runner(home: Home) -> Runner:
	return Runner(home, settings.load(home))


def test_a_step_is_done_once_for_the_same_inputs_and_again_for_others(runner: Runner):
	done = []
	for inputs in ("one", "one", "two"):
		runner.do(Step("A step", lambda run, inputs=inputs: done.append(inputs), inputs))

	assert done == ["one", "two"]


def test_a_step_that_failed_is_done_again(runner: Runner):
	def fail(run: Runner) -> None:
		run.run(["false"])

	with pytest.raises(SystemExit):
		runner.do(Step("A step", fail, "inputs"))

	assert not runner.is_done(Step("A step", fail, "inputs"))


def test_a_failed_command_names_itself(runner: Runner):
	with pytest.raises(StepFailed, match="'false' ended with 1"):
		runner.run(["false"])


def test_settings_are_chosen_once(home: Home):
	assert settings.load(home) == settings.load(home)


def test_two_state_folders_do_not_share_a_taken_port(tmp_path: Path):
	first = settings.choose_first_port(tmp_path)
	with socket.socket() as taken:
		taken.bind(("127.0.0.1", first))

		assert settings.choose_first_port(tmp_path) != first


def test_a_later_process_with_the_same_number_is_not_taken_for_the_recorded_one(tmp_path: Path):
	record = tmp_path / "record"
	processes.write_record(record, os.getpid())
	assert processes.read_record(record) == os.getpid()

	record.write_text(record.read_text().replace(str(processes.birth(os.getpid())), "1"))

	assert processes.read_record(record) is None


def test_a_socket_path_is_never_too_long(tmp_path: Path):
	deep = Home(root=tmp_path, path=tmp_path / ("long" * 40))

	assert len(str(deep.database_socket)) <= 107


def test_code_that_holds_no_schema_asks_for_no_migration(home: Home):
	app = home.root / "qingdan_app"
	for name in (
		"hooks.py",
		"setup/roles.py",
		"tasks/reporting.py",
		"tests/test_x.py",
		"task/task.json",
		"task/task.js",
	):
		file = app / name
		file.parent.mkdir(parents=True, exist_ok=True)
		file.write_text("")

	names = {entry[0] for entry in changes.of_schema(home)}

	assert names == {"qingdan_app/hooks.py", "qingdan_app/setup/roles.py", "qingdan_app/task/task.json"}
