"""The Desk's scripts and styles: Frappe's own build where it has one, else the one in tools/assets."""

import shutil
from pathlib import Path

from . import layout, toolchain
from .home import APP, Home
from .runner import Runner

LINK_ASSETS = """
import frappe
frappe.init(site="", sites_path=".")
from frappe.build import make_asset_dirs, setup
setup()
make_asset_dirs()
"""


def build(runner: Runner) -> str:
	"""Build for every app of the bench; tells which build did it."""
	if has_own_build(runner.home):
		layout.bench(runner, "build", "--production")
		return "Frappe's own build"
	install_packages(runner)
	link(runner)
	run_small_build(runner)
	return "tools/assets"


def build_app(runner: Runner) -> None:
	"""Build for this app alone: the rest of the Desk stands."""
	if has_own_build(runner.home):
		layout.bench(runner, "build", "--production", "--app", APP)
	else:
		run_small_build(runner, APP)


def has_own_build(home: Home) -> bool:
	return (frappe(home) / "esbuild").exists()


def install_packages(runner: Runner) -> None:
	"""The npm packages of the lock file, in the state folder; once per lock file."""
	folder = runner.home.path / "assets"
	lock = folder / "node_modules" / "installed-from.json"
	wanted = (tools(runner.home) / "package-lock.json").read_text()
	for file in tools(runner.home).iterdir():
		if file.is_file():
			folder.mkdir(exist_ok=True)
			shutil.copy(file, folder)
	if lock.exists() and lock.read_text() == wanted:
		return
	runner.run(["npm", "ci", *QUIET], cwd=folder, env=toolchain.environment(runner.home))
	lock.write_text(wanted)


QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def link(runner: Runner) -> None:
	"""Put the packages where Frappe looks for them, and the apps' public folders below sites/assets."""
	modules = frappe(runner.home) / "node_modules"
	modules.unlink(missing_ok=True)
	modules.symlink_to(runner.home.path / "assets" / "node_modules")
	(runner.home.sites / "assets").mkdir(exist_ok=True)
	runner.run([runner.home.python, "-c", LINK_ASSETS], cwd=runner.home.sites)


def run_small_build(runner: Runner, *apps: str) -> None:
	folder = runner.home.path / "assets"
	runner.run(
		["node", "build.mjs", runner.home.bench, *apps], cwd=folder, env=toolchain.environment(runner.home)
	)


def frappe(home: Home) -> Path:
	return home.bench / "apps" / "frappe"


def tools(home: Home) -> Path:
	return home.root / "tools" / "assets"
