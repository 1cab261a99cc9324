"""How many examples a property of the pure engine is tried on: some by default, HYPOTHESIS_PROFILE=full for many."""

import os

from hypothesis import settings

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"

BUDGET = settings(max_examples=1000 if FULL else 60, deadline=None, derandomize=True, database=None)
