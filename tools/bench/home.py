"""Where everything lives: the checkout and the one state folder."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

LONGEST_SOCKET_PATH = 100
APP = "qingdan_app"


@dataclass(frozen=True)
class Home:
	"""The checkout (``root``) and its state folder (``path``), with the places inside it by name."""

	root: Path
	path: Path

	@property
	def bench(self) -> Path:
		return self.path / "bench"

	@property
	def sites(self) -> Path:
		return self.bench / "sites"

	@property
	def python(self) -> Path:
		return self.bench / "env" / "bin" / "python"

	@property
	def logs(self) -> Path:
		return self.path / "logs"

	@property
	def run(self) -> Path:
		return self.path / "run"

	@property
	def stamps(self) -> Path:
		return self.path / "stamps"

	@property
	def toolchain(self) -> Path:
		return self.path / "toolchain"

	@property
	def source(self) -> Path:
		return self.path / "source"

	@property
	def mariadb(self) -> Path:
		return self.path / "mariadb"

	@property
	def redis(self) -> Path:
		return self.path / "redis"

	@property
	def demo_users(self) -> Path:
		return self.path / "demo-users.json"

	@property
	def database_socket(self) -> Path:
		"""In the state folder, or in a private folder under /tmp where that path is too long for a socket."""
		inside = self.run / "mariadb.sock"
		if len(str(inside)) <= LONGEST_SOCKET_PATH:
			return inside
		digest = hashlib.sha256(str(self.path).encode()).hexdigest()[:16]
		return Path(tempfile.gettempdir()) / f"qingdan-{os.getuid()}-{digest}" / "mariadb.sock"

	def make_folders(self) -> None:
		for folder in (self.logs, self.run, self.stamps, self.database_socket.parent):
			folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def locate() -> Home:
	"""The home of the checkout this file stands in; QINGDAN_HOME moves the state folder."""
	root = Path(__file__).resolve().parents[2]
	chosen = os.environ.get("QINGDAN_HOME")
	return Home(root=root, path=Path(chosen).expanduser().resolve() if chosen else root / ".bench")
