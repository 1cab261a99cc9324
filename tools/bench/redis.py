"""Two Redis servers of our own: the cache may forget, the queue may not."""

import shutil

from . import daemons
from .runner import Runner

COMMON = """\
bind 127.0.0.1
port {port}
dir {folder}
dbfilename {name}.rdb
daemonize no
"""
CACHE = 'save ""\nappendonly no\nmaxmemory 256mb\nmaxmemory-policy allkeys-lru\n'
QUEUE = "save 60 1\nmaxmemory-policy noeviction\n"


def start(runner: Runner) -> None:
	"""Start both servers and wait until they answer."""
	settings = runner.settings
	_start(runner, "redis-cache", settings.cache_port, CACHE)
	_start(runner, "redis-queue", settings.queue_port, QUEUE)


def _start(runner: Runner, name: str, port: int, policy: str) -> None:
	home = runner.home
	home.redis.mkdir(exist_ok=True, mode=0o700)
	file = home.redis / f"{name}.conf"
	file.write_text(COMMON.format(port=port, folder=home.redis, name=name) + policy)
	daemons.start(home, name, ["redis-server", file], cwd=home.path, executable=program())
	daemons.wait_for_port(home, name, port)


def program() -> str | None:
	"""Debian's redis-tools ships the server under another of its names; the first word decides what it is."""
	return shutil.which("redis-server") or shutil.which("redis-check-rdb")


def addresses(runner: Runner) -> dict[str, str]:
	"""The keys of Frappe's common_site_config.json for these servers."""
	cache = f"redis://127.0.0.1:{runner.settings.cache_port}"
	queue = f"redis://127.0.0.1:{runner.settings.queue_port}"
	return {"redis_cache": cache, "redis_queue": queue, "redis_socketio": queue}
