"""The commands in bin/: what they take and whom they call."""

import argparse
import os
import shutil
import sys

from . import daemons, demo, frappe_source, home, runner, services, settings, testing, toolchain
from .runner import Runner

SOURCES = """
Frappe comes from FRAPPE_REPO (a URL or a path; FRAPPE_BRANCH names the branch), else from upstream if it
answers, else from the package index. A state folder keeps the source it was laid out with.
QINGDAN_HOME moves the state folder, which is .bench in the checkout.
"""


def parser_of(command: object) -> argparse.ArgumentParser:
	name = command.__name__.removesuffix("_command")
	formatter = argparse.RawDescriptionHelpFormatter
	return argparse.ArgumentParser(prog=f"bin/{name}", description=command.__doc__, formatter_class=formatter)


def open_runner() -> Runner:
	here = home.locate()
	if any(character.isspace() for character in f"{here.root}{here.path}"):
		sys.exit("frappe-bench does not work in a folder with a space in its name. Move the checkout.")
	here.make_folders()
	return Runner(here, settings.load(here))


def demo_command(words: list[str]) -> None:
	"""Set everything up, from nothing if need be, and serve the demo city."""
	parser = parser_of(demo_command)
	parser.epilog = SOURCES
	parser.add_argument("--no-serve", action="store_true", help="stop before serving")
	parser.add_argument(
		"--developer-mode", action="store_true", help="put the site into Frappe's developer mode"
	)
	options = parser.parse_args(words)
	here = open_runner()
	lock = runner.alone(here.home)
	demo.run(here, with_server=not options.no_serve, developer_mode=options.developer_mode)
	del lock


def test_command(words: list[str]) -> None:
	"""Run the tests; what is missing is set up first.

	fast         pure packages, architecture, lint: no bench, no database, seconds
	integration  Frappe's runner on a test site of its own
	upgrade      a site of an earlier commit, migrated by the code at hand, which leaves it and comes back
	cluster      three servers of Galera, HAProxy, two nodes: people race, servers and the queue are killed
	browser      Chromium and curl against a served city of its own
	full         all of them (the default)

	More words go to the suite's own runner: bin/test fast -k deadline
	bin/test integration --module qingdan_app.tasks.tests.test_task_flow
	"""
	parser = parser_of(test_command)
	parser.epilog = SOURCES
	parser.add_argument("suite", nargs="?", default="full", choices=["full", *testing.SUITES])
	options, more = parser.parse_known_args(words)
	if more and options.suite == "full":
		parser.error("more words need a suite: " + ", ".join(testing.SUITES))
	here = open_runner()
	lock = runner.alone(here.home)
	testing.run(here, options.suite, more)
	del lock


def stop_command(words: list[str]) -> None:
	"""End the processes of this state folder, and no others."""
	parser_of(stop_command).parse_args(words)
	ended = services.stop(home.locate())
	print("Ended: " + ", ".join(ended) if ended else "Nothing was running.")


def status_command(words: list[str]) -> None:
	"""Show what is set up, what runs and where."""
	parser_of(status_command).parse_args(words)
	here = home.locate()
	if not (here.path / "settings.json").exists():
		print(f"Nothing is set up in {here.path}. bin/demo does it.")
		return
	source = frappe_source.recorded(here)
	print(f"state    {here.path}\nfrappe   {source.describe() if source else 'not there yet'}")
	print(f"address  {settings.load(here).address}")
	for name in daemons.names(here):
		print(f"running  {name} (pid {daemons.running_pid(here, name)}), log {here.logs / name}.log")
	if not daemons.names(here):
		print("running  nothing")


def console_command(words: list[str]) -> None:
	"""Open Frappe's console on the demo site, or run a bench command there: bin/console migrate"""
	parser = parser_of(console_command)
	parser.add_argument(
		"words", nargs=argparse.REMAINDER, help="words after bench --site SITE; default: console"
	)
	options = parser.parse_args(words)
	here = open_runner()
	if not here.home.python.exists():
		sys.exit("There is no bench yet. bin/demo --no-serve makes one.")
	services.start_databases(here)
	os.chdir(here.home.bench)
	os.environ.update(toolchain.environment(here.home))
	program = str(toolchain.program(here.home, "bench"))
	os.execv(program, [program, "--site", here.settings.site, *(options.words or ["console"])])


def reset_command(words: list[str]) -> None:
	"""Stop everything and delete the state folder: sites, databases, bench and all."""
	parser = parser_of(reset_command)
	parser.add_argument("--yes", action="store_true", help="do not ask")
	options = parser.parse_args(words)
	here = home.locate()
	if not here.path.exists():
		print(f"There is no {here.path}; nothing to delete.")
		return
	if not options.yes and not confirmed(f"Delete {here.path} with everything in it?"):
		sys.exit("Nothing was deleted.")
	services.stop(here)
	shutil.rmtree(here.path)
	print(f"Deleted {here.path}")


def confirmed(question: str) -> bool:
	try:
		return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
	except EOFError:
		return False


def bench_command(words: list[str]) -> None:
	"""Measure what the app promises about speed."""
	from benchmarks import cli as benchmarks

	benchmarks.run(words, open_runner)


COMMANDS = {
	"bench": bench_command,
	"console": console_command,
	"demo": demo_command,
	"reset": reset_command,
	"status": status_command,
	"stop": stop_command,
	"test": test_command,
}


def main(name: str, words: list[str]) -> None:
	COMMANDS[name](words)
