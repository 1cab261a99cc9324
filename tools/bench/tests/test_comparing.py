"""Two checkouts are compared by what their own benchmark prints."""

from benchmarks import comparing

SAID = """… one client

| at once | requests | answers | deadlocks in InnoDB | p50 ms | p95 ms |
|---|---|---|---|---|---|
| ours | 30 | 30 × 200 | 0 | 317.7 | 768.3 |

Afterwards: 4 tasks

| one client | ours, p50 ms | core's, p50 ms | ratio |
|---|---|---|---|
| send | 74.9 | 86.2 | 0.87 |
| approve | 44.3 | 35.0 | 1.26 |


| one client | ours, least ms | core's, least ms | ratio |
|---|---|---|---|
| send | 64.4 | 75.3 | 0.86 |
"""


def test_the_medians_of_one_client_are_read():
	assert comparing.read(SAID) == {"send": (74.9, 86.2), "approve": (44.3, 35.0)}


def test_an_act_that_has_become_slower_is_named():
	rows = comparing.table(
		{
			comparing.BEFORE: {"send": [(50, 50), (100, 50)], "approve": [(40, 40)]},
			comparing.NOW: {"send": [(82.5, 50), (82.5, 50)], "approve": [(50, 50)]},
		}
	)

	assert rows[2:] == [
		"| send | 75.0 | 82.5 | 1.10 | 1.10 | ≤ 1.1 | yes |",
		"| approve | 40.0 | 50.0 | 1.25 | 1.00 | ≤ 1.1 | NO |",
	]
