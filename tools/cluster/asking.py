"""What stands in a database, read past everything else: by MariaDB's own client."""

import os
import subprocess

from bench import site
from bench.runner import Runner, StepFailed

from .places import SITE


class Refused(StepFailed):
	"""The server has not answered, or refused; its words are the message."""


def rows(runner: Runner, port: int, statement: str, database: str = "") -> list[list[str]]:
	"""The answer of the server at this port, each value as text. Raises Refused."""
	words = ["mariadb", "--no-defaults", "--host=127.0.0.1", f"--port={port}", "--user=root"]
	more = ["--batch", "--skip-column-names", f"--execute={statement}", *([database] if database else [])]
	environment = {**os.environ, "MYSQL_PWD": runner.settings.database_password}
	done = subprocess.run([*words, *more], env=environment, capture_output=True, text=True)
	if done.returncode:
		raise Refused(done.stderr.strip())
	return [line.split("\t") for line in done.stdout.splitlines()]


def tell(runner: Runner, port: int, statements: str) -> None:
	"""Run statements of which no answer is wanted. Raises Refused."""
	rows(runner, port, statements)


def of_site(runner: Runner, port: int, statement: str) -> list[list[str]]:
	"""The same within the database of the site."""
	return rows(runner, port, statement, site.database_name(SITE))
