"""Runs the steps: shows each with its time, skips what is done, explains what fails."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .home import Home
from .settings import Settings

LAST_LINES = 15


class StepFailed(Exception):
	"""A command of a step did not succeed; ``log`` tells why."""


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
		stamp = self.home.stamps / slug(step.name)
		wanted = fingerprint(step.inputs)
		if step.inputs is not None and stamp.exists() and stamp.read_text() == wanted:
			self.say(step.name, "done before")
			return False
		self.log = self.home.logs / f"{slug(step.name)}.log"
		self.log.write_text("")
		stamp.unlink(missing_ok=True)
		self._carry_out(step)
		if step.inputs is not None:
			stamp.write_text(wanted)
		return True

	def remember(self, name: str, inputs: object) -> None:
		"""Mark a step as done for these inputs: another step did its work."""
		(self.home.stamps / slug(name)).write_text(fingerprint(inputs))

	def _carry_out(self, step: Step) -> None:
		begun = time.monotonic()
		self.say(step.name, "…")
		try:
			answer = step.action(self)
		except StepFailed as error:
			self._explain(step, str(error), time.monotonic() - begun)
			sys.exit(1)
		remark = f" ({answer})" if isinstance(answer, str) else ""
		self.say(step.name, f"{time.monotonic() - begun:.1f} s{remark}")

	def _explain(self, step: Step, reason: str, seconds: float) -> None:
		print(f"\nFailed after {seconds:.0f} s: {step.name}\n  {reason}\n", file=sys.stderr)
		lines = self.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
		for line in lines:
			print(f"  | {line}", file=sys.stderr)
		print(f"\nThe whole log: {self.log}\nWhat to do: {step.advice}", file=sys.stderr)

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
	) -> None:
		"""Run a command into the step's log; raises StepFailed unless it succeeds."""
		words = [str(word) for word in command]
		with self.log.open("a") as log:
			log.write(f"$ {' '.join(words)}\n")
			log.flush()
			done = subprocess.run(
				words,
				cwd=cwd,
				env={**os.environ, **(env or {})},
				stdout=log,
				stderr=subprocess.STDOUT,
				text=True,
				**({"input": stdin} if stdin is not None else {"stdin": subprocess.DEVNULL}),
			)
		if done.returncode:
			raise StepFailed(f"'{' '.join(words[:6])}' ended with {done.returncode}")


def slug(name: str) -> str:
	return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def fingerprint(inputs: object) -> str:
	return hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()
