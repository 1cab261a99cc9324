"""Whether the app changed since a step was done: a fingerprint of names, sizes and times of its files."""

from collections.abc import Iterator
from pathlib import Path

from .home import APP, Home

SCHEMA_FILES = {".html", ".json", ".md", ".txt"}
SCHEMA_CODE = {"hooks.py", "install.py", "patches", "setup"}
NOT_SHIPPED = {"__pycache__", "tests", "node_modules", "dist"}


def of_app(home: Home) -> list[tuple[str, int, int]]:
	"""Every shipped file of the app."""
	return [entry(home.root, file) for file in files(home.root / APP)]


def of_schema(home: Home) -> list[tuple[str, int, int]]:
	"""What a migration reads: documents kept as files, hooks, patches and seeding; not every line of code."""
	app = home.root / APP
	return [entry(home.root, file) for file in files(app) if concerns_schema(file.relative_to(app))]


def concerns_schema(file: Path) -> bool:
	return file.parts[0] in SCHEMA_CODE or (file.suffix in SCHEMA_FILES and file.parts[0] != "public")


def of_package(home: Home) -> tuple[str, int, int]:
	"""What the app needs of other packages, which are installed when it is linked into a bench."""
	return entry(home.root, home.root / "pyproject.toml")


def of_demo(home: Home) -> list[tuple[str, int, int]]:
	"""What the demo city and its year are made of."""
	folders = (home.root / APP / name for name in ("demo", "simulation"))
	return [entry(home.root, file) for folder in folders for file in files(folder)]


def of_public(home: Home) -> list[tuple[str, int, int]]:
	"""The app's own scripts and styles."""
	return [entry(home.root, file) for file in files(home.root / APP / "public")]


def of_asset_build(home: Home) -> list[tuple[str, int, int]]:
	"""The small build of the Desk and the packages it takes."""
	return [entry(home.root, file) for file in files(home.root / "tools" / "assets")]


def files(folder: Path) -> Iterator[Path]:
	for path in sorted(folder.iterdir()) if folder.exists() else ():
		if path.name in NOT_SHIPPED or path.suffix == ".pyc":
			continue
		if path.is_dir() and not path.is_symlink():
			yield from files(path)
		elif path.is_file():
			yield path


def entry(root: Path, file: Path) -> tuple[str, int, int]:
	stat = file.stat()
	return str(file.relative_to(root)), stat.st_size, stat.st_mtime_ns
