"""A rule that is broken is noticed by the tests beside it: each is broken here, one place at a time, and they fail."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from inspect import signature
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest

from qingdan_app.tests.architecture import code
from qingdan_app.tests.architecture.breakages import BREAKAGES, Breakage
from qingdan_app.tests.architecture.breakages_on_site import BREAKAGES_ON_SITE

FOLDERS = ("tasks/rules", "organization/rules", "importing/plan", "working_time/rules", "topology/rules")


class Broken(MetaPathFinder, Loader):
	"""Imports one module of the app from other source than its file's; nothing is written anywhere."""

	def __init__(self, breakage: Breakage):
		self.name = dotted(breakage.file)
		source = (code.APP / breakage.file).read_text(encoding="utf-8")
		self.code = compile(source.replace(breakage.text, breakage.broken, 1), breakage.file, "exec")

	def find_spec(self, fullname, path, target=None):
		return ModuleSpec(fullname, self) if fullname == self.name else None

	def exec_module(self, module):
		exec(self.code, module.__dict__)


def dotted(file: str) -> str:
	return ".".join((code.PACKAGE, *Path(file).with_suffix("").parts))


@contextmanager
def only(finder: MetaPathFinder, folder: str) -> Iterator[None]:
	"""Import this folder of the app anew, through `finder` first; afterwards everything is as it was.

	What was imported meanwhile of other folders has seen what is broken: it is forgotten too.
	"""
	known = set(sys.modules)
	whole = drop(f"{code.PACKAGE}.{folder}.")
	sys.meta_path.insert(0, finder)
	try:
		yield
	finally:
		sys.meta_path.remove(finder)
		drop(f"{code.PACKAGE}.{folder}.")
		for name in set(sys.modules) - known:
			if name.startswith(f"{code.PACKAGE}."):
				del sys.modules[name]
		put_back(whole)


def drop(prefix: str) -> dict[str, ModuleType]:
	"""Forget the modules whose names begin so; answers them."""
	return {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith(prefix)}


def put_back(whole: dict[str, ModuleType]) -> None:
	"""Let the modules be found again, by name and as what stands in their package."""
	sys.modules.update(whole)
	for name, module in whole.items():
		package, _, own = name.rpartition(".")
		setattr(sys.modules[package], own, module)


def is_noticed(breakage: Breakage) -> bool:
	"""Whether one of the plain tests of the file fails an assertion while the rule is broken."""
	with only(Broken(breakage), breakage.file.partition("/")[0]):
		return any(fails(test, values) for test, values in plain_tests(import_module(dotted(breakage.tests))))


def fails(test, values: dict) -> bool:
	try:
		test(**values)
	except (AssertionError, pytest.fail.Exception):
		return True
	except Exception:
		return False
	return False


def plain_tests(module: ModuleType) -> Iterator[tuple]:
	"""The tests of a module with the values of their parameters; not those that want a fixture or hypothesis."""
	for name, test in vars(module).items():
		if name.startswith("test_") and not hasattr(test, "hypothesis"):
			for values in combinations(getattr(test, "pytestmark", [])):
				if set(values) == set(signature(test).parameters):
					yield test, values


def combinations(marks: list) -> Iterator[dict]:
	rows = [[named(*mark.args[:2], value) for value in mark.args[1]] for mark in marks]
	for chosen in product(*rows):
		yield {name: value for row in chosen for name, value in row.items()}


def named(names: str | tuple, _values: object, value: object) -> dict:
	if isinstance(names, str):
		return {names: value}
	return dict(zip(names, value, strict=True))


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.meets)
def test_a_broken_rule_is_noticed_by_the_tests_beside_it(breakage):
	source = (code.APP / breakage.file).read_text(encoding="utf-8")
	assert source.count(breakage.text) == 1, f"{breakage.file} reads otherwise now: break it as it is"
	assert is_noticed(breakage), f"{breakage.tests} does not notice: {breakage.meets}"


@pytest.mark.parametrize("tests", sorted({breakage.tests for breakage in BREAKAGES}))
def test_the_tests_beside_a_rule_pass_while_it_is_whole(tests):
	assert [
		test.__name__ for test, values in plain_tests(import_module(dotted(tests))) if fails(test, values)
	] == []


def test_every_rule_of_the_city_is_broken_somewhere():
	rules = {code.short(file) for folder in FOLDERS for file in code.files(*folder.split("/"))}
	rules = {rule for rule in rules if not Path(rule).name.startswith(("test_", "__"))}
	assert rules - {breakage.file for breakage in BREAKAGES} == set()


@pytest.mark.parametrize("breakage", BREAKAGES_ON_SITE, ids=lambda breakage: breakage.meets)
def test_what_is_broken_on_a_site_reads_as_it_says_and_its_test_is_there(breakage):
	source = (code.APP / breakage.file).read_text(encoding="utf-8")
	assert source.count(breakage.text) == 1, f"{breakage.file} reads otherwise now: break it as it is"
	module, _case, test = breakage.test.rsplit(".", 2)
	file = code.APP / f"{module.replace('.', '/')}.py"
	assert f"def {test}(" in file.read_text(encoding="utf-8")
