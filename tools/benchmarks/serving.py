"""The site and the servers of a benchmark: its own site, its own port, ended when the benchmark ends."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import changes, daemons, demo, services, site, toolchain
from bench.runner import Runner, Step

SITE = "benchmark.localhost"
PORT_OFFSET = 5
# E-mails are written to their queue and stay there: the scheduler, which would send them, does not run.
CONFIGURATION = {
	"ignore_csrf": 1,
	"mute_emails": 0,
	"pause_scheduler": 1,
	"mail_server": "127.0.0.1",
	"mail_login": "benchmark@qingdan.example",
	"mail_password": "-",
	"auto_email_id": "benchmark@qingdan.example",
}
LONGEST_SECONDS = 3 * 3600


def prepare_site(runner: Runner) -> None:
	"""The bench, and a site with the app and nothing else; kept between benchmarks, migrated when the app changed."""
	demo.set_up(runner)
	if runner.do(Step("Benchmark site", lambda run: site.create(run, SITE, demo.LANGUAGE), SITE)):
		runner.remember("Migration of the benchmark site", changes.of_app(runner.home))
	migration = Step(
		"Migration of the benchmark site", lambda run: site.migrate(run, SITE), changes.of_app(runner.home)
	)
	runner.do(migration)
	site.configure(runner, SITE, CONFIGURATION)


@contextmanager
def serving(runner: Runner, *, worker: bool) -> Iterator[None]:
	"""Gunicorn as bin/demo runs it, on the benchmark's site and port; with `worker`, one for the jobs as well."""
	names = ["benchmark-web", *(["benchmark-worker"] if worker else [])]
	try:
		services.start_web(runner, "benchmark-web", SITE, port(runner))
		if worker:
			services.start_worker(runner, "benchmark-worker", SITE)
		address = f"{address_of(runner)}/api/method/ping"
		daemons.wait_until_ready(runner.home, "benchmark-web", lambda: services.responds(address))
		yield
	finally:
		for name in reversed(names):
			daemons.stop(runner.home, name)


def port(runner: Runner) -> int:
	return runner.settings.first_port + PORT_OFFSET


def address_of(runner: Runner) -> str:
	return f"http://127.0.0.1:{port(runner)}"


def run_inside(
	runner: Runner, module: str, words: Sequence[object], more: Mapping[str, str] | None = None
) -> None:
	"""Run a module of this package with the bench's Python, beside the site; exits as it exits."""
	environment = {
		**os.environ,
		**toolchain.environment(runner.home),
		"PYTHONPATH": str(Path(__file__).resolve().parents[1]),
		"QINGDAN_BENCHMARK_SITE": SITE,
		"QINGDAN_BENCHMARK_ADDRESS": address_of(runner),
		**(more or {}),
	}
	command = [str(runner.home.python), "-m", f"benchmarks.{module}", *map(str, words)]
	done = subprocess.run(command, cwd=runner.home.sites, env=environment, timeout=LONGEST_SECONDS)
	if done.returncode:
		sys.exit(done.returncode)
