"""python -m qingdan_app.parsing, and the JSON it prints."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from qingdan_app.parsing import parse_text, to_json
from qingdan_app.parsing.__main__ import main
from qingdan_app.parsing.tests.factories import document, item

PACKAGE = Path(__file__).parents[1]


def test_the_summary_counts_lists_sections_items_and_tasks(hangzhou_file, capsys):
	assert main([str(hangzhou_file)]) == 0
	lines = capsys.readouterr().out.split("\n")
	assert "all   24        216    733" in lines


def test_the_module_runs_with_nothing_but_python(hangzhou_file):
	command = [
		sys.executable,
		"-I",
		"-c",
		"import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv[1:] = sys.argv[2:]; runpy.run_module('qingdan_app.parsing', run_name='__main__')",
	]
	command += [str(PACKAGE.parents[1]), str(hangzhou_file), "--json"]
	done = subprocess.run(command, capture_output=True, env={"LC_ALL": "C"}, check=True)
	data = json.loads(done.stdout.decode("utf-8"))
	tasks = [
		task
		for one in data["lists"]
		for part in one["sections"]
		for found in part["items"]
		for task in found["tasks"]
	]
	assert len(tasks) == 733


def test_json_survives_a_round_trip(hangzhou):
	data = to_json(hangzhou)
	assert json.loads(json.dumps(data, ensure_ascii=False)) == data


def test_what_is_no_list_ends_with_2_and_one_sentence(tmp_path, capsys):
	file = tmp_path / "letter.txt"
	file.write_text("您好")
	assert main([str(file)]) == 2
	captured = capsys.readouterr()
	assert captured.out == ""
	assert captured.err.startswith("This file is no responsibility list: ")
	assert captured.err.count("\n") == 1


@pytest.mark.parametrize("missing", ["does-not-exist.txt", "."])
def test_a_file_that_cannot_be_read_ends_with_2(missing, tmp_path, capsys):
	assert main([str(tmp_path / missing)]) == 2
	assert capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--jsn", "a"]])
def test_wrong_usage_ends_with_2(arguments, capsys):
	with pytest.raises(SystemExit) as ending:
		main(arguments)
	assert ending.value.code == 2
	assert "usage:" in capsys.readouterr().err


def test_the_json_has_exactly_the_fields_of_schema_1():
	data = to_json(parse_text(document(item("1*", units="市建委配合落实"))))
	assert data["schema"] == 1
	assert list(data) == ["schema", "title", "base_year", "lists", "issues", "same_matter", "columns", "said"]
	(one,) = data["lists"]
	assert list(one) == ["number", "title", "line", "notes", "claims", "sections"]
	(section,) = one["sections"]
	assert list(section) == ["number", "leader", "post", "heading", "line", "items"]
	(found,) = section["items"]
	assert list(found) == [
		*("serial", "starred", "text", "tags", "line", "units_raw", "units"),
		*("lead_unit", "lead_rule", "province_lead", "tasks"),
		*("number", "leader", "lead_units", "place", "said"),
	]
	assert list(found["units"][0]) == ["raw", "name", "alias", "kind", "role"]
	(task,) = found["tasks"]
	assert list(task) == [
		*("number", "text", "line", "deadline", "targets", "place"),
		*("units_raw", "units", "lead_unit", "lead_units", "lead_rule", "leader", "further", "said"),
	]
	assert (found["place"], found["number"], task["units"], task["further"]) == ("第13行", "1*", None, [])
	assert task["deadline"] == {
		"raw": "12月",
		"kind": "date",
		"dates": [{"date": "2021-12-31", "precision": "month", "label": None}],
		"final": "2021-12-31",
	}
	assert {tuple(issue) for issue in data["issues"]} == {("line", "place", "code", "message")}


def test_the_claims_of_a_list_are_an_object_or_null(hangzhou):
	first, second, third, fourth = to_json(hangzhou)["lists"]
	assert list(first["claims"]) == ["raw", "lead", "cooperating", "starred"]
	assert second["claims"]["starred"] == [1, 21]
	assert third["claims"] is None
	assert fourth["claims"] is None


def test_the_package_imports_only_itself_and_the_standard_library():
	for file in PACKAGE.glob("*.py"):
		for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
			names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
			names += [node.module] if isinstance(node, ast.ImportFrom) else []
			for name in names:
				assert name.startswith("qingdan_app.parsing") or name.split(".")[0] in sys.stdlib_module_names
