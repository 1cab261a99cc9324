"""Whether a Git repository can be reached from here: a machine behind a wall is told soon, a busy one is waited for."""

import os
import socket
import subprocess
import urllib.request
from urllib.parse import urlsplit

from qingdan_app.tests.patience import LIMIT

CONNECTING = 5
"""Seconds for the network to connect, which the kernel does however busy the machine is; a wall only swallows."""
PORTS = {"https": 443, "http": 80}


def has(repository: str, ref: str) -> bool:
	"""True if the repository answers and has that branch or HEAD."""
	return connects(repository) and asks(repository, ref)


def connects(repository: str) -> bool:
	"""False if nothing listens at the address. Behind a proxy only asking tells, as for what is no web address."""
	address = urlsplit(repository)
	if address.scheme not in PORTS or has_proxy():
		return True
	try:
		socket.create_connection(
			(address.hostname, address.port or PORTS[address.scheme]), CONNECTING
		).close()
	except OSError:
		return False
	return True


def has_proxy() -> bool:
	"""True if Git goes by way of a proxy: the environment's or its own configuration's."""
	words = ["git", "config", "--get-regexp", r"^http(\..*)?\.proxy$"]
	return bool(urllib.request.getproxies()) or _runs(words)


def asks(repository: str, ref: str) -> bool:
	return _runs(["git", "-c", "credential.helper=", "ls-remote", "--exit-code", repository, ref])


def _runs(words: list[str]) -> bool:
	environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
	try:
		done = subprocess.run(
			words, env=environment, capture_output=True, timeout=LIMIT, stdin=subprocess.DEVNULL
		)
	except (subprocess.TimeoutExpired, FileNotFoundError):
		return False
	return done.returncode == 0
