"""HAProxy before the databases: one server is written, and another only when that one is gone."""

import shutil

from bench import daemons, mariadb
from bench.runner import Runner

from . import places
from .places import SERVERS, Ports

PROCESS = "cluster-haproxy"
CHECKER = "haproxy_check"
"""A user of the databases without a password and without rights: whether it can log in is asked."""
CONFIGURATION = """\
global
	maxconn 400

defaults
	mode tcp
	timeout connect 3s
	timeout client 10m
	timeout server 10m

listen writer
	bind 127.0.0.1:{port}
	option mysql-check user {checker}
	# Whoever took over is written from then on: the first one comes back as a backup.
	stick-table type integer size 1 expire 1d
	stick on int(1)
	default-server check inter 500ms fall 2 rise 2 on-marked-down shutdown-sessions
{servers}
"""


def configuration(ports: Ports) -> str:
	"""The whole haproxy.cfg."""
	lines = [
		f"\tserver galera-{number} 127.0.0.1:{ports.database(number)}{' backup' if number > 1 else ''}"
		for number in SERVERS
	]
	return CONFIGURATION.format(port=ports.writer, checker=CHECKER, servers="\n".join(lines))


def start(runner: Runner, ports: Ports) -> None:
	"""Start it and wait until it listens."""
	file = places.folder(runner.home) / "haproxy.cfg"
	file.write_text(configuration(ports))
	program = shutil.which("haproxy", path=mariadb.SEARCH)
	daemons.start(
		runner.home, PROCESS, ["haproxy", "-db", "-f", file], cwd=runner.home.path, executable=program
	)
	daemons.wait_for_port(runner.home, PROCESS, ports.writer)
