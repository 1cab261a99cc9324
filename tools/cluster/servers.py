"""MariaDB: three servers of a Galera cluster, and a replica that follows the last of them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from bench import daemons, mariadb
from bench.home import Home
from bench.runner import Runner, StepFailed

from qingdan_app.tests import patience

from . import asking, places, programs
from .places import SERVERS, Ports

REPLICA = "replica"
COMMON = """\
[mariadbd]
datadir = {data}
tmpdir = {data}.temporary
socket = {socket}
pid-file = {data}.pid
user = {user}
bind-address = 127.0.0.1
port = {port}
server-id = {number}
skip-name-resolve
character-set-server = utf8mb4
collation-server = utf8mb4_unicode_ci
innodb-buffer-pool-size = 128M
innodb-log-file-size = 64M
innodb-flush-log-at-trx-commit = 2
innodb-autoinc-lock-mode = 2
default-storage-engine = InnoDB
binlog-format = ROW
log-bin = binlog
log-slave-updates
sync-binlog = 0
table-definition-cache = 1200
max-allowed-packet = 64M
max-connections = 200
"""
GALERA = """\
wsrep-on = ON
wsrep-provider = {provider}
wsrep-cluster-name = qingdan
wsrep-cluster-address = gcomm://{members}
wsrep-node-name = {name}
wsrep-node-address = 127.0.0.1:{group}
wsrep-provider-options = "gmcast.listen_addr=tcp://127.0.0.1:{group};ist.recv_addr=127.0.0.1:{missed};gcache.size=128M"
wsrep-sst-method = {method}
wsrep-sst-receive-address = 127.0.0.1:{whole}
wsrep-sst-donor = {donors}
wsrep-slave-threads = 2
"""
OF_ONE_RUN = "galera.cache", "gvwstate.dat", "binlog.*"
"""Files of a server that was stopped, which another has no use for."""


@dataclass(frozen=True)
class Server:
	"""One server: by its number, 0 for the replica."""

	number: int

	@property
	def name(self) -> str:
		return f"galera-{self.number}" if self.number else REPLICA

	@property
	def process(self) -> str:
		return f"cluster-{self.name}"

	def port(self, ports: Ports) -> int:
		return ports.database(self.number) if self.number else ports.replica


def configuration(home: Home, ports: Ports, server: Server) -> str:
	"""The whole my.cnf of a server."""
	common = COMMON.format(
		data=places.data(home, server.name),
		socket=places.socket(home, server.name),
		user=mariadb.user_name(),
		port=server.port(ports),
		number=server.number or len(SERVERS) + 1,
	)
	return common + (_of_cluster(ports, server) if server.number else "")


def _of_cluster(ports: Ports, server: Server) -> str:
	others = [number for number in reversed(SERVERS) if number != server.number]
	return GALERA.format(
		provider=programs.PROVIDER,
		method=programs.METHOD,
		members=",".join(f"127.0.0.1:{ports.group(number)}" for number in SERVERS),
		name=server.name,
		group=ports.group(server.number),
		missed=ports.missed(server.number),
		whole=ports.whole(server.number),
		# Whoever gives everything away answers nobody meanwhile: not the one that is written, if another is there.
		donors=",".join(f"galera-{number}" for number in others),
	)


def begin(runner: Runner, ports: Ports, server: Server, *, first: bool = False) -> None:
	"""Start a server without waiting for it; the first one of a cluster begins it."""
	home, data = runner.home, places.data(runner.home, server.name)
	Path(f"{data}.temporary").mkdir(exist_ok=True, mode=0o700)
	file = Path(f"{data}.cnf")
	file.write_text(configuration(home, ports, server))
	daemons.start(
		home,
		server.process,
		["mariadbd", f"--defaults-file={file}", *(["--wsrep-new-cluster"] if first else [])],
		cwd=home.path,
		env={"PATH": programs.search(runner)},
		executable=shutil.which("mariadbd", path=mariadb.SEARCH),
	)


def wait(runner: Runner, ports: Ports, server: Server) -> None:
	"""Wait until a server answers, and is up with the others where there are any."""
	port = server.port(ports)
	daemons.wait_until_ready(runner.home, server.process, lambda: is_ready(runner, port, server))


def is_ready(runner: Runner, port: int, server: Server) -> bool:
	if not daemons.answers(port):
		return False
	try:
		return not server.number or state_of(runner, port) == "Synced"
	except asking.Refused:
		return False


def state_of(runner: Runner, port: int) -> str:
	"""How a server stands in its cluster, in Galera's words."""
	return dict(asking.rows(runner, port, "show status like 'wsrep_local_state_comment'"))[
		"wsrep_local_state_comment"
	]


def size_at(runner: Runner, port: int) -> int:
	"""Of how many servers the cluster consists, as one of them sees it."""
	return int(dict(asking.rows(runner, port, "show status like 'wsrep_cluster_size'"))["wsrep_cluster_size"])


def lay_out(runner: Runner) -> None:
	"""Each server has the data that was kept, and nothing of an earlier run."""
	shutil.rmtree(places.data(runner.home, "any").parent, ignore_errors=True)
	for server in (*map(Server, SERVERS), Server(0)):
		shutil.copytree(places.kept(runner.home) / "data", places.data(runner.home, server.name))


def start_all(runner: Runner, ports: Ports) -> None:
	"""The cluster, whole, and the replica behind its last server."""
	first, *others = map(Server, SERVERS)
	begin(runner, ports, first, first=True)
	wait(runner, ports, first)
	for server in (*others, Server(0)):
		begin(runner, ports, server)
	for server in (*others, Server(0)):
		wait(runner, ports, server)
	if not patience.wait_until(lambda: size_at(runner, ports.database(1)) == len(SERVERS)):
		raise StepFailed("The servers have not found each other")
	follow(runner, ports)


def follow(runner: Runner, ports: Ports) -> None:
	"""Let the replica follow from here on: nothing was written since all were laid out."""
	behind = ports.database(SERVERS[-1])
	((file, position, *_more),) = asking.rows(runner, behind, "show master status")
	asking.tell(
		runner,
		ports.replica,
		f"""change master to master_host = '127.0.0.1', master_port = {behind}, master_user = 'root',
		master_password = '{runner.settings.database_password}', master_log_file = '{file}',
		master_log_pos = {position}; start slave""",
	)


def process_names() -> list[str]:
	"""The replica, and the servers from the last on."""
	return [Server(number).process for number in (0, *reversed(SERVERS))]
