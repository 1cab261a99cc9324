"""Whether what was answered is what is stored: what the checks of a cluster are judged by."""

import pytest

from cluster import losing, races
from cluster.person import Answer, parsed
from cluster.races import Outcome

USERS = {"liaison": "a@x", "second_liaison": "b@x", "office": "c@x", "second_office": "d@x", "head": "e@x"}
DONE, REFUSED = Answer(200, {"message": {}}), Answer(409, {"exc_type": "AlreadyDecided"})
BARE = Answer(500, {"exc_type": "QueryDeadlockError"})


def faults(race, answers, log):
	return races.faults(Outcome(race, list(answers)), USERS, log)


def entry(act: str, user: str, of_request: bool = False) -> races.Entry:
	return (act, user, of_request)


def test_one_wins_and_the_other_is_told_by_name():
	assert faults(races.start("T"), (DONE, REFUSED), {"T": [entry("start", "a@x")]}) == []
	assert faults(races.start("T"), (REFUSED, DONE), {"T": [entry("start", "b@x")]}) == []


@pytest.mark.parametrize(
	("answers", "log"),
	[
		((DONE, DONE), [entry("start", "a@x")]),
		((DONE, DONE), [entry("start", "a@x"), entry("start", "b@x")]),
		((DONE, BARE), [entry("start", "a@x")]),
		((DONE, Answer(0, {})), [entry("start", "a@x")]),
		((DONE, Answer(404, {})), [entry("start", "a@x")]),
		((REFUSED, REFUSED), []),
		((DONE, REFUSED), []),
		((DONE, REFUSED), [entry("start", "b@x")]),
		((DONE, REFUSED), [entry("start", "a@x"), entry("start", "a@x")]),
	],
)
def test_whatever_else_comes_of_a_race_is_a_fault(answers, log):
	assert faults(races.start("T"), answers, {"T": log})


def test_what_happened_to_the_task_before_is_no_part_of_the_race():
	log = {"T": [entry("start", "a@x"), entry("submit", "a@x"), entry("return", "d@x")]}

	assert faults(races.decide("T"), (REFUSED, DONE), log) == []


def test_what_is_one_of_a_request_and_of_its_task_stands_in_the_log_for_both():
	both = [entry("return", "d@x", True), entry("return", "d@x", False)]

	assert faults(races.decide("T"), (REFUSED, DONE), {"T": both}) == []
	assert faults(races.decide("T"), (REFUSED, DONE), {"T": [*both, both[0]]})


def test_a_refusal_is_named_by_its_kind_or_by_what_was_raised():
	assert Answer(403, {"exception": "frappe.exceptions.PermissionError: 权限不足"}).name == "PermissionError"
	assert not Answer(404, {}).is_named_refusal


def test_of_many_each_is_won_once_whoever_it_was():
	race = races.many(["S", "T"])
	rows = [
		Answer(200, {"message": [{"name": "S", "ok": first}, {"name": "T", "ok": not first}]})
		for first in (True, False)
	]
	log = {"S": [entry("start", "a@x")], "T": [entry("start", "b@x")]}

	assert faults(race, rows, log) == []
	assert faults(race, [rows[0], rows[0]], log)


def test_who_comes_second_to_acknowledge_is_answered_with_nothing():
	first, second = Answer(200, {"message": ["T"]}), Answer(200, {"message": []})

	assert faults(races.acknowledge("T"), (first, second), {"T": [entry("acknowledge", "a@x")]}) == []
	assert faults(races.acknowledge("T"), (first, first), {"T": [entry("acknowledge", "a@x")]})


def test_kinds_of_races_are_mixed_and_none_is_left_out():
	waiting = {
		"start": ["A", "B"],
		"acknowledge": ["C", "D"],
		"many": [["E"], ["F"]],
		"decide": ["G", "H"],
		"withdraw": ["I", "J"],
	}

	run = races.of_round(waiting)

	assert [race.kind for race in run[:5]] == list(waiting)
	assert len(run) == 10


def test_what_is_acknowledged_is_stored_once_and_nothing_else_is():
	assert losing.unequal({"A"}, {"B"}, {"A": 1, "B": 1, "C": 0}) == []
	for stored in ({}, {"A": 0}, {"A": 2}, {"A": 1, "B": 1}):
		assert losing.unequal({"A"}, set(), stored)


def test_an_act_without_a_queue_is_done_or_nothing_of_it_is():
	assert losing.judged([("start", DONE, 1), ("start", BARE, 0)]) == []
	assert losing.judged([("start", DONE, 0)])
	assert losing.judged([("start", BARE, 1)])
	assert losing.judged([("start", DONE, 2)])


def test_what_is_no_answer_of_names_is_kept_as_text():
	assert parsed(b"<html>") == {"text": "<html>"}
	assert parsed(b"[1]") == {"message": [1]}
	assert parsed(b"") == {}
