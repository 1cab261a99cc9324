"""Frappe from the package index: a wheel whose names were replaced, with the names put back.

The package criscostack 1.0.0 is Frappe 15.0.0-dev of 2023-08-05 under other names. Its hash is pinned, so
what was checked once (docs/decisions/0010-where-frappe-comes-from.md) stays true.
"""

import hashlib
import shutil
import zipfile
from email.parser import HeaderParser
from pathlib import Path

from . import toolchain
from .runner import Runner, StepFailed

REQUIREMENT = "criscostack==1.0.0"
WHEEL = "criscostack-1.0.0-py3-none-any.whl"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
PACKAGE = "criscostack/"
METADATA = "criscostack-1.0.0.dist-info/METADATA"
VERSION_BRANCH = "version-15"

# Longer names first: "Crisco" is the beginning of others.
NAMES = (
	(b"criscostack", b"frappe"),
	(b"Criscostack", b"Frappe"),
	(b"CRISCOSTACK", b"FRAPPE"),
	(b"criscoerp", b"erpnext"),
	(b"Criscoerp", b"ERPNext"),
	(b"Crisco", b"Frappe"),
	(b"brik_helper", b"bench_helper"),
)
STRAY = (".DS_Store",)

PYPROJECT = """\
[project]
name = "frappe"
description = "Metadata driven, full-stack low code web framework"
requires-python = ">=3.10"
dynamic = ["version"]
dependencies = [
{dependencies}
]

[build-system]
requires = ["flit_core >=3.4,<4"]
build-backend = "flit_core.buildapi"
"""


def lay_out(target: Path, runner: Runner) -> None:
	"""Make a Git repository at ``target`` that the bench takes as it would take upstream's."""
	wheel = download(target.parent, runner)
	with zipfile.ZipFile(wheel) as archive:
		for member in archive.infolist():
			if is_wanted(member):
				unpack(archive, member, target)
		dependencies = read_dependencies(archive)
	write_pyproject(target, dependencies)
	wheel.unlink()
	commit(target, runner)


def download(folder: Path, runner: Runner) -> Path:
	"""The wheel, checked against its pinned hash."""
	python = toolchain.program(runner.home, "python")
	runner.run(
		[
			python,
			"-m",
			"pip",
			"download",
			"--quiet",
			"--no-deps",
			"--only-binary=:all:",
			"-d",
			folder,
			REQUIREMENT,
		]
	)
	wheel = folder / WHEEL
	found = hashlib.sha256(wheel.read_bytes()).hexdigest()
	if found != SHA256:
		raise StepFailed(f"{WHEEL} has the hash {found}, expected {SHA256}")
	return wheel


def is_wanted(member: zipfile.ZipInfo) -> bool:
	name = Path(member.filename).name
	return member.filename.startswith(PACKAGE) and not member.is_dir() and name not in STRAY


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
	file = target / put_back(member.filename.encode()).decode()
	file.parent.mkdir(parents=True, exist_ok=True)
	file.write_bytes(put_back(archive.read(member)))


def put_back(content: bytes) -> bytes:
	"""The content with Frappe's names."""
	for replaced, original in NAMES:
		content = content.replace(replaced, original)
	return content


def read_dependencies(archive: zipfile.ZipFile) -> list[str]:
	"""The requirements the wheel's own metadata states."""
	metadata = HeaderParser().parsestr(archive.read(METADATA).decode())
	return metadata.get_all("Requires-Dist") or []


def write_pyproject(target: Path, dependencies: list[str]) -> None:
	lines = "\n".join(f'\t"{dependency}",' for dependency in dependencies)
	(target / "pyproject.toml").write_text(PYPROJECT.format(dependencies=lines))


def commit(target: Path, runner: Runner) -> None:
	"""The bench clones what it installs, so the files become one commit."""
	shutil.rmtree(target / ".git", ignore_errors=True)
	identity = ["-c", "user.name=qingdan bench", "-c", "user.email=bench@localhost"]
	runner.run(["git", "init", "--quiet", "--initial-branch", VERSION_BRANCH], cwd=target)
	runner.run(["git", "add", "--all", "--force"], cwd=target)
	message = f"Frappe as {REQUIREMENT} carries it"
	runner.run(["git", *identity, "commit", "--quiet", "--message", message], cwd=target)
