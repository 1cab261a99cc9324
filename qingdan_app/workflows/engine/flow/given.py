"""What the engine is given with each call: people, verdicts, dates, stand-ins. It asks nobody itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingdan_app.workflows.engine.flow.definition import StepDefinition
from qingdan_app.workflows.engine.flow.state import Label, Request


@dataclass(frozen=True)
class Body:
	"""A body that has one voice, and who may give it: whoever of them answers first has answered for it."""

	key: str
	"""What people call it: it is named where nobody can answer for it."""
	people: tuple[str, ...] = ()


Resolve = Callable[[StepDefinition, Request], Sequence[str | Body]]
"""The users, or the bodies, a step resolves to for this request, in order. It may look at the request's earlier signers."""


@dataclass(frozen=True)
class Delegation:
	"""`person` has `to` stand in for them from `start` (included) until `until` (not included)."""

	id: str
	person: str
	to: str
	start: datetime
	until: datetime
	scope: Label | None = None
	"""Only requests with this label; None for all of them."""

	def covers(self, labels: Sequence[Label], now: datetime) -> bool:
		"""Whether it holds now for a request with these labels."""
		return self.start <= now < self.until and (self.scope is None or self.scope in labels)


def fixed(people: Mapping[str, Sequence[str | Body]]) -> Resolve:
	"""A Resolve for people worked out beforehand: step key → users."""
	return lambda step, request: tuple(people.get(step.key, ()))


def _nobody(step: StepDefinition, request: Request) -> Sequence[str]:
	return ()


def _the_initiator(request: Request) -> Sequence[str]:
	return (request.initiator,)


def _always(_reference: str) -> bool:
	return True


def _never() -> bool:
	return False


def _unknown(_key: str) -> None:
	return None


def _plain_minutes(start: datetime, minutes: int) -> datetime:
	return start + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Given:
	"""The world as the service sees it at this moment."""

	resolve: Resolve
	"""People of a step, asked when the step is entered, when one of them acts, and when posts have changed."""
	copies: Resolve = _nobody
	"""People who get a copy when the step has passed, for `StepDefinition.copies`."""
	holds: Callable[[str], bool] = _always
	"""Verdict of a condition reference, asked when the step would be entered."""
	due_after: Callable[[datetime, int], datetime] = _plain_minutes
	"""Moment that lies so many working minutes after another one."""
	date_of: Callable[[str], datetime | None] = _unknown
	"""A date of the subject that a clock refers to, by its key; None where there is none."""
	delegations: Iterable[Delegation] = ()
	"""Everything in force for the people concerned. One that is missing here counts as revoked."""
	superior_of: Callable[[str], str | None] = _unknown
	"""The superior of a user; None where nobody is known."""
	correctors: Callable[[Request], Sequence[str]] = _the_initiator
	"""Who acts for the initiator today: the initiator, or those who have followed them in their post."""
	available: Callable[[str], bool] = _always
	"""Whether a user exists, is enabled, and can open what they are to decide on."""
	unseen: Callable[[], bool] = _never
	"""Whether the subject is no longer what was sent in or last decided on: no clock decides over it then."""


def is_in_force(
	delegation: str, labels: Sequence[Label], now: datetime, delegations: Iterable[Delegation]
) -> bool:
	"""Whether a delegation holds now for a request with these labels: neither over nor revoked."""
	return any(each.id == delegation and each.covers(labels, now) for each in delegations)


def stand_in(
	person: str, labels: Sequence[Label], now: datetime, delegations: Iterable[Delegation]
) -> Delegation | None:
	"""Who stands in for `person` now: the narrowest delegation, then the one that began last.

	The delegate's own delegations are not looked at: delegation never cascades.
	"""
	found = [each for each in delegations if each.person == person and each.covers(labels, now)]
	return max(found, key=lambda each: (each.scope is not None, each.start, each.id), default=None)
