"""Whether the app changed since a step was done: a fingerprint of names, sizes and times of its files."""

from collections.abc import Iterator
from pathlib import Path

from .home import APP, Home

NOT_SHIPPED = {"__pycache__", "tests", "node_modules", "dist"}


def of_app(home: Home) -> list[tuple[str, int, int]]:
	"""Every shipped file of the app."""
	return [entry(home.root, file) for file in files(home.root / APP)]


def of_assets(home: Home) -> list[tuple[str, int, int]]:
	"""What the asset build reads of this checkout."""
	folders = (home.root / APP / "public", home.root / "tools" / "assets")
	return [entry(home.root, file) for folder in folders for file in files(folder)]


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
