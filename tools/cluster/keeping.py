"""What runs begin with: the data of one server with the site in it, and the site's folder; made once and kept."""

import secrets
import shutil

from bench import changes, daemons, layout, mariadb, services, site, toolchain
from bench.runner import Runner, Step

from . import asking, balancing, nodes, places, servers
from .places import SITE, Ports
from .servers import Server

LANGUAGE = "zh"
SIZE = 20
"""Races of each kind; there are five kinds."""
FIRST = Server(1)
TITLE = "Site of the cluster"


def prepare(runner: Runner, ports: Ports) -> None:
	"""The site of the code at hand with its town, unless it is there."""
	inputs = [layout.identity(runner.home), changes.of_schema(runner.home), made_by(runner)]
	if not (places.kept(runner.home) / "site").exists():
		runner.forget(TITLE)
	runner.do(Step(TITLE, lambda run: make(run, ports), inputs))


def made_by(runner: Runner) -> list[str]:
	"""The code that makes it: where that changes, it is made anew."""
	tools = runner.home.root / "tools"
	names = ("cluster/town.py", "cluster/fit.py", "cluster/keeping.py")
	return [(tools / name).read_text() for name in names]


def make(runner: Runner, ports: Ports) -> None:
	"""A cluster of one server and the site in it, filled; stopped, and put aside."""
	stop(runner)
	start_first(runner, ports)
	shutil.rmtree(places.kept(runner.home), ignore_errors=True)
	places.kept(runner.home).mkdir(parents=True)
	try:
		make_site(runner)
		live_in(runner)
		at_site(runner, [runner.home.python, script(runner, "cluster/fit.py"), SITE])
		asking.tell(runner, ports.database(1), f"create user if not exists '{balancing.CHECKER}'@'%'")
	finally:
		stop(runner)
	put_aside(runner)


def start_first(runner: Runner, ports: Ports) -> None:
	"""The first server alone with an empty database, and a folder of sites that speaks to it."""
	home, data = runner.home, places.data(runner.home, FIRST.name)
	shutil.rmtree(data.parent, ignore_errors=True)
	data.parent.mkdir(parents=True)
	mariadb.make_data(runner, data)
	servers.begin(runner, ports, FIRST, first=True)
	daemons.wait_for_port(home, FIRST.process, ports.database(1))
	mariadb.set_root_password(runner, places.socket(home, FIRST.name))
	nodes.start_queues(runner, ports)
	shutil.rmtree(nodes.shared(home).parent, ignore_errors=True)
	nodes.shared(home).parent.mkdir(parents=True)
	nodes.lay_out(home, nodes.LOOKING)
	nodes.configure(runner, ports, nodes.LOOKING, ports.database(1))


def make_site(runner: Runner) -> None:
	"""A site with the app, its wizard answered, in the folder that all nodes share."""
	link = places.sites(runner.home, nodes.LOOKING) / SITE
	link.unlink()
	settings = runner.settings
	words = [
		*("new-site", SITE, "--db-name", site.database_name(SITE), "--no-mariadb-socket"),
		*("--db-root-username", "root", "--db-root-password", settings.database_password),
		*("--admin-password", settings.administrator_password, "--install-app", "qingdan_app"),
	]
	at_site(runner, [*services.helper(runner), *words])
	finish = [runner.home.python, script(runner, "site/finish_setup.py"), SITE, LANGUAGE]
	at_site(runner, finish)
	link.rename(nodes.shared(runner.home))
	link.symlink_to(nodes.shared(runner.home))


def live_in(runner: Runner) -> None:
	"""People, and what waits for them."""
	words = [SITE, places.town_file(runner.home), secrets.token_hex(8), SIZE]
	at_site(runner, [runner.home.python, script(runner, "cluster/town.py"), *words])


def script(runner: Runner, name: str) -> object:
	return runner.home.root / "tools" / name


def at_site(runner: Runner, words: list[object]) -> None:
	"""Run a command in the folder of sites of whoever looks at one server."""
	sites = places.sites(runner.home, nodes.LOOKING)
	runner.run(words, cwd=sites, env=toolchain.environment(runner.home))


def put_aside(runner: Runner) -> None:
	"""Keep what was made; the site's folder comes last, and says that all is there."""
	home, target = runner.home, places.kept(runner.home)
	data = places.data(home, FIRST.name)
	shutil.copytree(data, target / "data", ignore=shutil.ignore_patterns(*servers.OF_ONE_RUN))
	shutil.copytree(nodes.shared(home), target / "site")


def stop(runner: Runner) -> None:
	"""End whatever an earlier run has left, those first that stand on others."""
	for name in (*nodes.process_names(), balancing.PROCESS, *nodes.QUEUES, *servers.process_names()):
		daemons.stop(runner.home, name)
