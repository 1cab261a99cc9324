"""Named refusals about what a unit hands to its people."""

from qingdan_app.workflows.exceptions import FlowRefusal


class NotYoursToHand(FlowRefusal):
	"""The task is none of a unit whose liaison or head the person is."""

	http_status_code = 403


class NotOfTheUnit(FlowRefusal):
	"""The person named is no contact of the unit today."""


class DeadlineTooLate(FlowRefusal):
	"""The own deadline lies after the task's."""


class HandedAlready(FlowRefusal):
	"""The person has it already."""

	http_status_code = 409


class NothingHanded(FlowRefusal):
	"""It was taken back, or is done."""

	http_status_code = 409


class TaskIsOver(FlowRefusal):
	"""The task is completed: nothing of it is handed on."""

	http_status_code = 409


class HandedByItsUnit(FlowRefusal):
	"""A task is handed to a person by its unit, and by no rule, and not to nobody."""


class SeveralInHand(FlowRefusal):
	"""Core's one ToDo stands for several sub-items: these are changed one by one, on the task."""

	http_status_code = 409


class WrongPercent(FlowRefusal):
	"""How far something is is said between 0 and 100, and what it weighs is not less than nothing."""


class SubItemsUnclear(FlowRefusal):
	"""A sub-item has no words or no person, or there are none or too many at once."""


class PartKept(FlowRefusal):
	"""What was handed on stays as it was written; it is handed to another person, or taken back."""
