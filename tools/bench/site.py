"""The sites: made once, migrated when the app changed."""

import hashlib
import json
import shutil
from collections.abc import Mapping

from . import layout, mariadb
from .home import APP, Home
from .runner import Runner

QUIET = {"pause_scheduler": 1}
"""The scheduler of a demo that is served beside would run the jobs of a site for tests too."""


def create(runner: Runner, name: str, language: str, environment: Mapping[str, str] | None = None) -> None:
	"""A fresh site with the app installed, and its wizard answered. Whatever an interrupted run left is replaced."""
	install(runner, name, environment)
	finish(runner, name, language, environment)


def install(runner: Runner, name: str, environment: Mapping[str, str] | None = None) -> None:
	"""A site as it is before anybody has come in."""
	shutil.rmtree(runner.home.sites / name, ignore_errors=True)
	mariadb.drop(runner, database_name(name))
	settings = runner.settings
	layout.bench(
		runner,
		*("new-site", name, "--no-mariadb-socket"),
		*("--db-name", database_name(name)),
		*("--db-root-username", "root", "--db-root-password", settings.database_password),
		*("--admin-password", settings.administrator_password),
		*("--install-app", APP),
		environment=environment,
	)


def finish(runner: Runner, name: str, language: str, environment: Mapping[str, str] | None = None) -> None:
	"""Answer the wizard, in a language."""
	script = runner.home.root / "tools" / "site" / "finish_setup.py"
	runner.run([runner.home.python, script, name, language], cwd=runner.home.sites, env=environment)


def identity(home: Home, name: str) -> str:
	"""What is done in a site is done for this site: one made anew has another identity."""
	password = configuration(home, name)["db_password"]
	return hashlib.sha256(password.encode()).hexdigest()


def configuration(home: Home, name: str) -> dict:
	return json.loads((home.sites / name / "site_config.json").read_text())


def database_name(site: str) -> str:
	return "_" + "".join(c if c.isalnum() else "_" for c in site)


def migrate(runner: Runner, name: str) -> None:
	layout.bench(runner, "--site", name, "migrate", "--skip-search-index")


def configure(runner: Runner, name: str, values: dict[str, object]) -> None:
	"""Write values into the site's own configuration file."""
	file = runner.home.sites / name / "site_config.json"
	known = configuration(runner.home, name)
	file.write_text(json.dumps({**known, **values}, indent=1, sort_keys=True))


def execute(runner: Runner, name: str, function: str, **arguments: object) -> None:
	"""Call a Python function of an app within the site."""
	layout.bench(runner, "--site", name, "execute", function, "--kwargs", json.dumps(arguments))
