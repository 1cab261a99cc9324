"""What is known of a running site, as values. What could not be read is None, and stands in `unread` with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Worker:
	"""A worker of the queue: its machine, the queues it serves, and by how many seconds its last sign of life lies ahead of now."""

	host: str
	queues: frozenset[str]
	ahead: float = 0.0


@dataclass(frozen=True)
class Facts:
	"""Everything that the rules look at."""

	variables: Mapping[str, str] | None = None
	"""Variables and status of the database server, by names in small letters."""
	servers: tuple[str, ...] | None = None
	"""Who has answered at the address of the database, one name for each of several connections."""
	plain_sequences: tuple[str, ...] | None = None
	"""Sequences of the site's database that step by a number of their own instead of by the cluster's."""
	other_engines: tuple[str, ...] | None = None
	"""Tables of the site's database that no transaction holds together (MyISAM, Aria)."""
	config: Mapping[str, object] = field(default_factory=dict)
	"""The configuration of the site."""
	queue: Mapping[str, object] | None = None
	"""What the queue's Redis says of itself (INFO)."""
	one_redis: bool = False
	"""Whether queue and cache are one server."""
	queues: tuple[str, ...] = ()
	workers: tuple[Worker, ...] | None = None
	scheduler_is_off: bool | None = None
	minutes_since_sweep: float | None = None
	"""Since the scheduler has last had the app's sweep run."""
	stopped_jobs: tuple[str, ...] | None = None
	"""Jobs of the app that somebody has stopped."""
	started_twice: tuple[str, ...] | None = None
	"""Scheduled jobs that were started twice within a minute."""
	sends_mail: bool | None = None
	clocks: Mapping[str, float] | None = None
	"""By how many seconds the clock of the database, of the queue, of the cache is ahead of this machine's."""
	offsets: Mapping[str, int] | None = None
	"""Minutes that `site`, `database` and `machine` are ahead of UTC."""
	year: int = 0
	unknown_years: tuple[int, ...] | None = None
	"""Years of the coming two months whose days off nobody knows."""
	system_managers: int | None = None
	backup_hours: float | None = None
	"""Age of the newest backup in the site's folder; infinite where there is none."""
	unread: Mapping[str, str] = field(default_factory=dict)
	"""What could not be read → why, as the server has said it."""
