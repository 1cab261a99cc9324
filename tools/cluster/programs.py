"""What a cluster needs of Debian. Nothing of it runs as a service of the machine.

Galera copies a whole server by scripts that Debian has in its package mariadb-server, which starts a server of its own when it is
installed. So that package is only looked into, unless the machine has it.
"""

import os
import shutil
from pathlib import Path

from bench import mariadb, system_packages
from bench.runner import Runner, Step, StepFailed

from . import places

PACKAGES = ("galera-4", "haproxy", "iproute2", "lsof", "procps", "rsync")
PROVIDER = Path("/usr/lib/galera/libgalera_smm.so")
COPYING = "wsrep_sst_rsync"
COMMON = "wsrep_sst_common"
METHOD = "rsync_here"
"""How the servers call the script by which they copy each other."""
SERVED = "read only = no\n"
"""A line of what that script has rsync serve by."""
HOLDS_SCRIPTS = "mariadb-server"
ADVICE = (
	"The cluster needs Debian's galera-4, haproxy, rsync and the scripts of mariadb-server. See that Debian's "
	"packages can be had, then run the same command again."
)


def prepare(runner: Runner) -> None:
	"""Install what is missing; the run fails where it cannot be had."""
	if system_packages.missing(PACKAGES):
		runner.do(
			Step(
				"Debian packages of a cluster",
				lambda run: system_packages.install(PACKAGES, run),
				advice=ADVICE,
			)
		)
	if not shutil.which(COPYING, path=search(runner)):
		runner.do(Step("Scripts of Galera", take_scripts, advice=ADVICE))
	runner.do(Step("Programs of a cluster", check, advice=ADVICE))


def write_script(runner: Runner) -> None:
	"""Galera's script with one thing said: whose files rsync serves. Started by root it would serve them as nobody, who may not see them."""
	source = Path(shutil.which(COPYING, path=search(runner)))
	text = source.read_text()
	if text.count(SERVED) != 1:
		raise StepFailed(f"{source} is not as it was known: rsync can't be told whose files it serves")
	target = mine(runner) / f"wsrep_sst_{METHOD}"
	target.parent.mkdir(parents=True, exist_ok=True)
	target.write_text(text.replace(SERVED, f"{SERVED}uid = {os.geteuid()}\ngid = {os.getegid()}\n"))
	target.chmod(0o755)
	shutil.copy(source.with_name(COMMON), target.with_name(COMMON))


def take_scripts(runner: Runner) -> None:
	"""Unpack Debian's package beside the cluster."""
	target = unpacked(runner)
	shutil.rmtree(target, ignore_errors=True)
	target.mkdir(parents=True)
	root = system_packages.as_root([HOLDS_SCRIPTS])
	runner.run([*root, *system_packages.APT, "update"], may_ask=True)
	runner.run(["apt-get", "download", HOLDS_SCRIPTS], cwd=target)
	for file in target.glob("*.deb"):
		runner.run(["dpkg-deb", "--extract", file, target])
		file.unlink()


def check(runner: Runner) -> None:
	"""Raise StepFailed for the first program that there is not; write what the servers copy each other by."""
	if not PROVIDER.exists():
		raise StepFailed(f"There is no {PROVIDER}")
	for name in ("mariadbd", "mariadb-install-db", "haproxy", "rsync", COPYING):
		if not shutil.which(name, path=search(runner)):
			raise StepFailed(f"There is no {name} on this machine")
	write_script(runner)


def mine(runner: Runner) -> Path:
	return places.folder(runner.home) / "programs"


def unpacked(runner: Runner) -> Path:
	return places.folder(runner.home) / "unpacked"


def search(runner: Runner) -> str:
	"""Where programs are looked for."""
	return os.pathsep.join(
		[str(mine(runner)), os.environ.get("PATH", ""), mariadb.SEARCH, str(unpacked(runner) / "usr" / "bin")]
	)
