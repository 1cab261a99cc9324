"""What holds a worker is refused, what compares and adds up is not."""

from types import SimpleNamespace

import pytest

from qingdan_app.workflows.engine.flow.cost import COUNTING, counted, too_costly

ENDLESS = (
	"9**9**7",
	"doc.a ** doc.b",
	"1 << 10",
	"'a' * doc.a",
	"doc.a * [1]",
	"'%999999999d' % 1",
	"f'{doc.a:999999999}'",
	"'{:999999999}'.format(1)",
	"'x'.ljust(999999999)",
	"sum(range(999999999))",
	"[b for a in doc.rows for b in doc.rows]",
	"[[b for b in doc.rows] for a in doc.rows]",
	"pow(9, 999999)",
	"9999999999999999999 > doc.a",
	" + ".join(["doc.a"] * 300),
	"(lambda f: f(f))(lambda f: f(f))",
)
REPEATING = (
	"(doc.title) * (99999) * 99",
	"(doc.title or 'a') * 100000",
	"('a' if 1 else 'b') * 99999",
	"doc.rows * 99999",
	"99999 * doc.rows",
	"(doc.title + 'x') * 99999",
	"-(-doc.number * 2) * doc.title",
	"max(['a', 'b']) * 99999",
	"doc.pattern % 1",
)
"""What is repeated is seen only when it is judged. By as much as a machine holds while the rule is broken."""
USUAL = (
	"",
	"doc.amount > 50000 and doc.kind == '工程'",
	"doc.amount * 1.13 >= 10000 or not doc.budget",
	"sum(row.amount for row in doc.items) > 1000",
	"any(row.kind == '进口' for row in doc.items)",
	"len(doc.items) % 2 == 0",
	"doc.title.startswith('A') and doc.title.lower() in ('a', 'b')",
	"this is no expression",
)


@pytest.mark.parametrize("expression", ENDLESS)
def test_what_could_hold_a_worker_is_named(expression):
	assert too_costly(expression)


@pytest.mark.parametrize("expression", USUAL)
def test_what_compares_and_adds_up_is_judged(expression):
	assert too_costly(expression) == ""


@pytest.mark.parametrize("expression", REPEATING)
def test_a_text_or_a_list_is_repeated_by_no_number(expression):
	with pytest.raises(TypeError):
		judged(expression)


@pytest.mark.parametrize(
	"expression", ["2 * 3 == 6", "doc.number * 1.5 == 7.5 and not doc.number % 5", "len(doc.rows) * 2 == 4"]
)
def test_numbers_are_multiplied_as_ever(expression):
	assert judged(expression)


def judged(expression: str):
	doc = SimpleNamespace(title="x", rows=[1, 2], number=5, pattern="%99999d")
	return eval(counted(expression), {**COUNTING, "doc": doc})
