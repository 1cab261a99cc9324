"""Background processes of this bench: started detached, remembered by pid file, ended by exactly that."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .home import Home
from .runner import StepFailed


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
	record = {"pid": process.pid, "birth": birth(process.pid), "command": [str(word) for word in command]}
	pid_file(home, name).write_text(json.dumps(record))


def stop(home: Home, name: str, patience: float = 15) -> bool:
	"""End the process and what it started. True if it was running."""
	pid = running_pid(home, name)
	if pid is not None:
		_end_session(pid, patience)
	pid_file(home, name).unlink(missing_ok=True)
	return pid is not None


def _end_session(pid: int, patience: float) -> None:
	_signal(pid, signal.SIGTERM, os.kill)
	deadline = time.monotonic() + patience
	while birth(pid) is not None and time.monotonic() < deadline:
		time.sleep(0.05)
	_signal(pid, signal.SIGKILL, os.killpg)


def _signal(pid: int, number: int, send: Callable[[int, int], None]) -> None:
	try:
		send(pid, number)
	except ProcessLookupError:
		pass


def names(home: Home) -> list[str]:
	"""The processes with a pid file."""
	return sorted(file.stem for file in home.run.glob("*.pid.json") for file in [Path(file.stem)])


def is_running(home: Home, name: str) -> bool:
	return running_pid(home, name) is not None


def running_pid(home: Home, name: str) -> int | None:
	"""The pid, if that very process (not a later one with the same number) still runs."""
	file = pid_file(home, name)
	if not file.exists():
		return None
	record = json.loads(file.read_text() or "{}")
	alive = record and birth(record["pid"]) == record["birth"]
	return record["pid"] if alive else None


def pid_file(home: Home, name: str) -> Path:
	return home.run / f"{name}.pid.json"


def birth(pid: int) -> str | None:
	"""When the process was born, in ticks since boot; None for one that is gone or a zombie."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return None
	return None if fields[0] == "Z" else fields[19]


def wait_until(what: str, ready: Callable[[], bool], log: Path, seconds: float = 60) -> None:
	"""Wait until ready() holds; StepFailed with the place of the log when it does not in time."""
	deadline = time.monotonic() + seconds
	while not ready():
		if time.monotonic() > deadline:
			raise StepFailed(f"{what} did not answer within {seconds:.0f} s; see {log}")
		time.sleep(0.1)


def answers(port: int) -> bool:
	"""True if something listens on this port of 127.0.0.1."""
	with socket.socket() as probe:
		probe.settimeout(1)
		return probe.connect_ex(("127.0.0.1", port)) == 0
