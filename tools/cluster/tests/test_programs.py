"""A machine that has no cluster to offer is told so, and fails; and the script by which servers copy each other says whose files it serves."""

import os
from pathlib import Path

import pytest
from bench import settings, system_packages
from bench.home import Home
from bench.runner import Runner, StepFailed

from cluster import programs

SCRIPT = '. $(dirname "$0")/wsrep_sst_common\nread only = no\n'


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
	home = Home(root=tmp_path / "checkout", path=tmp_path / "state")
	home.make_folders()
	return Runner(home, settings.load(home))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch) -> Path:
	"""The folder of programs of a machine that has everything."""
	folder = tmp_path / "programs-of-the-machine"
	folder.mkdir()
	for name in ("mariadbd", "mariadb-install-db", "haproxy", "rsync", "wsrep_sst_rsync", "wsrep_sst_common"):
		(folder / name).write_text(SCRIPT if name == "wsrep_sst_rsync" else "")
		(folder / name).chmod(0o755)
	(folder / "libgalera_smm.so").touch()
	monkeypatch.setattr(programs, "PROVIDER", folder / "libgalera_smm.so")
	monkeypatch.setattr(programs, "search", lambda runner: str(folder))
	return folder


@pytest.mark.parametrize("name", ["libgalera_smm.so", "mariadbd", "haproxy", "rsync", "wsrep_sst_rsync"])
def test_what_is_not_there_is_named(runner: Runner, machine: Path, name: str):
	(machine / name).unlink()

	with pytest.raises(StepFailed, match=name):
		programs.check(runner)


def test_a_run_without_the_packages_fails_and_does_not_go_on(
	runner: Runner, machine: Path, monkeypatch, capsys
):
	def cannot(packages, runner):
		raise StepFailed("Debian's packages cannot be had")

	monkeypatch.setattr(system_packages, "missing", lambda packages: list(packages))
	monkeypatch.setattr(system_packages, "install", cannot)

	with pytest.raises(SystemExit) as stopped:
		programs.prepare(runner)
	assert stopped.value.code == 1
	assert "galera-4" in capsys.readouterr().err


def test_servers_copy_each_other_as_whoever_runs_them(runner: Runner, machine: Path):
	programs.check(runner)

	written = programs.mine(runner) / f"wsrep_sst_{programs.METHOD}"
	assert f"read only = no\nuid = {os.geteuid()}\n" in written.read_text()
	assert os.access(written, os.X_OK)
	assert (programs.mine(runner) / "wsrep_sst_common").exists()


def test_a_script_that_is_another_one_is_not_guessed_at(runner: Runner, machine: Path):
	(machine / "wsrep_sst_rsync").write_text("something else\n")

	with pytest.raises(StepFailed, match="not as it was known"):
		programs.check(runner)
