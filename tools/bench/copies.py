"""Sites that are copies, which takes two seconds where installing one takes thirty: of the first that was installed from the code at
hand, before anything was done in it, and of the city in which the browser walks."""

import secrets
import shutil
from pathlib import Path

from . import changes, layout, mariadb, site, snapshots
from .home import Home
from .runner import Runner, fingerprint

KEPT = "just-installed"
BUT = shutil.ignore_patterns("*.log*", "*.lock")


def create(runner: Runner, name: str, language: str) -> None:
	"""A fresh site with the app installed, as `site.create` makes one."""
	if _is_kept(runner.home):
		_copy_kept(runner, name)
	else:
		site.install(runner, name)
		_keep(runner, name)
	site.finish(runner, name, language)


def make_twin(runner: Runner, name: str, twin: str) -> None:
	"""A second site with the folder and the kept database of the first."""
	_copy_folder(runner, runner.home.sites / name, twin)
	_fill(runner, name, twin)


def _is_kept(home: Home) -> bool:
	return _mark(home).exists() and _mark(home).read_text() == _made_of(home)


def _keep(runner: Runner, name: str) -> None:
	home = runner.home
	_mark(home).unlink(missing_ok=True)
	snapshots.take(runner, name, KEPT)
	shutil.rmtree(_folder(home), ignore_errors=True)
	shutil.copytree(home.sites / name, _folder(home), ignore=BUT)
	_mark(home).write_text(_made_of(home))


def _copy_kept(runner: Runner, name: str) -> None:
	"""Under a password of its own: what was done in a site before it was made anew is done again by that."""
	_copy_folder(runner, _folder(runner.home), name)
	site.configure(runner, name, {"db_password": secrets.token_hex(8)})
	_fill(runner, KEPT, name)


def _copy_folder(runner: Runner, source: Path, name: str) -> None:
	shutil.rmtree(runner.home.sites / name, ignore_errors=True)
	shutil.copytree(source, runner.home.sites / name, ignore=BUT)
	written = site.configuration(runner.home, name)
	names = [key for key in ("db_name", "db_user") if key in written]  # Frappe 16 writes down both
	site.configure(runner, name, dict.fromkeys(names, site.database_name(name)))


def _fill(runner: Runner, kept: str, name: str) -> None:
	database = site.database_name(name)
	snapshots.put_back(runner, kept, into=database)
	mariadb.let_in(runner, database, site.configuration(runner.home, name)["db_password"])


def _folder(home: Home) -> Path:
	return home.path / "snapshots" / KEPT


def _mark(home: Home) -> Path:
	return home.path / "snapshots" / f"{KEPT}.txt"


def _made_of(home: Home) -> str:
	return fingerprint([layout.identity(home), changes.of_app(home)])
