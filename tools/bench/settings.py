"""What is chosen once for a state folder and then kept: ports, passwords, site names."""

import json
import secrets
import socket
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from .home import Home

FIRST_PORT = 20000
BLOCKS = 1000
BLOCK_SIZE = 10


@dataclass(frozen=True)
class Settings:
	"""Ports on 127.0.0.1, passwords of this bench alone, and the names of its sites."""

	first_port: int
	database_password: str
	administrator_password: str
	site: str = "qingdan.localhost"
	test_site: str = "test_site"
	second_test_site: str = "second_test_site"
	browser_site: str = "browser.localhost"
	second_browser_site: str = "second-browser.localhost"
	upgrade_site: str = "upgrade.localhost"

	@property
	def web_port(self) -> int:
		return self.first_port

	@property
	def socketio_port(self) -> int:
		return self.first_port + 1

	@property
	def database_port(self) -> int:
		return self.first_port + 2

	@property
	def cache_port(self) -> int:
		return self.first_port + 3

	@property
	def queue_port(self) -> int:
		return self.first_port + 4

	@property
	def address(self) -> str:
		return f"http://127.0.0.1:{self.web_port}"


def load(home: Home) -> Settings:
	"""The settings kept in the state folder, chosen now if there are none yet."""
	file = home.path / "settings.json"
	if file.exists():
		return Settings(**json.loads(file.read_text()))
	settings = Settings(
		first_port=choose_first_port(home.path),
		database_password=secrets.token_hex(12),
		administrator_password="admin",
	)
	file.write_text(json.dumps(asdict(settings), indent="\t"))
	file.chmod(0o600)
	return settings


def choose_first_port(path: Path) -> int:
	"""The first of ten free ports."""
	return first_of_free(path, FIRST_PORT, BLOCKS, BLOCK_SIZE)


def first_of_free(path: Path, lowest: int, blocks: int, size: int) -> int:
	"""The first port of a free block of that size: one derived from the folder's name, or the next one that is free."""
	start = zlib.crc32(str(path).encode()) % blocks
	for offset in range(blocks):
		first = lowest + (start + offset) % blocks * size
		if all(is_free(first + step) for step in range(size)):
			return first
	raise RuntimeError(f"no {size} free ports between {lowest} and {lowest + blocks * size}")


def is_free(port: int) -> bool:
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind(("127.0.0.1", port))
		except OSError:
			return False
	return True
