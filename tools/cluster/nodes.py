"""The machines that people reach: each with a folder of sites of its own, a web server and a worker; the site's files are shared."""

import json
import shutil
from collections.abc import Mapping

from bench import daemons, layout, redis, services, toolchain
from bench.home import Home
from bench.runner import Runner

from . import places
from .places import NODES, SITE, Ports

LOOKING = "looking"
"""A folder of sites that nobody serves: commands look at one server of the cluster through it."""
QUEUES = ("cluster-redis-cache", "cluster-redis-queue")


def folder_of(node: int) -> str:
	return f"node-{node}"


def lay_out(home: Home, node: str) -> None:
	"""A folder of sites: the apps are those of the bench, the site is that of all nodes."""
	sites = places.sites(home, node)
	shutil.rmtree(sites.parent, ignore_errors=True)
	for folder in (sites, sites.parent / "logs", sites.parent / "config" / "pids"):
		folder.mkdir(parents=True)
	for name in ("apps.txt", "apps.json"):
		if (home.sites / name).exists():
			shutil.copyfile(home.sites / name, sites / name)
	(sites.parent / "apps").symlink_to(home.bench / "apps")
	(sites / "assets").symlink_to(home.sites / "assets")
	(sites / SITE).symlink_to(shared(home))


def shared(home: Home):
	"""The site's folder, as all nodes have it."""
	return places.folder(home) / "shared" / SITE


def lay_out_all(home: Home) -> None:
	"""The site's folder as it was kept, and the nodes around it."""
	shutil.rmtree(shared(home).parent, ignore_errors=True)
	shutil.copytree(places.kept(home) / "site", shared(home))
	for node in (*map(folder_of, NODES), LOOKING):
		lay_out(home, node)


def configure(runner: Runner, ports: Ports, node: str, database: int, **more: object) -> None:
	"""Which database a node speaks to, by its port, and what else its operators have set."""
	values = {**common(runner, ports), "db_port": database, **more}
	file = places.sites(runner.home, node) / "common_site_config.json"
	file.write_text(json.dumps(values, indent=1, sort_keys=True))


def common(runner: Runner, ports: Ports) -> Mapping[str, object]:
	"""What all nodes have in common."""
	return {
		**redis.addresses_at(ports.cache, ports.queue),
		"bench_id": "qingdan-cluster",
		"db_host": "127.0.0.1",
		"default_site": SITE,
		"frappe_user": layout.user_name(),
		"live_reload": False,
		"serve_default_site": True,
		"throttle_user_limit": 1000,
	}


def start_queues(runner: Runner, ports: Ports) -> None:
	"""The cache that may forget, and the queue that may not."""
	folder = places.data(runner.home, "redis")
	folder.parent.mkdir(parents=True, exist_ok=True)
	cache, queue = QUEUES
	redis.start_one(runner, cache, ports.cache, redis.CACHE, folder)
	redis.start_one(runner, queue, ports.queue, redis.KEPT_QUEUE, folder)


def start(runner: Runner, ports: Ports) -> None:
	"""Web servers and workers of all nodes."""
	for node in NODES:
		_start(runner, web(node), services.web_command(runner.home, ports.web(node)), node)
		start_worker(runner, node)
	for node in NODES:
		address = f"http://127.0.0.1:{ports.web(node)}/api/method/ping"
		daemons.wait_until_ready(runner.home, web(node), lambda address=address: services.responds(address))


def start_worker(runner: Runner, node: int) -> None:
	_start(runner, worker(node), services.worker_command(runner.home), node)


def stop(home: Home) -> None:
	"""End web servers and workers."""
	services.stop(home, process_names())


def process_names() -> list[str]:
	return [name(node) for name in (web, worker) for node in NODES]


def web(node: int) -> str:
	return f"cluster-web-{node}"


def worker(node: int) -> str:
	return f"cluster-worker-{node}"


def _start(runner: Runner, name: str, command: list[object], node: int) -> None:
	environment = {**toolchain.environment(runner.home), "QINGDAN_SITE": SITE}
	sites = places.sites(runner.home, folder_of(node))
	daemons.start(runner.home, name, command, cwd=sites, env=environment)
