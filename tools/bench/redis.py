"""Two Redis servers of our own: the cache may forget, the queue may not."""

import shutil
from pathlib import Path

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
KEPT_QUEUE = 'save ""\nappendonly yes\nappendfsync everysec\nmaxmemory-policy noeviction\n'
"""A queue as the guide for operators asks for it."""


def start(runner: Runner) -> None:
	"""Start both servers and wait until they answer."""
	settings = runner.settings
	start_one(runner, "redis-cache", settings.cache_port, CACHE, runner.home.redis)
	start_one(runner, "redis-queue", settings.queue_port, QUEUE, runner.home.redis)


def start_one(runner: Runner, name: str, port: int, policy: str, folder: Path) -> None:
	"""Start a server of that name and wait until it answers."""
	home = runner.home
	folder.mkdir(exist_ok=True, mode=0o700)
	file = folder / f"{name}.conf"
	file.write_text(COMMON.format(port=port, folder=folder, name=name) + policy)
	daemons.start(home, name, ["redis-server", file], cwd=home.path, executable=program())
	daemons.wait_for_port(home, name, port)


def program() -> str | None:
	"""Debian's redis-tools ships the server under another of its names; the first word decides what it is."""
	return shutil.which("redis-server") or shutil.which("redis-check-rdb")


def addresses(runner: Runner) -> dict[str, str]:
	"""The keys of Frappe's common_site_config.json for these servers."""
	return addresses_at(runner.settings.cache_port, runner.settings.queue_port)


def addresses_at(cache_port: int, queue_port: int) -> dict[str, str]:
	"""The same for servers at these ports."""
	cache, queue = f"redis://127.0.0.1:{cache_port}", f"redis://127.0.0.1:{queue_port}"
	return {"redis_cache": cache, "redis_queue": queue, "redis_socketio": queue}
