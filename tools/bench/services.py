"""Everything that runs: databases below, Frappe's processes for one or two sites above."""

import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass

from qingdan_app.tests.patience import LIMIT

from . import daemons, mariadb, redis, toolchain
from .home import Home
from .runner import Runner

WORKERS = 2
THREADS = 4
KINDS = ("web", "worker", "scheduler", "front")
DATABASES = ("mariadb", "redis-cache", "redis-queue")


@dataclass(frozen=True)
class Served:
	"""A site that is served: the prefix of its processes' names, the port people use, and gunicorn's own
	where a front takes the first."""

	prefix: str
	site: str
	port: int
	inner_port: int
	has_scheduler: bool = True

	@property
	def address(self) -> str:
		return f"http://127.0.0.1:{self.port}"


def demo_site(runner: Runner) -> Served:
	settings = runner.settings
	return Served("", settings.site, settings.web_port, settings.first_port + 8)


def browser_sites(runner: Runner) -> tuple[Served, Served]:
	"""The two cities of the browser suite; the inner port of the second is that of the benchmarks, never at work beside it."""
	settings, first = runner.settings, runner.settings.first_port
	return (
		Served("browser-", settings.browser_site, first + 6, first + 7, has_scheduler=False),
		Served("second-browser-", settings.second_browser_site, first + 9, first + 5, has_scheduler=False),
	)


def start_databases(runner: Runner) -> None:
	"""MariaDB and Redis: what setting up and tests need."""
	mariadb.start(runner)
	redis.start(runner)


def start_frappe(runner: Runner, served: Served) -> None:
	"""Web and worker, the scheduler where it is wanted, and realtime where Frappe's source has it."""
	start_worker(runner, f"{served.prefix}worker", served.site)
	if served.has_scheduler:
		_start(runner, f"{served.prefix}scheduler", [*helper(runner), "schedule"], served.site)
	if has_realtime(runner.home):
		start_web(runner, f"{served.prefix}web", served.site, served.inner_port)
		start_realtime(runner, served)
	else:
		start_web(runner, f"{served.prefix}web", served.site, served.port)
	wait_for_web(runner, served)


def has_realtime(home: Home) -> bool:
	return (home.bench / "apps" / "frappe" / "socketio.js").exists()


def start_realtime(runner: Runner, served: Served) -> None:
	"""Frappe's socket.io server, one for all sites, and a front that shows it and gunicorn as one address."""
	front = runner.home.root / "tools" / "web" / "front.mjs"
	server = runner.home.bench / "apps" / "frappe" / "socketio.js"
	ports = (served.port, served.inner_port, runner.settings.socketio_port)
	_start(runner, "socketio", ["node", server], served.site)
	_start(runner, f"{served.prefix}front", ["node", front, served.site, *ports], served.site)


def start_web(runner: Runner, name: str, site: str, port: int) -> None:
	"""Gunicorn for one site."""
	_start(runner, name, web_command(runner.home, port), site)


def web_command(home: Home, port: int) -> list[object]:
	"""Gunicorn at that port."""
	return [
		*(home.python.parent / "gunicorn", "qingdan_wsgi:application", "--bind", f"127.0.0.1:{port}"),
		*("--pythonpath", home.root / "tools" / "web"),
		*("--workers", WORKERS, "--threads", THREADS, "--worker-class", "gthread"),
		*("--worker-tmp-dir", "/dev/shm", "--preload", "--timeout", int(LIMIT), "--keep-alive", 75),
	]


def start_worker(runner: Runner, name: str, site: str) -> None:
	_start(runner, name, worker_command(runner.home), site)


def worker_command(home: Home) -> list[object]:
	"""A worker that does not import Frappe anew for every job."""
	return [home.python, home.root / "tools" / "web" / "qingdan_worker.py"]


def helper(runner: Runner) -> list[object]:
	return [runner.home.python, "-m", "frappe.utils.bench_helper", "frappe"]


def _start(runner: Runner, name: str, command: Sequence[object], site: str) -> None:
	environment = {**toolchain.environment(runner.home), "QINGDAN_SITE": site}
	daemons.start(runner.home, name, command, cwd=runner.home.sites, env=environment)


def wait_for_web(runner: Runner, served: Served) -> None:
	address = f"{served.address}/api/method/ping"
	daemons.wait_until_ready(runner.home, f"{served.prefix}web", lambda: responds(address))


def responds(address: str) -> bool:
	try:
		with urllib.request.urlopen(address, timeout=LIMIT) as answer:
			return answer.status == 200
	except (urllib.error.URLError, OSError):
		return False


def stop(home: Home, names: Sequence[str] | None = None) -> list[str]:
	"""End these processes, or all of this state folder; databases last. Returns those that were running."""
	running = [name for name in daemons.names(home) if names is None or name in names]
	running.sort(key=lambda name: name in DATABASES)
	for name in running:
		daemons.stop(home, name)
	return running


def stop_served(home: Home, served: Served) -> list[str]:
	"""End what serves this site, and nothing else."""
	return stop(home, [f"{served.prefix}{kind}" for kind in KINDS])
