"""What holds a worker is refused, what compares and adds up is not."""

import pytest

from qingdan_app.workflows.engine.flow.cost import too_costly

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
)
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
