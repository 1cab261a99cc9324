"""Which checks are run, in which order, and how they are counted."""

import unittest

from cluster import checks, suite


def names(found: unittest.TestSuite) -> list[str]:
	return [test.id().rpartition("checks.")[2] for case in found for test in case]


def test_every_case_of_the_checks_is_run_once():
	"""A case that stands in no list would be run by nobody."""
	there = {
		one
		for one in vars(checks).values()
		if isinstance(one, type) and issubclass(one, checks.OnCluster) and one is not checks.OnCluster
	}

	assert set(checks.IN_ORDER) == there
	assert len(names(suite.chosen([]))) == len(set(names(suite.chosen([]))))


def test_a_word_chooses_by_the_name_of_a_case_or_of_a_check():
	assert names(suite.chosen(["LostQueue"]))
	assert all("sixty" in name for name in names(suite.chosen(["sixty"])))
	assert {name.split(".")[0] for name in names(suite.chosen(["LostQueue", "StaleReplica"]))} == {
		"LostQueue",
		"StaleReplica",
	}
	assert names(suite.chosen(["nothing of that name"])) == []


def test_nothing_run_at_all_is_a_failure():
	assert suite.of_result(unittest.TestResult()).failed == 1


def test_what_failed_in_parts_counts_and_what_passed_does_too():
	result = unittest.TestResult()
	result.testsRun = 3
	result.errors.append((None, ""))

	assert (suite.of_result(result).passed, suite.of_result(result).failed) == (2, 1)
