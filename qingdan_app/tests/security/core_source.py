"""The endpoints of core as its source has them: read, not run, so that nothing has to be installed for it."""

import ast
import gc
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import frappe

import qingdan_app

ROOT = Path(frappe.__file__).parent
SPEAKS = re.compile(
	r"doctype|(^|_)(dt|dn|docs?)$|^(names?|query|scope|tag|search_term)$|field|filter|file|_name$|docname|attachment|^\*\*|^method$|_method$"
)
"""What an argument is called that names a DocType, a document, a field, a filter or a file."""
BY_FORM = {"form_dict", "get_form_params"}
"""How an endpoint takes its arguments that does not name them."""


def endpoints() -> Iterator[str]:
	"""The address of every endpoint that may be told what to read or to write."""
	for module, tree in modules().items():
		for node in tree.body:
			if isinstance(node, ast.FunctionDef) and is_open(node) and may_be_told(node):
				yield f"{module}.{node.name}"


def aliases(function: str) -> set[str]:
	"""Other addresses of an endpoint: modules that import it, or all of its module."""
	module, _, name = function.rpartition(".")
	found = {importer: alias for importer, source, alias in imports() if source == f"{module}.{name}"}
	found |= {importer: name for importer, source, alias in imports() if source == module and alias == "*"}
	return {f"{importer}.{alias}" for importer, alias in found.items()}


@cache
def arguments(endpoint: str) -> dict[str, bool]:
	"""The names of an endpoint's arguments, and whether each may be left out."""
	module, _, name = endpoint.rpartition(".")
	place = modules().get(module) or modules(Path(qingdan_app.__file__).parent)[module]
	given = next(node for node in place.body if isinstance(node, ast.FunctionDef) and node.name == name).args
	words = [argument.arg for argument in (*given.posonlyargs, *given.args)]
	optional = dict.fromkeys(words[len(words) - len(given.defaults) :], True)
	named = {
		word.arg: default is not None
		for word, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
	}
	return {**dict.fromkeys(words, False), **optional, **named}


def is_open(node: ast.FunctionDef) -> bool:
	return any("whitelist" in ast.unparse(each).split("(")[0] for each in node.decorator_list)


def may_be_told(node: ast.FunctionDef) -> bool:
	words = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
	if node.args.kwarg:
		words.append(f"**{node.args.kwarg.arg}")
	by_form = any(each in ast.unparse(node) for each in BY_FORM)
	return by_form or any(SPEAKS.search(word) for word in words)


@cache
def modules(root: Path = ROOT) -> dict[str, ast.Module]:
	found = {}
	for file in sorted(root.rglob("*.py")):
		parts = file.relative_to(root.parent).with_suffix("").parts
		if not {"tests", "node_modules", "boilerplate"} & set(parts) and not file.name.startswith("test_"):
			found[".".join(parts).removesuffix(".__init__")] = ast.parse(file.read_text(encoding="utf-8"))
	gc.freeze()  # millions of nodes that stay: looking for garbage among them took a third of what the matrix computes
	return found


@cache
def imports() -> list[tuple[str, str, str]]:
	"""Module, what it imports from by its full name, and as what."""
	return [
		(module, node.module if name.name == "*" else f"{node.module}.{name.name}", name.asname or name.name)
		for module, tree in modules().items()
		for node in tree.body
		if isinstance(node, ast.ImportFrom) and node.module and not node.level
		for name in node.names
	]
