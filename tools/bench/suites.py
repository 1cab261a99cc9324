"""The suites of bin/test. Each prints what its tool prints and answers a tally."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import places, services, tally, toolchain
from .home import Home
from .runner import Runner
from .tally import Tally


def lint(runner: Runner) -> Tally:
	"""ruff, its format, shellcheck, and that no test file falls between the suites."""
	home, ruff = runner.home, program(runner.home, "ruff")
	shell = [str(file) for file in shell_files(home)]
	checks = (
		[ruff, "check", "--quiet"],
		[ruff, "format", "--check", "--quiet"],
		[program(home, "shellcheck"), "--external-sources", "--source-path=SCRIPTDIR", *shell],
	)
	total = Tally()
	for words in checks:
		code = show(words, home.root)[0]
		print(f"  {'FAILED' if code else 'ok'}: {' '.join(map(str, words[:3]))}")
		total += tally.of_check(code)
	return total + no_test_left_out(home)


def no_test_left_out(home: Home) -> Tally:
	files = places.left_out(home)
	for file in files:
		print(
			f"  FAILED: no suite runs {file}: a test of a site is a case of unittest, a pure one lives in a pure folder"
		)
	return tally.of_check(len(files))


def shell_files(home: Home) -> list[Path]:
	return [
		*sorted((home.root / "bin").iterdir()),
		home.root / "tools" / "launch.sh",
		home.root / ".ci" / "run",
	]


def pure(runner: Runner, words: Sequence[str]) -> Tally:
	"""Everything that needs no frappe, on all cores."""
	return pytest(
		runner, "fast", ["-n", "auto", "--dist", "worksteal", *places.pure(runner.home), *words], {}
	)


def browser(runner: Runner, words: Sequence[str], cities: Sequence[services.Served]) -> Tally:
	"""Chromium and curl, as many at once as there are served cities; the tests of a file stay together, for some go on where
	the one before has stopped. A test that fails has waited long: three of them tell enough."""
	at_once = ("-n", len(cities), "--dist", "loadfile", "--no-loadscope-reorder") if len(cities) > 1 else ()
	command = [places.BROWSER, "--maxfail=3", *at_once, *words]
	return pytest(runner, "browser", command, browser_environment(runner, cities))


def browser_environment(runner: Runner, cities: Sequence[services.Served]) -> dict[str, str]:
	"""The served cities, who may log in, and what looks at them."""
	pictures = runner.home.path / "screenshots"
	pictures.mkdir(exist_ok=True)
	return {
		"QINGDAN_URL": " ".join(city.address for city in cities),
		"QINGDAN_USERS": str(users_file(runner.home)),
		"QINGDAN_SCREENSHOTS": str(pictures),
		"QINGDAN_CHROMIUM": "/usr/bin/chromium",
		"QINGDAN_AXE": str(toolchain.axe(runner.home)),
		"QINGDAN_ADMINISTRATOR_PASSWORD": runner.settings.administrator_password,
	}


def users_file(home: Home) -> Path:
	return home.path / "browser-users.json"


def pytest(runner: Runner, name: str, words: Sequence[str], environment: Mapping[str, str]) -> Tally:
	report = runner.home.path / f"{name}.xml"
	report.unlink(missing_ok=True)
	command = [
		*(program(runner.home, "python"), "-m", "pytest", "-q", f"--junitxml={report}"),
		*("-p", "no:cacheprovider", *words),
	]
	return tally.of_junit(report, show(command, runner.home.root, environment)[0])


def show(
	words: Sequence[object], folder: Path, environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
	"""Run a command and print what it prints as it comes; its exit code and all it printed."""
	process = subprocess.Popen(
		[str(word) for word in words],
		cwd=folder,
		env=whole_environment(environment or {}),
		stdin=subprocess.DEVNULL,
		stdout=subprocess.PIPE,
		stderr=subprocess.STDOUT,
		text=True,
		errors="replace",
	)
	lines = []
	for line in process.stdout or ():
		sys.stdout.write(line)
		sys.stdout.flush()
		lines.append(line)
	return process.wait(), "".join(lines)


def collect(runner: Runner, command: Sequence[object], sites: Path) -> tuple[int, str]:
	"""Run a command in a folder of sites; its exit code and all it printed, kept until it has ended."""
	ended = subprocess.run(
		[str(word) for word in command],
		cwd=sites,
		env=whole_environment(toolchain.environment(runner.home)),
		stdin=subprocess.DEVNULL,
		stdout=subprocess.PIPE,
		stderr=subprocess.STDOUT,
		text=True,
		errors="replace",
	)
	return ended.returncode, ended.stdout


def whole_environment(more: Mapping[str, str]) -> dict[str, str]:
	return {**os.environ, "PYTHONUNBUFFERED": "1", **more}


def program(home: Home, name: str) -> Path:
	return home.path / "test-env" / "bin" / name
