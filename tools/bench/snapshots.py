"""The database of a site, kept aside and put back: browser tests change a city and each run wants it fresh."""

import subprocess
from pathlib import Path

from . import site
from .home import Home
from .runner import Runner, StepFailed


def take(runner: Runner, name: str) -> None:
	"""Keep the site's database as it is now."""
	target = file_of(runner.home, name)
	target.parent.mkdir(exist_ok=True, mode=0o700)
	unfinished = target.with_suffix(".unfinished")
	with unfinished.open("wb") as output:
		_client(runner, ["mariadb-dump", "--single-transaction", "--quick"], name, stdout=output)
	unfinished.rename(target)


def put_back(runner: Runner, name: str) -> None:
	"""Give the site the database that was kept."""
	with file_of(runner.home, name).open("rb") as content:
		_client(runner, ["mariadb"], name, stdin=content)


def file_of(home: Home, name: str) -> Path:
	return home.path / "snapshots" / f"{name}.sql"


def _client(runner: Runner, command: list[str], name: str, **streams: object) -> None:
	program, *options = command
	socket = f"--socket={runner.home.database_socket}"
	words = [program, "--no-defaults", socket, "-uroot", *options, site.database_name(name)]
	done = subprocess.run(
		words, env=site.database_environment(runner), stderr=subprocess.PIPE, text=False, **streams
	)
	if done.returncode:
		raise StepFailed(f"{program} of {name}: {done.stderr.decode(errors='replace')}")
