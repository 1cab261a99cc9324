"""The database of a site, kept aside and put back: browser tests change a city and each run wants it fresh."""

from pathlib import Path

from . import mariadb, site
from .home import Home
from .runner import Runner


def take(runner: Runner, name: str, under: str | None = None) -> None:
	"""Keep the site's database as it is now, under the site's name or another."""
	target = file_of(runner.home, under or name)
	target.parent.mkdir(exist_ok=True, mode=0o700)
	unfinished = target.with_suffix(".unfinished")
	with unfinished.open("wb") as output:
		words = ["--single-transaction", "--quick", site.database_name(name)]
		mariadb.client(runner, "mariadb-dump", words, stdout=output)
	unfinished.rename(target)


def put_back(runner: Runner, name: str, into: str | None = None) -> None:
	"""Give the site the database that was kept, or another database what it held; tables made since are gone."""
	database = into or site.database_name(name)
	anew = f"DROP DATABASE IF EXISTS `{database}`; CREATE DATABASE `{database}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"
	mariadb.client(runner, "mariadb", ["-e", anew])
	with file_of(runner.home, name).open("rb") as content:
		mariadb.client(runner, "mariadb", [database], stdin=content)


def file_of(home: Home, name: str) -> Path:
	return home.path / "snapshots" / f"{name}.sql"
