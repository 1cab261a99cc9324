"""The code of the app as trees, for tests that read it without running it."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

APP = Path(__file__).resolve().parents[2]
PACKAGE = APP.name


def files(*parts: str) -> list[Path]:
	"""Python files that ship and run on a site, below one of the app's folders."""
	found = sorted((APP.joinpath(*parts)).rglob("*.py"))
	return [file for file in found if not _tests(file)]


def _tests(file: Path) -> bool:
	"""A rule's test stands beside the rule, others in a folder of tests."""
	return "tests" in file.relative_to(APP).parts or file.name.startswith("test_")


@cache
def tree(file: Path) -> ast.Module:
	return ast.parse(file.read_text(encoding="utf-8"))


def short(file: Path) -> str:
	"""The file's path within the app, as people name it."""
	return file.relative_to(APP).as_posix()


def imports(file: Path) -> set[str]:
	"""Full names of the modules a file imports, wherever in it."""
	found: set[str] = set()
	for node in ast.walk(tree(file)):
		if isinstance(node, ast.Import):
			found |= {name.name for name in node.names}
		elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
			found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
	return found


def reaches(file: Path, *packages: str) -> set[str]:
	"""Which of `packages` (within the app) the file imports from."""
	wanted = {f"{PACKAGE}.{package}" for package in packages}
	return {name for name in wanted if any(f"{found}.".startswith(f"{name}.") for found in imports(file))}


def lines(file: Path) -> list[str]:
	return file.read_text(encoding="utf-8").splitlines()


def modules() -> list[Path]:
	"""The folders of the app's Frappe modules: those that hold DocTypes, reports, pages …"""
	names = (APP / "modules.txt").read_text(encoding="utf-8").split("\n")
	return [APP / name.lower().replace(" ", "_") for name in names if name]


def documents(kind: str) -> list[Path]:
	"""The files of the standard documents of one kind (`doctype`, `report`, …), of all modules."""
	return sorted(file for module in modules() for file in module.glob(f"{kind}/*/*.json"))


def doctype_file(name: str) -> Path:
	"""The file of one DocType, by its scrubbed name."""
	return next(file for file in documents("doctype") if file.stem == name)


def hooks() -> dict:
	"""The values of hooks.py as Frappe finds them: it needs no Frappe, and neither does what it imports."""
	module = importlib.import_module(f"{PACKAGE}.hooks")
	return {name: value for name, value in vars(module).items() if not name.startswith("_")}


def defines(dotted: str) -> bool:
	"""Whether `qingdan_app.module.name` is something that stands in that module, or is a module itself."""
	if APP.joinpath(*dotted.split(".")[1:]).with_suffix(".py").exists():
		return True
	module, _, name = dotted.rpartition(".")
	path = APP.joinpath(*module.split(".")[1:])
	file = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
	return file.exists() and name in names_in(tree(file))


def names_in(module: ast.Module) -> set[str]:
	named = (ast.FunctionDef, ast.ClassDef)
	found = {node.name for node in module.body if isinstance(node, named)}
	for node in module.body:
		targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
		found |= {target.id for target in targets if isinstance(target, ast.Name)}
		if isinstance(node, ast.ImportFrom):
			found |= {name.asname or name.name for name in node.names}
	return found


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
	for file in files():
		for node in ast.walk(tree(file)):
			if isinstance(node, ast.FunctionDef):
				yield file, node
