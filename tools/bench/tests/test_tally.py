from pathlib import Path

from bench.tally import Tally, of_check, of_junit, of_unittest

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


def test_pytest_is_counted_from_its_report(tmp_path: Path):
	report = tmp_path / "report.xml"
	report.write_text(REPORT)

	assert of_junit(report, 1) == Tally(passed=2, failed=2, skipped=1)


def test_a_pytest_that_wrote_no_report_has_failed(tmp_path: Path):
	assert of_junit(tmp_path / "none.xml", 4) == Tally(failed=1)


def test_skipped_tests_are_told():
	assert str(of_check(0) + Tally(2, 1, 3)) == "3 passed, 1 failed, 3 skipped"
	assert str(of_check(1)) == "0 passed, 1 failed"
