"""Frappe takes a few libraries from Git. Where that Git host cannot be reached, their releases serve."""

import json
import re
from pathlib import Path

from . import git_hosts
from .runner import Runner

PYTHON_RELEASES = {"gunicorn": "23.0.0", "pypika": "0.48.9"}
NODE_RELEASES = {"air-datepicker": "2.2.3"}
PYTHON_REQUIREMENT = re.compile(r'"(?P<name>[\w.-]+) @ git\+(?P<url>[^"@]+)@?[^"]*"')
NODE_GIT_PREFIXES = ("github:", "git+", "git:")


def replace_unreachable(folder: Path, runner: Runner) -> None:
	"""Rewrite pyproject.toml and package.json in place, and commit, if their Git hosts do not answer."""
	changed = replace_python(folder / "pyproject.toml") | replace_node(folder / "package.json")
	if changed:
		identity = ["-c", "user.name=qingdan bench", "-c", "user.email=bench@localhost"]
		message = "Take released libraries where their Git host cannot be reached"
		runner.run(["git", *identity, "commit", "--quiet", "--all", "--message", message], cwd=folder)


def replace_python(file: Path) -> bool:
	"""True if a requirement changed."""

	def released(match: re.Match) -> str:
		version = PYTHON_RELEASES.get(match["name"].lower())
		return (
			f'"{match["name"]}=={version}"'
			if version and not git_hosts.has(match["url"], "HEAD")
			else match[0]
		)

	before = file.read_text()
	after = PYTHON_REQUIREMENT.sub(released, before)
	file.write_text(after)
	return after != before


def replace_node(file: Path) -> bool:
	"""True if a dependency changed. Its entry in yarn.lock goes too, so that Yarn resolves it anew."""
	package = json.loads(file.read_text())
	dependencies = package.get("dependencies", {})
	for name in from_git(dependencies):
		dependencies[name] = NODE_RELEASES[name]
		forget_lock(file.parent / "yarn.lock", name)
	changed = json.loads(file.read_text()) != package
	if changed:
		file.write_text(json.dumps(package, indent=2) + "\n")
	return changed


def from_git(dependencies: dict[str, str]) -> list[str]:
	"""The names that come from an unreachable Git host and have a release that serves."""
	return [
		name
		for name, wanted in dependencies.items()
		if wanted.startswith(NODE_GIT_PREFIXES)
		and name in NODE_RELEASES
		and not git_hosts.has(git_url(wanted), "HEAD")
	]


def git_url(wanted: str) -> str:
	return wanted.replace("github:", "https://github.com/").removeprefix("git+").partition("#")[0]


def forget_lock(file: Path, name: str) -> None:
	if not file.exists():
		return
	blocks = file.read_text().split("\n\n")
	kept = [block for block in blocks if not re.match(rf'\n?"?{re.escape(name)}@', block)]
	file.write_text("\n\n".join(kept))
