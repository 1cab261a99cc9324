"""Everything that runs while the demo is up: two kinds of servers below, Frappe's processes above."""

import urllib.error
import urllib.request
from collections.abc import Sequence

from . import daemons, mariadb, redis, toolchain
from .home import Home
from .runner import Runner

WORKERS = 2
THREADS = 4
# Started in this order, ended in the reverse one.
ORDER = ("mariadb", "redis-cache", "redis-queue", "web", "worker", "scheduler", "socketio", "front")


def start_databases(runner: Runner) -> None:
	"""MariaDB and Redis: what setting up and tests need."""
	mariadb.start(runner)
	redis.start(runner)


def start_frappe(runner: Runner) -> None:
	"""Web, worker and scheduler, and the realtime server where Frappe's source has one."""
	settings = runner.settings
	start_worker(runner, "worker", settings.site)
	_start(runner, "scheduler", [*helper(runner), "schedule"], settings.site)
	if has_realtime(runner.home):
		start_web(runner, "web", settings.site, settings.gunicorn_port)
		start_realtime(runner)
	else:
		start_web(runner, "web", settings.site, settings.web_port)
	wait_for_web(runner)


def has_realtime(home: Home) -> bool:
	return (home.bench / "apps" / "frappe" / "socketio.js").exists()


def start_realtime(runner: Runner) -> None:
	"""Frappe's socket.io server, and a front that shows it and gunicorn under one address."""
	settings, front = runner.settings, runner.home.root / "tools" / "web" / "front.mjs"
	server = runner.home.bench / "apps" / "frappe" / "socketio.js"
	ports = (settings.web_port, settings.gunicorn_port, settings.socketio_port)
	_start(runner, "socketio", ["node", server], settings.site)
	_start(runner, "front", ["node", front, *ports], settings.site)


def start_web(runner: Runner, name: str, site: str, port: int) -> None:
	"""Gunicorn for one site."""
	gunicorn = runner.home.python.parent / "gunicorn"
	_start(
		runner,
		name,
		[
			*(gunicorn, "qingdan_wsgi:application", "--bind", f"127.0.0.1:{port}"),
			*("--pythonpath", runner.home.root / "tools" / "web"),
			*("--workers", WORKERS, "--threads", THREADS, "--worker-class", "gthread"),
			*("--worker-tmp-dir", "/dev/shm", "--preload", "--timeout", 120, "--keep-alive", 75),
		],
		site,
	)


def start_worker(runner: Runner, name: str, site: str) -> None:
	_start(runner, name, [*helper(runner), "worker", "--queue", "short,default,long"], site)


def helper(runner: Runner) -> list[object]:
	return [runner.home.python, "-m", "frappe.utils.bench_helper", "frappe"]


def _start(runner: Runner, name: str, command: Sequence[object], site: str) -> None:
	environment = {**toolchain.environment(runner.home), "QINGDAN_SITE": site}
	daemons.start(runner.home, name, command, cwd=runner.home.sites, env=environment)


def wait_for_web(runner: Runner) -> None:
	address = f"{runner.settings.address}/api/method/ping"
	daemons.wait_until("The web server", lambda: responds(address), runner.home.logs / "web.log", 90)


def responds(address: str) -> bool:
	try:
		with urllib.request.urlopen(address, timeout=30) as answer:
			return answer.status == 200
	except (urllib.error.URLError, OSError):
		return False


def stop(home: Home, names: Sequence[str] = ORDER) -> list[str]:
	"""End the processes, last started first. Returns the names of those that were running."""
	return [name for name in reversed(ORDER) if name in names and daemons.stop(home, name)]


def stop_frappe(home: Home) -> list[str]:
	return stop(home, ORDER[3:])
