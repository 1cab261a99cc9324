"""The kinds of change requests: what each may ask for, and for which task. Plain data in, plain data out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from qingdan_app.tasks.rules.course import CLOSED, WITH_ITS_LIST, Course
from qingdan_app.tasks.rules.due import is_deadline
from qingdan_app.tasks.rules.states import TaskState


class Kind(str, Enum):
	"""变更申请的类别."""

	EXTENSION = "Extension"
	ADJUSTMENT = "Adjustment"
	SUSPENSION = "Suspension"
	RESUMPTION = "Resumption"
	TERMINATION = "Termination"
	MERGER = "Merger"
	CORRECTION = "Misprint"
	REVISION = "Revision"
	APPEAL = "Appeal"


class Asker(str, Enum):
	"""As whom somebody asks: the flow goes by it."""

	SUPERVISION = "Supervision"
	OFFICE = "Office"
	HEAD = "Head"
	LIAISON = "Liaison"


UNITS = ("new_lead_unit", "cooperating", "no_cooperating")
MAY_ASK: Mapping[Kind, tuple[str, ...]] = {
	Kind.EXTENSION: ("new_due_date",),
	Kind.ADJUSTMENT: ("new_text", "new_target", *UNITS, "new_leader", "milestones", "new_due_date"),
	Kind.SUSPENSION: (),
	Kind.RESUMPTION: ("new_due_date",),
	Kind.TERMINATION: (),
	Kind.MERGER: ("merged_into",),
	Kind.CORRECTION: ("new_text", "new_target", "new_deadline_raw", "new_due_date"),
	Kind.REVISION: ("revision",),
	Kind.APPEAL: ("score_event",),
}
"""What a request of each kind may ask for; anything else it holds is left out."""
NEEDS: Mapping[Kind, tuple[str, ...]] = {
	Kind.EXTENSION: ("new_due_date", "progress"),
	Kind.MERGER: ("merged_into",),
	Kind.REVISION: ("revision",),
	Kind.APPEAL: ("score_event",),
}
"""What a request of a kind cannot do without, beside its tasks and its reason."""
OF_NO_TASK: frozenset[Kind] = frozenset({Kind.APPEAL})
"""What is asked for of no task at all."""
SINGLE = ("new_text", "new_target", "new_deadline_raw")
"""Words of one task: a request about many does not ask for them."""
COURSE_OF: Mapping[Kind, Course] = {
	Kind.SUSPENSION: Course.SUSPENDED,
	Kind.RESUMPTION: Course.RUNNING,
	Kind.TERMINATION: Course.ENDED,
	Kind.MERGER: Course.MERGED,
}


class Why(str, Enum):
	"""Why a task cannot be changed so."""

	NOT_YOURS = "not yours"
	COMPLETED = "completed"
	CLOSED = "closed"
	WITH_ITS_LIST = "with its list"
	NO_DEADLINE = "no deadline"
	HAS_DEADLINE = "has deadline"
	NOT_LATER = "not later"
	IN_THE_PAST = "in the past"
	EXPIRED = "expired"
	SUSPENDED_ALREADY = "suspended already"
	NOT_SUSPENDED = "not suspended"
	IN_REVIEW = "in review"
	DATE_NEEDED = "date needed"
	INTO_ITSELF = "into itself"
	TARGET_CLOSED = "target closed"
	UNLIKELY = "unlikely"
	NOTHING_NEW = "nothing new"
	ASKED_ALREADY = "asked already"


@dataclass(frozen=True)
class Asked:
	"""What a request asks for, by field; what its kind knows nothing of is left out."""

	kind: Kind
	values: Mapping = field(default_factory=dict)

	def get(self, name: str):
		"""The value asked for, None where nothing is."""
		return self.values.get(name) or None if name in MAY_ASK[self.kind] else None

	@property
	def asks_for_units(self) -> bool:
		"""Whether other units are asked for, or none that help."""
		return any(map(self.get, UNITS))

	@property
	def days(self) -> list[date]:
		"""Every day that it asks for."""
		named = [self.get("new_due_date"), *(row["date"] for row in self.get("milestones") or ())]
		return [day for day in named if day]

	@property
	def new_due_date(self) -> date | None:
		"""The last day it would have: the date asked for, or the last of the milestones."""
		return self.get("new_due_date") or max(self.days, default=None)


@dataclass(frozen=True)
class Concerned:
	"""A task as a request finds it."""

	name: str
	state: str
	course: str
	due_date: date | None
	asker: Asker | None
	"""As whom the person may ask about it; None for whom it is none of their business."""
	changes: bool = True
	"""Whether what is asked for differs from what the task says."""
	target_open: bool = True
	asked_in: str = ""
	"""A request of the same kind that waits for its decision already."""


def missing(asked: Asked, given: Mapping, tasks: int) -> Iterator[str]:
	"""Names of fields that the request lacks, or, for words of a single task, may not hold."""
	yield from (name for name in ("reason", *NEEDS.get(asked.kind, ())) if not given.get(name))
	if asked.kind in (Kind.ADJUSTMENT, Kind.CORRECTION) and not any(map(asked.get, MAY_ASK[asked.kind])):
		yield "asked"
	if tasks > 1:
		yield from (f"single:{name}" for name in SINGLE if asked.get(name))


def why_not(asked: Asked, task: Concerned, today: date) -> Why | None:
	"""Why this task cannot be changed so by whoever asks; None where it can."""
	return next(_reasons(asked, task, today), None)


def _reasons(asked: Asked, task: Concerned, today: date) -> Iterator[Why]:
	if task.asker is None:
		yield Why.NOT_YOURS
	if task.state == TaskState.COMPLETED.value:
		yield Why.COMPLETED
	if task.course in WITH_ITS_LIST:
		yield Why.WITH_ITS_LIST
	if task.course in CLOSED and (asked.kind is not Kind.RESUMPTION or task.asker is not Asker.SUPERVISION):
		yield Why.CLOSED
	yield from _of_dates(asked, task, today)
	yield from _of_course(asked, task, today)
	if not task.changes:
		yield Why.NOTHING_NEW
	if task.asked_in:
		yield Why.ASKED_ALREADY


def _of_dates(asked: Asked, task: Concerned, today: date) -> Iterator[Why]:
	new = asked.new_due_date
	if asked.kind is Kind.EXTENSION and not task.due_date:
		yield Why.NO_DEADLINE
	if asked.kind is Kind.EXTENSION and new and task.due_date and new <= task.due_date:
		yield Why.NOT_LATER
	fixed = asked.kind is Kind.ADJUSTMENT and asked.get("new_due_date")
	if fixed and task.due_date:
		yield Why.HAS_DEADLINE
	if any(not is_deadline(day, today) for day in asked.days):
		yield Why.UNLIKELY
	if new and new < today and (fixed or asked.kind in (Kind.EXTENSION, Kind.RESUMPTION)):
		yield Why.IN_THE_PAST
	if _is_postponed_after_expiry(asked, task, today):
		yield Why.EXPIRED


def _is_postponed_after_expiry(asked: Asked, task: Concerned, today: date) -> bool:
	new, due = asked.new_due_date, task.due_date
	expired = bool(due and due < today and task.course != Course.SUSPENDED.value)
	return expired and bool(new and new > due) and task.asker is not Asker.SUPERVISION


def _of_course(asked: Asked, task: Concerned, today: date) -> Iterator[Why]:
	if asked.kind is Kind.SUSPENSION and task.course == Course.SUSPENDED.value:
		yield Why.SUSPENDED_ALREADY
	if asked.kind is Kind.SUSPENSION and task.state == TaskState.IN_REVIEW.value:
		yield Why.IN_REVIEW
	if asked.kind is Kind.RESUMPTION and not task.course:
		yield Why.NOT_SUSPENDED
	if asked.kind is Kind.RESUMPTION and not asked.new_due_date and task.due_date and task.due_date < today:
		yield Why.DATE_NEEDED
	if asked.kind is Kind.MERGER and asked.get("merged_into") == task.name:
		yield Why.INTO_ITSELF
	if asked.kind is Kind.MERGER and not task.target_open:
		yield Why.TARGET_CLOSED
