"""Runs the steps: shows each with its time, skips what is done, explains what fails."""

import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from . import processes
from .home import Home
from .settings import Settings

LAST_LINES = 15


class StepFailed(Exception):
	"""A command of a step did not succeed; its log tells why."""


@dataclass
class Step:
	"""One thing to do. With ``inputs`` it is done once for each value of them, without it every time."""

	name: str
	action: Callable[["Runner"], object]
	inputs: object = None
	advice: str = "Run the same command again: what is done already is skipped."


class Runner:
	"""Carries the home and the settings through the steps and writes the log of the current one."""

	def __init__(self, home: Home, settings: Settings):
		self.home = home
		self.settings = settings
		self.started = time.monotonic()
		self.log = home.logs / "setup.log"

	def do(self, step: Step) -> bool:
		"""Do the step unless its stamp shows these inputs. True if it was done now."""
		if self.is_done(step):
			self.say(step.name, "done before")
			return False
		self.log = self.home.logs / f"{slug(step.name)}.log"
		self.log.write_text("")
		self.forget(step.name)
		self._carry_out(step)
		if step.inputs is not None:
			self.remember(step.name, step.inputs)
		return True

	def is_done(self, step: Step) -> bool:
		stamp = self._stamp(step.name)
		return step.inputs is not None and stamp.exists() and stamp.read_text() == fingerprint(step.inputs)

	def remember(self, name: str, inputs: object) -> None:
		"""Mark a step as done for these inputs, as when another step did its work."""
		self._stamp(name).write_text(fingerprint(inputs))

	def forget(self, name: str) -> None:
		"""Let a step be done again."""
		self._stamp(name).unlink(missing_ok=True)

	def _stamp(self, name: str) -> Path:
		return self.home.stamps / slug(name)

	def _carry_out(self, step: Step) -> None:
		begun = time.monotonic()
		self.say(step.name, "…")
		try:
			answer = step.action(self)
		except (StepFailed, OSError) as error:
			self._give_up(step, str(error), time.monotonic() - begun)
		except KeyboardInterrupt:
			sys.exit(f"\nInterrupted: {step.name}. {Step.advice}")
		remark = f" ({answer})" if isinstance(answer, str) else ""
		self.say(step.name, f"{time.monotonic() - begun:.1f} s{remark}")

	def _give_up(self, step: Step, reason: str, seconds: float) -> NoReturn:
		print(f"\nFailed after {seconds:.0f} s: {step.name}\n  {reason}\n", file=sys.stderr)
		lines = self.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
		for line in lines:
			print(f"  | {line}", file=sys.stderr)
		print(f"\nThe whole log: {self.log}\nWhat to do: {step.advice}", file=sys.stderr)
		sys.exit(1)

	def say(self, name: str, text: str) -> None:
		minutes, seconds = divmod(int(time.monotonic() - self.started), 60)
		print(f"{minutes:3d}:{seconds:02d}  {name:<34} {text}", flush=True)

	def run(
		self,
		command: Sequence[object],
		*,
		cwd: Path | None = None,
		env: Mapping[str, str] | None = None,
		stdin: str | None = None,
		may_ask: bool = False,
	) -> None:
		"""Run a command into the step's log; raises StepFailed unless it succeeds.

		It runs in a process group of its own, so that it ends with this process; one that ``may_ask`` for a
		password stays in the group that owns the terminal.
		"""
		words = [str(word) for word in command]
		with self.log.open("a") as log:
			log.write(f"$ {' '.join(words)}\n")
			log.flush()
			process = subprocess.Popen(
				words,
				cwd=cwd,
				env={**os.environ, **(env or {})},
				stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
				stdout=log,
				stderr=subprocess.STDOUT,
				text=True,
				preexec_fn=None if may_ask else os.setpgrp,
			)
		code = self._wait(process, stdin, may_ask)
		if code:
			raise StepFailed(f"'{' '.join(words[:6])}' ended with {code}")

	def _wait(self, process: subprocess.Popen, stdin: str | None, may_ask: bool) -> int:
		if may_ask:
			return process.wait()
		record = self.home.run / "step.json"
		processes.write_record(record, process.pid)
		try:
			process.communicate(stdin)
		except BaseException:
			os.killpg(process.pid, signal.SIGKILL)
			raise
		finally:
			record.unlink(missing_ok=True)
		return process.returncode


def alone(home: Home) -> object:
	"""Hold the state folder for this process, and end what a killed run left behind.

	Returns the lock: it holds for as long as it is referenced.
	"""
	lock = (home.path / "lock").open("w")
	try:
		fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
	except BlockingIOError:
		sys.exit(f"Another command is at work in {home.path}. Wait until it is done.")
	record = home.run / "step.json"
	if (pid := processes.read_record(record)) is not None:
		os.killpg(pid, signal.SIGKILL)
	record.unlink(missing_ok=True)
	return lock


def slug(name: str) -> str:
	return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def fingerprint(inputs: object) -> str:
	return hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()
