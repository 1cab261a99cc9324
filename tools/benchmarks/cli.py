"""bin/bench: which benchmark, with which words."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench import daemons, demo, services, suites, testing
from bench.runner import Runner, alone

from . import comparing, serving


def run(words: list[str], open_runner: Callable[[], Runner]) -> None:
	"""Measure what the app promises about speed; prints tables with the machine they were measured on."""
	options = _parser().parse_args(words)
	here = open_runner()
	if beside := getattr(options, "beside", None):  # each tree locks itself
		words = ["--acts", options.acts, "--clients", options.clients, "--single", options.single]
		return comparing.compare(here.home.root, beside.resolve(), options.rounds, words)
	lock = alone(here.home)  # two at once would empty each other's site
	options.measure(here, options)
	del lock


def _parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(prog="bin/bench", description=run.__doc__)
	which = parser.add_subparsers(dest="benchmark", required=True, metavar="BENCHMARK")
	_add_import(which)
	_add_handing_out(which)
	_add_changing(which)
	_add_reorganizing(which)
	_add_archiving(which)
	_add_rolling_up(which)
	_add_nightly(which)
	_add_seals(which)
	_add_growth(which)
	_add_page(which)
	_add_cards(which)
	_add_acts(which)
	_add_deciding(which)
	_add_tracing(which)
	_add_inbox(which)
	_add_outbox(which)
	_add_desk(which)
	_add_parsing(which)
	return parser


def _add_import(which) -> None:
	text = "the 2021 list through the app's importer, beside Frappe's Data Import of the same rows"
	command = which.add_parser("import", help=text, description=text)
	command.add_argument("--rounds", type=int, default=3, help="imports with the app's importer (default: 3)")
	command.set_defaults(measure=measure_import)


def _add_handing_out(which) -> None:
	text = "the 733 tasks of the 2021 list handed out to everybody it names"
	command = which.add_parser("handing-out", help=text, description=text)
	command.add_argument("--rounds", type=int, default=3, help="how often (default: 3)")
	command.set_defaults(measure=measure_handing_out)


def _add_changing(which) -> None:
	text = "a change request over many tasks of the 2021 list: shown, asked for, and written with the last decision"
	command = which.add_parser("changing", help=text, description=text)
	command.add_argument("--tasks", type=int, default=500, help="tasks of the request (default: 500)")
	command.set_defaults(measure=measure_changing)


def _add_reorganizing(which) -> None:
	text = "a leader's portfolio with open turns that goes to another leader: what it would do, and doing it"
	command = which.add_parser("reorganizing", help=text, description=text)
	command.add_argument("--tasks", type=int, default=100, help="tasks of the portfolio (default: 100)")
	command.add_argument("--turns", type=int, default=40, help="tasks with an open turn (default: 40)")
	command.set_defaults(measure=measure_reorganizing)


def _add_archiving(which) -> None:
	text = "the year's end of a list: what would rest, archiving it, and what runs on into a later list"
	command = which.add_parser("archiving", help=text, description=text)
	command.add_argument("--carried", type=int, default=300, help="tasks that run on (default: 300)")
	command.add_argument("--turns", type=int, default=40, help="tasks in review (default: 40)")
	command.set_defaults(measure=measure_archiving)


def _add_rolling_up(which) -> None:
	text = "the figures of a list of many tasks on its form: for who sees all, for a unit and for an office"
	command = which.add_parser("rollup", help=text, description=text)
	command.add_argument("--tasks", type=int, default=10_000, help="tasks of the list (default: 10000)")
	command.add_argument("--rounds", type=int, default=30, help="requests per figure (default: 30)")
	command.set_defaults(measure=measure_rolling_up)


def _add_nightly(which) -> None:
	text = "the nightly pass over many tasks, on a quiet night and on the first of a month"
	command = which.add_parser("nightly", help=text, description=text)
	command.add_argument("--tasks", type=int, default=1_000_000, help="how many (default: 1000000)")
	command.set_defaults(measure=measure_nightly)


def _add_seals(which) -> None:
	text = "the nightly seal of a day among very many documents, and the check of that day"
	command = which.add_parser("seals", help=text, description=text)
	command.add_argument(
		"--chains", type=int, default=1_000_000, help="documents with a log (default: 1000000)"
	)
	command.add_argument("--changed", type=int, default=10_000, help="of them in a day (default: 10000)")
	command.set_defaults(measure=measure_seals)


def _add_growth(which) -> None:
	text = "rows and kilobytes that a task leaves behind in a year, by table"
	command = which.add_parser("growth", help=text, description=text)
	command.add_argument(
		"--tasks", type=int, default=60, help="tasks of the town whose year is played (default: 60)"
	)
	command.set_defaults(measure=measure_growth)


def _add_page(which) -> None:
	text = "a page of 20 tasks with its total over HTTP, beside Desk's own list and a core User Permission"
	command = which.add_parser("page", help=text, description=text)
	command.add_argument(
		"--tasks", type=int, nargs="+", default=[100_000, 1_000_000], help="sizes to measure"
	)
	command.add_argument("--requests", type=int, default=200, help="requests per figure (default: 200)")
	command.add_argument("--explain", action="store_true", help="show how MariaDB runs the queries")
	command.set_defaults(measure=measure_page)


def _add_cards(which) -> None:
	text = "every card and chart of the workspaces over HTTP, and those that people make of reports"
	command = which.add_parser("cards", help=text, description=text)
	command.add_argument("--tasks", type=int, default=100_000, help="how many (default: 100000)")
	command.add_argument("--requests", type=int, default=30, help="requests per figure (default: 30)")
	command.set_defaults(measure=measure_cards)


def _add_acts(which) -> None:
	text = "completion reports and decisions by many clients at once, beside core's own workflow"
	command = which.add_parser("acts", help=text, description=text)
	_add_clients(command, acts=2_000)
	command.add_argument(
		"--beside", type=Path, metavar="TREE", help="compare with the checkout of another commit"
	)
	command.add_argument(
		"--rounds", type=int, default=3, help="runs of each checkout beside another (default: 3)"
	)
	command.set_defaults(measure=measure_acts)


def _add_deciding(which) -> None:
	text = (
		"decisions through the approval engine with one signer, beside core's own; a step with fifty signers"
	)
	command = which.add_parser("deciding", help=text, description=text)
	_add_clients(command, acts=1_800)
	command.set_defaults(measure=measure_deciding)


def _add_tracing(which) -> None:
	text = "functions, files and statements of filing a completion report and of deciding on it, either way"
	command = which.add_parser("tracing", help=text, description=text)
	command.set_defaults(measure=measure_tracing)


def _add_clients(command: argparse.ArgumentParser, acts: int) -> None:
	command.add_argument("--acts", type=int, default=acts, help=f"acts in all (default: {acts})")
	command.add_argument("--clients", type=int, default=8, help="clients at once (default: 8)")
	command.add_argument(
		"--single", type=int, default=200, help="acts of the one-client figures (default: 200)"
	)


def _add_inbox(which) -> None:
	text = "one person's inbox and its count among many open turns, and the sweep over all clocks"
	command = which.add_parser("inbox", help=text, description=text)
	command.add_argument(
		"--turns", type=int, nargs="+", default=[100_000, 1_000_000], help="sizes to measure"
	)
	command.add_argument("--due", type=int, default=1_000, help="turns whose clock is due (default: 1000)")
	command.add_argument("--rounds", type=int, default=300, help="queries per figure (default: 300)")
	command.set_defaults(measure=measure_inbox)


def _add_outbox(which) -> None:
	text = "messages to a messenger's stand-in by two workers, and workers killed in the middle of many"
	command = which.add_parser("outbox", help=text, description=text)
	command.add_argument("--messages", type=int, default=10_000, help="how many (default: 10000)")
	command.add_argument("--kills", type=int, default=20, help="workers killed on the way (default: 20)")
	command.set_defaults(measure=measure_outbox)


def _add_desk(which) -> None:
	text = (
		"Chromium before the demo city: the first paint of warm pages, and acts until their page shows them"
	)
	command = which.add_parser("desk", help=text, description=text)
	command.add_argument(
		"--rounds", type=int, default=7, help="loads of a page, and tasks walked (default: 7)"
	)
	command.set_defaults(measure=measure_desk)


def _add_parsing(which) -> None:
	text = "reading the 2021 list, and a document a hundred times as long; needs no bench"
	command = which.add_parser("parsing", help=text, description=text)
	command.set_defaults(measure=measure_parsing)


def measure_import(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "import_speed", ["--rounds", options.rounds])


def measure_handing_out(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "handing_out", ["--rounds", options.rounds])


def measure_changing(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "changing", ["--tasks", options.tasks])


def measure_reorganizing(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "reorganizing", ["--tasks", options.tasks, "--turns", options.turns])


def measure_archiving(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "archiving", ["--carried", options.carried, "--turns", options.turns])


def measure_rolling_up(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "rolling_up", ["--tasks", options.tasks, "--rounds", options.rounds])


def measure_nightly(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "nightly", ["--tasks", options.tasks])


def measure_seals(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "seals", ["--chains", options.chains, "--changed", options.changed])


def measure_growth(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	demo.install_clock(runner)
	serving.run_inside(runner, "growth", ["--tasks", options.tasks])


def measure_page(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	words = ["--requests", options.requests, *(["--explain"] if options.explain else [])]
	with serving.serving(runner, worker=False):
		serving.run_inside(runner, "page", [*words, "--tasks", *options.tasks])


def measure_cards(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	with serving.serving(runner, worker=False):
		serving.run_inside(runner, "cards", ["--tasks", options.tasks, "--requests", options.requests])


def measure_parsing(runner: Runner, options: argparse.Namespace) -> None:
	testing.prepare_environment(runner)  # the files that are read are written with its libraries
	python = suites.program(runner.home, "python")
	scripts = [runner.home.root / "tools" / name for name in ("bench_parsing.py", "bench_same_matter.py")]
	sys.exit(max(subprocess.run([python, script]).returncode for script in scripts))


def measure_acts(runner: Runner, options: argparse.Namespace) -> None:
	_measure_clients(runner, "acts", options)


def measure_deciding(runner: Runner, options: argparse.Namespace) -> None:
	_measure_clients(runner, "deciding", options)


def measure_tracing(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "tracing", [])


def measure_inbox(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	words = ["--due", options.due, "--rounds", options.rounds, "--turns", *options.turns]
	serving.run_inside(runner, "turns", words)


def measure_outbox(runner: Runner, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	serving.run_inside(runner, "outbox", ["--messages", options.messages, "--kills", options.kills])


def measure_desk(runner: Runner, options: argparse.Namespace) -> None:
	running_before = daemons.names(runner.home)
	try:
		served = testing.serve_cities(runner)
		testing.prepare_libraries(runner)
		around = {
			**suites.browser_environment(runner, served),
			"QINGDAN_BENCHMARK_SITE": runner.settings.browser_site,
		}
		serving.run_inside(runner, "desk_walk", ["--rounds", options.rounds], around)
	finally:
		started = [name for name in daemons.names(runner.home) if name not in running_before]
		services.stop(runner.home, started)


def _measure_clients(runner: Runner, module: str, options: argparse.Namespace) -> None:
	serving.prepare_site(runner)
	words = ["--acts", options.acts, "--clients", options.clients, "--single", options.single]
	with serving.serving(runner, worker=True):
		serving.run_inside(runner, module, words)
