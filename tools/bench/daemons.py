"""Background processes of this bench: started detached, remembered by pid file, ended by exactly that."""

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from qingdan_app.tests import patience

from . import processes
from .home import Home
from .runner import StepFailed

SUFFIX = ".pid.json"


def start(
	home: Home,
	name: str,
	command: Sequence[object],
	*,
	cwd: Path,
	env: Mapping[str, str] | None = None,
	executable: str | None = None,
) -> None:
	"""Start the command in a session of its own, unless it runs already."""
	if is_running(home, name):
		return
	with (home.logs / f"{name}.log").open("a") as log:
		process = subprocess.Popen(
			[str(word) for word in command],
			executable=executable,
			cwd=cwd,
			env={**os.environ, **(env or {})},
			stdin=subprocess.DEVNULL,
			stdout=log,
			stderr=subprocess.STDOUT,
			start_new_session=True,
		)
	processes.write_record(pid_file(home, name), process.pid)


def stop(home: Home, name: str) -> bool:
	"""End the process and what it started. True if it was running."""
	pid = running_pid(home, name)
	if pid is not None:
		_end_session(pid)
	pid_file(home, name).unlink(missing_ok=True)
	return pid is not None


def kill(home: Home, name: str) -> None:
	"""End the process and what it started at once, as a machine ends them that loses its power."""
	pid = running_pid(home, name)
	if pid is not None:
		_signal(pid, signal.SIGKILL, os.killpg)
		patience.wait_until(lambda: processes.birth(pid) is None)
	pid_file(home, name).unlink(missing_ok=True)


def _end_session(pid: int) -> None:
	_signal(pid, signal.SIGTERM, os.kill)
	patience.wait_until(lambda: processes.birth(pid) is None)
	_signal(pid, signal.SIGKILL, os.killpg)


def _signal(pid: int, number: int, send: Callable[[int, int], None]) -> None:
	with contextlib.suppress(ProcessLookupError):
		send(pid, number)


def names(home: Home) -> list[str]:
	"""The processes that run."""
	known = [file.name.removesuffix(SUFFIX) for file in home.run.glob(f"*{SUFFIX}")]
	return sorted(name for name in known if is_running(home, name))


def is_running(home: Home, name: str) -> bool:
	return running_pid(home, name) is not None


def running_pid(home: Home, name: str) -> int | None:
	return processes.read_record(pid_file(home, name))


def pid_file(home: Home, name: str) -> Path:
	return home.run / f"{name}{SUFFIX}"


def wait_until_ready(home: Home, name: str, ready: Callable[[], bool]) -> None:
	"""Wait until a process that was just started is ready; StepFailed, with its log's place, when it is not or died."""
	alive, log = partial(is_running, home, name), home.logs / f"{name}.log"
	answered = patience.wait_until(lambda: not alive() or ready())
	if not alive():
		raise StepFailed(f"{name} ended at once; see {log}")
	if not answered:
		raise StepFailed(f"{name} did not answer within {patience.LIMIT:.0f} s; see {log}")


def wait_for_port(home: Home, name: str, port: int) -> None:
	"""Wait until a process that was just started listens on its port."""
	wait_until_ready(home, name, lambda: answers(port))


def answers(port: int) -> bool:
	"""True if something listens on this port of 127.0.0.1."""
	with socket.socket() as probe:
		probe.settimeout(patience.LIMIT)
		return probe.connect_ex(("127.0.0.1", port)) == 0
