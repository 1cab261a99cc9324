"""When a site is well: for a load balancer, which only asks whether requests can be answered, and for whoever watches over it."""

from dataclasses import dataclass

LATEST = 30 * 60
"""Seconds by which a message or a clock may be behind: several rounds of the scheduler."""


@dataclass(frozen=True)
class Health:
	"""Whether database, cache and queue answer, and by how many seconds the message and the clock that have waited longest are behind; None
	where nobody could look."""

	database: bool
	cache: bool
	queue: bool
	message_behind: int | None = None
	clock_behind: int | None = None


def answers(health: Health) -> bool:
	"""Whether requests can be answered. Without the queue they can: what waits is found by a sweep."""
	return health.database and health.cache


def is_well(health: Health) -> bool:
	"""Whether nothing is away, and nothing lies."""
	behind = (health.message_behind, health.clock_behind)
	return answers(health) and health.queue and all(each is not None and each <= LATEST for each in behind)
