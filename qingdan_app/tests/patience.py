"""How long tests and the set-up of a bench wait: until what they wait for is there.

Nothing of them depends on how busy a machine is. So there is one limit, far above what anything takes; it only makes
a run that is stuck come to an end. Standard library only, as the set-up reads it too.
"""

import os
import time
from collections.abc import Callable

LIMIT = float(os.environ.get("QINGDAN_PATIENCE") or 300)
"""Seconds. Who writes a test that fails sets QINGDAN_PATIENCE=20 and hears of it sooner."""

PAUSE = 0.1


def wait_until(holds: Callable[[], bool]) -> bool:
	"""Look again and again until it holds; False if it does not within the limit."""
	end = time.monotonic() + LIMIT
	while not holds():
		if time.monotonic() > end:
			return False
		time.sleep(PAUSE)
	return True
