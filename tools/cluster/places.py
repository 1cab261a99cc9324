"""Where the cluster of a state folder lies and listens: folders, and a block of ports that is free when it is started."""

from dataclasses import dataclass
from pathlib import Path

from bench import settings
from bench.home import Home

LOWEST, BLOCKS, SIZE = 10000, 400, 24
SITE = "cluster.localhost"
SERVERS = (1, 2, 3)
"""The servers of the Galera cluster; the first is the one that is written."""
NODES = (1, 2)
"""The machines with a web server and a worker each."""
PORTS_OF_SERVER = 4


@dataclass(frozen=True)
class Ports:
	"""Ports of 127.0.0.1, from the first of a block on."""

	first: int

	def database(self, server: int) -> int:
		return self._of_server(server)

	def group(self, server: int) -> int:
		"""Where the servers of the cluster speak with each other."""
		return self._of_server(server) + 1

	def missed(self, server: int) -> int:
		"""Where a server that comes back is told what it has missed (IST)."""
		return self._of_server(server) + 2

	def whole(self, server: int) -> int:
		"""Where a server that has nothing is given everything (SST)."""
		return self._of_server(server) + 3

	def web(self, node: int) -> int:
		return self.first + 20 + node

	@property
	def replica(self) -> int:
		return self.first + 16

	@property
	def writer(self) -> int:
		"""Where HAProxy answers with the one server that is written."""
		return self.first + 17

	@property
	def cache(self) -> int:
		return self.first + 18

	@property
	def queue(self) -> int:
		return self.first + 19

	def _of_server(self, server: int) -> int:
		return self.first + PORTS_OF_SERVER * server


def choose_ports(path: Path) -> Ports:
	"""The ports of the cluster of this state folder."""
	return Ports(settings.first_of_free(path, LOWEST, BLOCKS, SIZE))


def folder(home: Home) -> Path:
	return home.path / "cluster"


def kept(home: Home) -> Path:
	"""What a run begins with: the data of a server, and the site's folder."""
	return folder(home) / "kept"


def data(home: Home, name: str) -> Path:
	return folder(home) / "data" / name


def sites(home: Home, node: str) -> Path:
	"""What Frappe takes for the folder of its sites on a node."""
	return folder(home) / "nodes" / node / "sites"


def socket(home: Home, name: str) -> Path:
	return home.database_socket.with_name(f"{name}.sock")


def town_file(home: Home) -> Path:
	"""Who lives on the site, and what waits for whom (JSON)."""
	return kept(home) / "town.json"
