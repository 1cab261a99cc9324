from pathlib import Path

from bench.tally import Tally, of_check, of_junit, of_part, of_unittest

REPORT = '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/></testsuites>'


def test_a_run_of_frappes_runner_is_counted_from_its_closing_lines():
	output = "a test printed failures=7\nRan 6 tests in 1.2s\n\nFAILED (failures=1, errors=2, skipped=1)\n"

	assert of_unittest(output, 1) == Tally(passed=2, failed=3, skipped=1)


def test_unit_and_integration_runs_of_frappe_16_are_added_up():
	output = "Ran 2 tests in 0.1s\n\nOK\n\nRan 3 tests in 0.2s\n\nOK (skipped=1)\n"

	assert of_unittest(output, 0) == Tally(passed=4, failed=0, skipped=1)


def test_a_run_in_which_no_test_ran_has_failed():
	assert of_unittest("Ran 0 tests in 0.0s\n\nOK\n", 0) == Tally(failed=1)


def test_a_run_that_broke_off_has_failed_even_if_its_tests_passed():
	assert of_unittest("Ran 2 tests in 0.1s\n\nOK\n", 1) == Tally(passed=2, failed=1)


PART = """
qingdan_app.tests.test_a.TestA
  \x1b[32m ✔ \x1b[0m test_it
  \x1b[37m = \x1b[0m test_left_out
  \x1b[31m ✖ \x1b[0m test_that

Tests: 3, Failing: 1, Errors: 0
"""


def test_a_part_of_a_run_is_counted_from_its_last_line_and_its_skipped_tests():
	assert of_part(PART, 0) == Tally(passed=1, failed=1, skipped=1)


def test_a_part_of_frappe_16_begins_its_lines_without_a_colour():
	assert of_part(PART.replace("\x1b[37m = \x1b[0m", " = "), 0) == Tally(passed=1, failed=1, skipped=1)


def test_a_part_that_holds_no_test_is_none():
	assert of_part("Tests: 0, Failing: 0, Errors: 0\n", 0) == Tally()


def test_a_part_that_broke_off_has_failed():
	assert of_part("", 0) == Tally(failed=1)
	assert of_part("Tests: 3, Failing: 0, Errors: 0\n", 1) == Tally(passed=3, failed=1)


def test_pytest_is_counted_from_its_report(tmp_path: Path):
	report = tmp_path / "report.xml"
	report.write_text(REPORT)

	assert of_junit(report, 1) == Tally(passed=2, failed=2, skipped=1)


def test_a_pytest_that_wrote_no_report_has_failed(tmp_path: Path):
	assert of_junit(tmp_path / "none.xml", 4) == Tally(failed=1)


def test_skipped_tests_are_told():
	assert str(of_check(0) + Tally(2, 1, 3)) == "3 passed, 1 failed, 3 skipped"
	assert str(of_check(1)) == "0 passed, 1 failed"
