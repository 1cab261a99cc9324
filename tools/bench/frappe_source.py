"""Where Frappe comes from: FRAPPE_REPO, else upstream if it answers, else the package index."""

import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from . import git_dependencies, git_hosts, package_index
from .home import Home
from .runner import Runner, StepFailed

UPSTREAM = "https://github.com/frappe/frappe"
UPSTREAM_BRANCH = "version-15"
RECORD = "source.json"


@dataclass(frozen=True)
class Source:
	"""A Git repository and branch, or the package index where ``repository`` is None."""

	repository: str | None
	branch: str | None

	@property
	def is_package_index(self) -> bool:
		return self.repository is None

	def describe(self) -> str:
		if self.is_package_index:
			return f"package index, {package_index.REQUIREMENT}"
		return f"{self.repository}, branch {self.branch or 'of its HEAD'}"


def choose(home: Home) -> Source:
	"""The source the bench was laid out with, else the one this machine gets by the order above."""
	asked = os.environ.get("FRAPPE_REPO")
	kept = recorded(home)
	if kept and (not asked or kept == Source(asked, os.environ.get("FRAPPE_BRANCH"))):
		return kept
	if kept:
		sys.exit(
			f"{home.path} holds Frappe from {kept.describe()}. Use another QINGDAN_HOME, or bin/reset first."
		)
	if asked:
		return Source(asked, os.environ.get("FRAPPE_BRANCH"))
	return (
		Source(UPSTREAM, UPSTREAM_BRANCH) if git_hosts.has(UPSTREAM, UPSTREAM_BRANCH) else Source(None, None)
	)


def recorded(home: Home) -> Source | None:
	file = home.source / RECORD
	return Source(**json.loads(file.read_text())) if file.exists() else None


def fetch(source: Source, runner: Runner) -> str:
	"""Leave a Git repository of Frappe at ``source/frappe`` in the state folder."""
	target = runner.home.source / "frappe"
	shutil.rmtree(runner.home.source, ignore_errors=True)
	runner.home.source.mkdir()
	if source.is_package_index:
		package_index.lay_out(target, runner)
	else:
		clone(source, target, runner)
	(runner.home.source / RECORD).write_text(json.dumps(asdict(source)))
	return source.describe()


def clone(source: Source, target: Path, runner: Runner) -> None:
	branch = ["--branch", source.branch] if source.branch else []
	repository = str(source.repository)
	location = Path(repository).resolve().as_uri() if Path(repository).exists() else repository
	runner.run(["git", "clone", "--quiet", "--depth", "1", *branch, location, target])
	if not (target / "frappe" / "hooks.py").exists():
		raise StepFailed(f"{repository} holds no Frappe")
	git_dependencies.replace_unreachable(target, runner)
