"""How many examples a property is tried on: some by default, HYPOTHESIS_PROFILE=full for many."""

import os

from hypothesis import HealthCheck, settings

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"


def budget(few: int, many: int | None = None) -> settings:
	"""The same examples in every run, and no clock: an example may take its time, and so may drawing it."""
	return settings(
		max_examples=many if FULL and many else few,
		deadline=None,
		derandomize=True,
		database=None,
		suppress_health_check=[HealthCheck.too_slow],
	)


BUDGET = budget(60, 1000)
"""For properties of the pure engine."""
