"""Lays the bench out with the official toolchain, and links this checkout into it."""

import json
import os
import pwd
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from . import frappe_source, redis, toolchain
from .home import APP, Home
from .runner import Runner

# Frappe 15 imports pkg_resources without naming setuptools, which dropped it in version 81.
WITH_PKG_RESOURCES = "setuptools<81"
IDENTITY = "identity.txt"
FOLDERS = ("apps", "sites", "config/pids", "logs")


def prepare(runner: Runner) -> None:
	"""A fresh bench with Frappe in it. Whatever an interrupted run left is removed first."""
	home = runner.home
	shutil.rmtree(home.bench, ignore_errors=True)
	for folder in FOLDERS:
		(home.bench / folder).mkdir(parents=True)
	write_common_configuration(runner)
	bench(
		runner,
		*("init", home.bench, "--ignore-exist", "--frappe-path", home.source / "frappe"),
		*("--python", toolchain.find_python()),
		*("--skip-assets", "--skip-redis-config-generation", "--no-procfile", "--no-backups"),
	)
	write_common_configuration(runner)
	toolchain.pip_install(runner, home.python, [WITH_PKG_RESOURCES])


def identity(home: Home) -> str:
	"""What is done in a bench is done for this bench: a new one starts anew."""
	file = home.bench / IDENTITY
	if not file.exists():
		file.write_text(secrets.token_hex(8))
	return file.read_text()


def link_app(runner: Runner) -> None:
	"""Put the checkout into the bench as a link, so that an edited file is live."""
	home = runner.home
	link = home.bench / "apps" / APP
	if link.is_symlink():
		link.unlink()
	bench(runner, "get-app", "--soft-link", "--skip-assets", home.root)


def write_common_configuration(runner: Runner) -> None:
	"""Ports and addresses for every site, and the user that may run the bench: the one who runs this."""
	file = runner.home.sites / "common_site_config.json"
	known = json.loads(file.read_text()) if file.exists() else {}
	file.write_text(json.dumps({**known, **common_configuration(runner)}, indent=1, sort_keys=True))


def common_configuration(runner: Runner) -> dict[str, object]:
	settings = runner.settings
	return {
		**redis.addresses(runner),
		"db_host": "127.0.0.1",
		"db_port": settings.database_port,
		"webserver_port": settings.web_port,
		"socketio_port": settings.socketio_port,
		"default_site": settings.site,
		"serve_default_site": True,
		"frappe_user": user_name(),
		"live_reload": False,
		"shallow_clone": True,
	}


def user_name() -> str:
	return pwd.getpwuid(os.geteuid()).pw_name


def bench(
	runner: Runner,
	*words: object,
	cwd: Path | None = None,
	environment: Mapping[str, str] | None = None,
) -> None:
	"""Run the bench command inside the bench, with more around it if need be."""
	around = {**toolchain.environment(runner.home), "UV_CONSTRAINT": str(constraints(runner.home))}
	command = [toolchain.program(runner.home, "bench"), *words]
	runner.run(command, cwd=cwd or runner.home.bench, env={**around, **(environment or {})})


def constraints(home: Home) -> Path:
	"""The versions of Python libraries: all of them for the one Frappe of the package index, else what must be."""
	source = frappe_source.recorded(home)
	if source and source.is_package_index:
		return Path(__file__).parent / "constraints-package-index.txt"
	file = home.path / "constraints.txt"
	file.write_text(WITH_PKG_RESOURCES + "\n")
	return file
