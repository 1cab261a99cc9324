"""The commands in bin/: what they take and whom they call."""

import argparse
import os
import shutil
import sys

from . import daemons, demo, home, services, settings, toolchain
from .runner import Runner


def open_runner() -> Runner:
	here = home.locate()
	here.make_folders()
	return Runner(here, settings.load(here))


def demo_command(words: list[str]) -> None:
	"""Set everything up, from nothing if need be, and serve the demo site."""
	parser = argparse.ArgumentParser(prog="bin/demo", description=demo_command.__doc__)
	parser.add_argument("--no-serve", action="store_true", help="stop before serving")
	options = parser.parse_args(words)
	demo.run(open_runner(), with_server=not options.no_serve)


def stop_command(words: list[str]) -> None:
	"""End the processes that bin/demo and bin/test started, and no others."""
	argparse.ArgumentParser(prog="bin/stop", description=stop_command.__doc__).parse_args(words)
	ended = services.stop(home.locate())
	print("Ended: " + ", ".join(ended) if ended else "Nothing was running.")


def status_command(words: list[str]) -> None:
	"""Show what runs and where."""
	argparse.ArgumentParser(prog="bin/status", description=status_command.__doc__).parse_args(words)
	here = home.locate()
	if not here.path.exists():
		print(f"Nothing is set up: there is no {here.path}")
		return
	for name in services.ORDER:
		pid = daemons.running_pid(here, name)
		print(f"  {name:<12} {'pid ' + str(pid) if pid else '-'}")
	print(f"  address      {settings.load(here).address}\n  state        {here.path}")


def console_command(words: list[str]) -> None:
	"""Open Frappe's console on the demo site, or run the bench command that is given."""
	parser = argparse.ArgumentParser(prog="bin/console", description=console_command.__doc__)
	parser.add_argument("words", nargs=argparse.REMAINDER, help="words for bench --site SITE; default: console")
	options = parser.parse_args(words)
	runner = open_runner()
	services.start_databases(runner)
	os.chdir(runner.home.bench)
	os.environ.update(toolchain.environment(runner.home))
	program = str(toolchain.program(runner.home, "bench"))
	os.execv(program, [program, "--site", runner.settings.site, *(options.words or ["console"])])


def reset_command(words: list[str]) -> None:
	"""Stop everything and delete the state folder: site, database, bench and all."""
	parser = argparse.ArgumentParser(prog="bin/reset", description=reset_command.__doc__)
	parser.add_argument("--yes", action="store_true", help="do not ask")
	options = parser.parse_args(words)
	here = home.locate()
	if not here.path.exists():
		print(f"There is no {here.path}; nothing to delete.")
		return
	if not options.yes and input(f"Delete {here.path} with everything in it? [y/N] ").lower() != "y":
		sys.exit("Nothing was deleted.")
	services.stop(here)
	shutil.rmtree(here.path)
	print(f"Deleted {here.path}")


COMMANDS = {
	"console": console_command,
	"demo": demo_command,
	"reset": reset_command,
	"status": status_command,
	"stop": stop_command,
}


def main(name: str, words: list[str]) -> None:
	COMMANDS[name](words)
