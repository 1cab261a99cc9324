"""Debian packages that are missing, and only those."""

import os
import shutil
import subprocess

from qingdan_app.tests.patience import LIMIT

from .runner import Runner, StepFailed

# mariadb-server-core and redis-tools bring the server programs without a system service.
PACKAGES = (
	"build-essential",
	"ca-certificates",
	"fonts-noto-cjk",
	"git",
	"libcairo2",
	"libharfbuzz-subset0",
	"libmariadb-dev",
	"libpango-1.0-0",
	"libpangoft2-1.0-0",
	"mariadb-client",
	"mariadb-server-core",
	"pkg-config",
	"python3-dev",
	"python3-venv",
	"redis-tools",
	"wkhtmltopdf",
)
BROWSER = ("chromium", "curl")
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", f"DPkg::Lock::Timeout={LIMIT:.0f}")


def missing(packages: tuple[str, ...]) -> list[str]:
	"""Those of the packages that are not installed."""
	asked = subprocess.run(
		["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
		capture_output=True,
		text=True,
	)
	present = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
	return [package for package in packages if package not in present]


def install(packages: tuple[str, ...], runner: Runner) -> str:
	"""Install what is missing, with sudo where this is not root."""
	wanted = missing(packages)
	if not wanted:
		return "nothing missing"
	root = as_root(wanted)
	runner.run([*root, *APT, "update"], may_ask=True)
	runner.run([*root, *APT, "install", "-y", "--no-install-recommends", *wanted], may_ask=True)
	return f"installed {len(wanted)}"


def as_root(wanted: list[str]) -> list[str]:
	"""What to put before a command that needs root."""
	if os.geteuid() == 0:
		return []
	if shutil.which("sudo"):
		return ["sudo"]
	raise StepFailed(f"There is no sudo here. As root: apt-get install {' '.join(wanted)}")
