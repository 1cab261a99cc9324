"""A MariaDB server of our own: its data folder, socket and port belong to this state folder alone."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from . import daemons
from .home import Home
from .runner import Runner, StepFailed
from .settings import Settings

CONFIGURATION = """\
[mariadbd]
datadir = {data}
tmpdir = {temporary}
socket = {socket}
pid-file = {run}/mariadbd.pid
user = {user}
bind-address = 127.0.0.1
port = {port}
skip-name-resolve
character-set-server = utf8mb4
collation-server = utf8mb4_unicode_ci
innodb-buffer-pool-size = {memory}
innodb-log-file-size = {redo}
# A crash of the machine may lose the last second. A demo may, production must not.
innodb-flush-log-at-trx-commit = 2
# A site has some 350 tables, and up to six sites stand here: none is opened anew for another.
table-definition-cache = 2400
max-allowed-packet = 64M
max-connections = 200

[client]
socket = {socket}
default-character-set = utf8mb4
"""


SEARCH = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"


def prepare(runner: Runner) -> None:
	"""Make the data folder. It takes its name only when it is whole."""
	home, data = runner.home, runner.home.mariadb / "data"
	if data.exists():
		return
	home.mariadb.mkdir(exist_ok=True, mode=0o700)
	unfinished = home.mariadb / "data.unfinished"
	make_data(runner, unfinished)
	unfinished.rename(data)


def make_data(runner: Runner, folder: Path) -> None:
	"""A fresh data folder, whose root comes in without a password."""
	shutil.rmtree(folder, ignore_errors=True)
	runner.run(
		[
			"mariadb-install-db",
			"--no-defaults",
			f"--user={user_name()}",
			f"--datadir={folder}",
			"--auth-root-authentication-method=normal",
			"--skip-test-db",
		]
	)


def user_name() -> str:
	return pwd.getpwuid(os.geteuid()).pw_name


def write_configuration(home: Home, settings: Settings) -> None:
	(home.mariadb / "temporary").mkdir(parents=True, exist_ok=True, mode=0o700)
	(home.mariadb / "my.cnf").write_text(
		CONFIGURATION.format(
			data=home.mariadb / "data",
			temporary=home.mariadb / "temporary",
			socket=home.database_socket,
			run=home.run,
			user=user_name(),
			port=settings.database_port,
			memory=os.environ.get("QINGDAN_BUFFER_POOL") or "512M",
			redo=os.environ.get("QINGDAN_REDO_LOG") or "128M",
		)
	)


def start(runner: Runner) -> None:
	"""Start the server, wait until it answers, and give root its password."""
	home = runner.home
	home.make_folders()
	write_configuration(home, runner.settings)
	command = ["mariadbd", f"--defaults-file={home.mariadb / 'my.cnf'}"]
	daemons.start(home, "mariadb", command, cwd=home.path, executable=shutil.which("mariadbd", path=SEARCH))
	daemons.wait_for_port(home, "mariadb", runner.settings.database_port)
	if not accepts(home, runner.settings.database_password):
		set_root_password(runner)


def accepts(home: Home, password: str) -> bool:
	"""True if root may come in with this password."""
	words = [*as_root(home, "mariadb"), "-e", "select 1"]
	return (
		subprocess.run(words, env={**os.environ, "MYSQL_PWD": password}, capture_output=True).returncode == 0
	)


def as_root(home: Home, program: str, socket: Path | None = None) -> list[str]:
	"""The beginning of a command line of one of MariaDB's own clients, of the server of this socket."""
	return [program, "--no-defaults", f"--socket={socket or home.database_socket}", "-uroot"]


def client(runner: Runner, program: str, words: Sequence[str], **streams: IO[bytes] | bytes) -> None:
	"""Run a client as root; the password stands in its environment, which no list of processes shows."""
	environment = {**os.environ, "MYSQL_PWD": runner.settings.database_password}
	command = [*as_root(runner.home, program), *words]
	done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, **streams)
	if done.returncode:
		raise StepFailed(f"{program} {' '.join(words)}: {done.stderr.decode(errors='replace')}")


def drop(runner: Runner, database: str) -> None:
	"""Remove a database and the user of its name, whatever there is of them."""
	client(
		runner,
		"mariadb",
		["-e", f"DROP DATABASE IF EXISTS `{database}`; DROP USER IF EXISTS `{database}`@`%`"],
	)


def let_in(runner: Runner, database: str, password: str) -> None:
	"""A user of the database's name, made by frappe's rule, for a database that no site was made with."""
	# Names and passwords of letters, digits and underscores; these statements take no parameters.
	user = f"`{database}`@`%`"
	statements = (
		f"CREATE OR REPLACE USER {user} IDENTIFIED BY '{password}'; GRANT ALL ON `{database}`.* TO {user}"
	)
	client(runner, "mariadb", ["-e", statements])


def set_root_password(runner: Runner, socket: Path | None = None) -> None:
	"""Root comes in by the socket and, for Frappe, from 127.0.0.1, both with the password."""
	password = runner.settings.database_password
	# A password of hexadecimal digits that settings.py made; CREATE USER takes no parameters.
	statements = f"""
		DELETE FROM mysql.global_priv WHERE Host NOT IN ('localhost', '127.0.0.1') OR User = '';
		FLUSH PRIVILEGES;
		CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';
		GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
		ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';
	"""
	runner.run(as_root(runner.home, "mariadb", socket), stdin=statements)
