"""Many turns of one person in one job are one message."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Protocol

MOST_SINGLE = 5
"""Turns of one job that a person is told of one by one; where there are more, one message stands for all."""


class Told(Protocol):
	"""A message on one channel to one person."""

	kind: str
	receiver: str
	channel: str


def digests(messages: Iterable[Told], kind: str) -> list[list[Told]]:
	"""The messages of that kind that go to one person on one channel and are too many, each list one digest."""
	told: dict[Hashable, list[Told]] = defaultdict(list)
	for message in messages:
		if message.kind == kind:
			told[message.receiver, message.channel].append(message)
	return [many for many in told.values() if len(many) > MOST_SINGLE]
