"""Tests and the set-up of a bench wait for things, not for time: a busy machine fails none of them."""

import ast
from pathlib import Path

from qingdan_app.tests import patience
from qingdan_app.tests.architecture import code

ROOT = code.APP.parent
BENCH = ROOT / "tools" / "bench"
SLEEPING = {"sleep", "wait_for_timeout"}
BUDGET = "qingdan_app.tests.budget"


def waiting_files() -> list[Path]:
	tests = [
		file for file in code.APP.rglob("*.py") if "tests" in file.parts or file.stem.startswith("test_")
	]
	return sorted({*tests, *BENCH.rglob("*.py")} - {Path(patience.__file__)})


def calls(file: Path) -> list[ast.Call]:
	return [node for node in ast.walk(code.tree(file)) if isinstance(node, ast.Call)]


def name_of(node: ast.expr) -> str:
	called = node.func if isinstance(node, ast.Call) else node
	return getattr(called, "attr", getattr(called, "id", ""))


def says_seconds(call: ast.Call) -> bool:
	"""Whether a call says by a plain number how long it is willing to wait."""
	limits = [word.value for word in call.keywords if word.arg == "timeout"]
	limits += call.args[:1] if name_of(call) in ("settimeout", "set_default_timeout") else []
	return any(isinstance(node, ast.Constant) for limit in limits for node in ast.walk(limit))


def test_nobody_waits_for_a_number_of_seconds():
	assert len(waiting_files()) > 100
	assert [
		f"{file.relative_to(ROOT)}:{call.lineno}"
		for file in waiting_files()
		for call in calls(file)
		if name_of(call) in SLEEPING or says_seconds(call)
	] == []


def test_nobody_measures_how_long_something_took():
	measuring = {"monotonic", "perf_counter", "process_time", "time_ns"}
	tests = [file for file in waiting_files() if BENCH not in file.parents]
	assert [
		f"{file.relative_to(ROOT)}:{call.lineno}"
		for file in tests
		for call in calls(file)
		if name_of(call) in measuring
	] == []


def test_whoever_tries_a_property_takes_the_settings_without_a_clock():
	drawing = [file for file in waiting_files() if "hypothesis.given" in code.imports(file)]
	assert len(drawing) > 5
	for file in drawing:
		beside = [each for each in (file, file.with_name("conftest.py")) if each.exists()]
		assert any(BUDGET in code.imports(each) for each in beside), file


def test_nobody_makes_settings_of_properties_anew():
	for file in waiting_files():
		made = [call for call in calls(file) if name_of(call) == "settings" and file.name != "budget.py"]
		if "hypothesis.settings" in code.imports(file):
			assert all(call.args and name_of(call.args[0]) == "budget" for call in made), file


def test_waiting_ends_when_it_holds_or_at_the_limit(monkeypatch):
	looks = iter((False, False, True))
	monkeypatch.setattr(patience, "PAUSE", 0)

	assert patience.wait_until(lambda: next(looks))
	monkeypatch.setattr(patience, "LIMIT", 0)
	assert not patience.wait_until(lambda: False)
