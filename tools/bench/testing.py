"""bin/test: makes ready what a suite needs, runs it, and sums up."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import (
	cities,
	daemons,
	demo,
	integrating,
	layout,
	leaving,
	services,
	setup_steps,
	site,
	suites,
	system_packages,
	toolchain,
	upgrading,
)
from .runner import Runner, Step
from .setup_steps import ONLINE
from .tally import Tally

TEST_LANGUAGE = "en"
SUITES = ("fast", "integration", "upgrade", "cluster", "browser")
FAST_REQUIREMENTS = "requirements-test.txt"
BROWSER_REQUIREMENTS = "requirements-browser.txt"
DEVELOPER_REQUIREMENTS = "requirements-dev.txt"


def run(runner: Runner, suite: str, words: Sequence[str]) -> None:
	"""Run one suite, or all of them; exits with 1 if anything failed."""
	if suite == "full":
		os.environ.setdefault("HYPOTHESIS_PROFILE", "full")  # properties are tried on many more examples
		os.environ.setdefault("QINGDAN_MATRIX", "whole")  # everybody asks every endpoint for every DocType
	running_before = daemons.names(runner.home)
	try:
		total = run_suites(runner, SUITES if suite == "full" else (suite,), words)
	finally:
		started = [name for name in daemons.names(runner.home) if name not in running_before]
		services.stop(runner.home, started)
	print(f"\n{total}")
	sys.exit(1 if total.failed else 0)


def run_suites(runner: Runner, names: Sequence[str], words: Sequence[str]) -> Tally:
	total = Tally()
	for name in names:
		print(f"\n== {name}", flush=True)
		tally = run_suite(runner, name, words)
		print(f"== {name}: {tally}", flush=True)
		total += tally
	return total


def run_suite(runner: Runner, name: str, words: Sequence[str]) -> Tally:
	"""One suite; one that could not be set up counts as a failure, and says why."""
	try:
		return RUN[name](runner, words)
	except SystemExit as stopped:
		if isinstance(stopped.code, str):
			print(stopped.code, flush=True)
		return Tally(failed=1)


def fast(runner: Runner, words: Sequence[str]) -> Tally:
	"""Lint and the pure packages: no bench, no database."""
	setup_steps.install(runner, "Debian packages for Python", ("python3-venv",))
	setup_steps.prepare_uv(runner)
	prepare_environment(runner)
	return suites.lint(runner) + suites.pure(runner, words)


def integration(runner: Runner, words: Sequence[str]) -> Tally:
	"""Frappe's runner on sites of its own: what is named on the first of them, everything on all at once."""
	setup_steps.set_up(runner)
	names = integrating.sites(runner.settings)[: 1 if words else None]
	for title, name in zip(("Test site", "Second test site"), names, strict=False):
		setup_steps.prepare_site(runner, title, name, TEST_LANGUAGE)
		site.configure(runner, name, {"allow_tests": True, **site.QUIET})
	setup_steps.build_assets(runner)  # a mail takes its style from there
	prepare_libraries(runner)
	for name in names:
		runner.do(
			Step(f"Caches of {name}", lambda run, name=name: layout.bench(run, "--site", name, "clear-cache"))
		)
	return integrating.named(runner, words) if words else integrating.everything(runner)


def upgrade(runner: Runner, words: Sequence[str]) -> Tally:
	"""A site of an earlier commit, migrated by the code at hand, which then leaves it and comes back."""
	upgrading.prepare(runner)
	return upgrading.checks(runner, words) + leaving.checks(runner, words)


def cluster(runner: Runner, words: Sequence[str]) -> Tally:
	"""The site on a Galera cluster behind HAProxy with two nodes, while people race and servers die."""
	from cluster import suite

	return suite.run(runner, words)


def browser(runner: Runner, words: Sequence[str]) -> Tally:
	"""Chromium and curl against served cities of their own: what is named in one, everything in two at once."""
	return suites.browser(runner, words, serve_cities(runner, both=not words))


def serve_cities(runner: Runner, *, both: bool = False) -> list[services.Served]:
	"""Served cities, and what a browser needs to walk through them."""
	setup_steps.set_up(runner)
	setup_steps.install(runner, "Chromium and curl", system_packages.BROWSER)
	prepare_environment(runner)
	runner.do(Step("axe-core", toolchain.prepare_axe, [toolchain.AXE], ONLINE))
	return cities.serve(runner, both=both)


def prepare_environment(runner: Runner) -> None:
	"""The virtual environment of ruff, pytest, the browser driver and what a developer calls by hand."""
	inputs = [file.read_text() for file in (*requirements(runner), developer_requirements(runner))]
	runner.do(Step("Test tools", make_environment, inputs, ONLINE))


def make_environment(runner: Runner) -> None:
	folder = runner.home.path / "test-env"
	uv = toolchain.program(runner.home, "uv")
	runner.run([uv, "venv", "--quiet", "--clear", "--python", toolchain.find_python(), folder])
	files = (*requirements(runner), developer_requirements(runner))
	toolchain.install_into(runner, suites.program(runner.home, "python"), *files)


def prepare_libraries(runner: Runner) -> None:
	"""What test files import, in the bench's own Python."""
	inputs = [layout.identity(runner.home), *map(Path.read_text, requirements(runner))]
	runner.do(Step("Test libraries in the bench", install_libraries, inputs, ONLINE))


def install_libraries(runner: Runner) -> None:
	"""Frappe's runner imports every test file, those of the other suites too."""
	toolchain.install_into(runner, runner.home.python, *requirements(runner))


def requirements(runner: Runner) -> list[Path]:
	"""What test files import, and lint: the dev-dependencies of pyproject.toml."""
	tools = runner.home.root / "tools"
	return [tools / FAST_REQUIREMENTS, tools / BROWSER_REQUIREMENTS, tools / demo.REQUIREMENTS]


def developer_requirements(runner: Runner) -> Path:
	"""What a developer calls by hand, and pdfplumber: it asks for another Pillow than Frappe 15, so it stays out of the bench."""
	return runner.home.root / "tools" / DEVELOPER_REQUIREMENTS


RUN = {
	"fast": fast,
	"integration": integration,
	"upgrade": upgrade,
	"cluster": cluster,
	"browser": browser,
}
