"""Whether two flows could match the same document. In doubt they could: publishing is refused rather too often."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from qingdan_app.workflows.engine.flow.conditions import (
	AllOf,
	Candidate,
	CannotJudge,
	Condition,
	Operator,
	Test,
	passes,
)

MOST_CASES = 400
"""Conditions that unfold into more cases than this are not looked into: they count as overlapping."""

_LOWER = (Operator.GREATER, Operator.AT_LEAST)
_UPPER = (Operator.LESS, Operator.AT_MOST)
_SETTING = frozenset({Operator.EQUALS, Operator.IN, *_LOWER, *_UPPER, Operator.IS_SET, Operator.CONTAINS})

Case = tuple[Test, ...]


def clashes(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
	"""Names of each two flows of one priority that could match the same document."""
	return [
		(one.name, other.name)
		for one, other in combinations(candidates, 2)
		if one.priority == other.priority and could_match_both(one.condition, other.condition)
	]


def could_match_both(one: Condition, other: Condition) -> bool:
	"""False only where it is certain that no document meets both conditions."""
	first, second = _cases(one), _cases(other)
	if first is None or second is None or len(first) * len(second) > MOST_CASES**2:
		return True
	return any(_is_possible((*left, *right)) for left, right in product(first, second))


def _cases(condition: Condition) -> list[Case] | None:
	"""The condition as alternatives of tests that hold together; None where there are too many."""
	if isinstance(condition, Test):
		return [(condition,)]
	parts = [_cases(part) for part in condition.parts]
	if any(part is None for part in parts):
		return None
	unfolded = list(_limited(_all_of(parts) if isinstance(condition, AllOf) else _any_of(parts)))
	return unfolded if len(unfolded) <= MOST_CASES else None


def _all_of(parts: Iterable[list[Case]]) -> Iterator[Case]:
	for chosen in product(*parts):
		yield tuple(test for case in chosen for test in case)


def _any_of(parts: Iterable[list[Case]]) -> Iterator[Case]:
	for part in parts:
		yield from part


def _limited(cases: Iterator[Case]) -> Iterator[Case]:
	for count, case in enumerate(cases):
		yield case
		if count >= MOST_CASES:
			return


def _is_possible(case: Case) -> bool:
	fields = {test.field for test in case}
	return all(_field_is_possible([test for test in case if test.field == field]) for field in fields)


def _field_is_possible(tests: list[Test]) -> bool:
	"""Whether some value could pass all tests of one field."""
	operators = {test.operator for test in tests}
	if Operator.IS_NOT_SET in operators:
		return not operators & _SETTING or (_are_numbers(tests) and _passes_all(0, tests))
	listed = [test.values for test in tests if test.operator in (Operator.EQUALS, Operator.IN)]
	if listed:
		return any(_passes_all(value, tests) for value in listed[0])
	return not _is_empty_range(tests)


def _are_numbers(tests: list[Test]) -> bool:
	"""Whether the field is held against numbers: 0 is not set then, and yet less than some."""
	return any(isinstance(value, int | float) for test in tests for value in test.values)


def _passes_all(value: object, tests: list[Test]) -> bool:
	try:
		return all(passes(test, value) for test in tests)
	except CannotJudge:
		return True


def _is_empty_range(tests: list[Test]) -> bool:
	lower = [test for test in tests if test.operator in _LOWER]
	upper = [test for test in tests if test.operator in _UPPER]
	return any(_excludes(low, high) for low, high in product(lower, upper))


def _excludes(low: Test, high: Test) -> bool:
	try:
		closed = low.operator is Operator.AT_LEAST and high.operator is Operator.AT_MOST
		bottom, top = low.values[0], high.values[0]
		return bottom > top or (bottom == top and not closed)
	except (TypeError, IndexError):
		return False
