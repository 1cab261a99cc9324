"""Conditions on a document's fields: to choose a flow or enter a step, and to find two flows that collide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Operator(str, Enum):
	"""How a field is held against the values."""

	EQUALS = "="
	NOT_EQUALS = "!="
	IN = "in"
	NOT_IN = "not in"
	GREATER = ">"
	AT_LEAST = ">="
	LESS = "<"
	AT_MOST = "<="
	IS_SET = "is set"
	IS_NOT_SET = "is not set"
	CONTAINS = "contains"


@dataclass(frozen=True)
class Test:
	"""One field, one operator, the values it is held against: one for comparisons, any number for lists."""

	__test__ = False

	field: str
	operator: Operator
	values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class AllOf:
	"""Every part holds; with no parts, always."""

	parts: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class AnyOf:
	"""At least one part holds; with no parts, never."""

	parts: tuple["Condition", ...] = ()


Condition = Test | AllOf | AnyOf
ALWAYS = AllOf()


class CannotJudge(ValueError):
	"""A test compares what cannot be compared, or has the wrong number of values."""


@dataclass(frozen=True)
class Candidate:
	"""A published flow that may be chosen for a document. Higher priority goes first."""

	name: str
	condition: Condition
	priority: int = 0


class TwoFlowsMatch(ValueError):
	"""Two flows of one priority match the document: `names` says which."""

	def __init__(self, names: Sequence[str]):
		super().__init__(", ".join(names))
		self.names = tuple(names)


def holds(condition: Condition, facts: Mapping[str, Any]) -> bool:
	"""Whether a document with these field values meets the condition. Raises CannotJudge.

	A field that is None or empty text is not set: it differs from every value and is neither greater nor less than
	any. Of a field that there is not nothing is judged: that it does not hold would let documents past. The values of “is set” are what counts as empty beside that: a number that nobody has
	entered is 0 in the database.
	"""
	if isinstance(condition, AllOf):
		return all(holds(part, facts) for part in condition.parts)
	if isinstance(condition, AnyOf):
		return any(holds(part, facts) for part in condition.parts)
	if condition.field not in facts:
		raise CannotJudge(f"{condition.field}: there is no such field")
	return passes(condition, facts[condition.field])


def passes(test: Test, value: Any) -> bool:
	"""Whether one value passes a test. Raises CannotJudge."""
	is_set = value is not None and value != ""
	if test.operator in (Operator.IS_SET, Operator.IS_NOT_SET):
		return (is_set and value not in test.values) is (test.operator is Operator.IS_SET)
	if test.operator in (Operator.NOT_EQUALS, Operator.NOT_IN):
		return not is_set or value not in _values(test)
	if not is_set:
		return False
	if test.operator in (Operator.EQUALS, Operator.IN):
		return value in _values(test)
	return _compare(test, value)


def choose(candidates: Sequence[Candidate], facts: Mapping[str, Any]) -> Candidate | None:
	"""The flow for a document: the matching one of highest priority, None if none matches.

	Raises TwoFlowsMatch where two of the same priority do: the last one never wins in silence.
	"""
	matching = [each for each in candidates if holds(each.condition, facts)]
	best = max((each.priority for each in matching), default=0)
	first = [each for each in matching if each.priority == best]
	if len(first) > 1:
		raise TwoFlowsMatch([each.name for each in first])
	return first[0] if first else None


def _values(test: Test) -> tuple[Any, ...]:
	single = test.operator not in (Operator.IN, Operator.NOT_IN)
	if single and len(test.values) != 1:
		raise CannotJudge(f"{test.field} {test.operator.value} takes one value, not {len(test.values)}")
	return test.values


def _compare(test: Test, value: Any) -> bool:
	(bound,) = _values(test)
	try:
		if test.operator is Operator.CONTAINS:
			return bound in value
		if isinstance(bound, int | float) and isinstance(value, str):
			value = float(value.replace(",", ""))
		return _COMPARISONS[test.operator](value, bound)
	except (TypeError, ValueError) as error:
		raise CannotJudge(f"{test.field} {test.operator.value}: {error}") from error


_COMPARISONS = {
	Operator.GREATER: lambda value, bound: value > bound,
	Operator.AT_LEAST: lambda value, bound: value >= bound,
	Operator.LESS: lambda value, bound: value < bound,
	Operator.AT_MOST: lambda value, bound: value <= bound,
}
