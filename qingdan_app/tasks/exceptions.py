"""Named refusals about tasks and reports."""

from qingdan_app.workflows.exceptions import FlowRefusal


class ReportIncomplete(FlowRefusal):
	"""Something a report needs is missing; the message lists it."""


class ReportExists(FlowRefusal):
	"""The unit has a report for this task and period already; that one is to be used."""

	http_status_code = 409


class CompletionReportRequired(FlowRefusal):
	"""A task goes to review with a completion report only."""


class MilestoneUnknown(FlowRefusal):
	"""A report ticks a milestone that its task does not have, or that another report has ticked."""

	http_status_code = 409


class TargetUnknown(FlowRefusal):
	"""A report says a figure of a target that its task does not have, or says it twice."""

	http_status_code = 409


class TaskNotOpenForReports(FlowRefusal):
	"""The task has not started, is in review or is completed."""

	http_status_code = 409


class TaskAtRest(FlowRefusal):
	"""The task is suspended, terminated or merged: nothing is asked of it until it is resumed."""

	http_status_code = 409


class ReasonNeeded(FlowRefusal):
	"""A deadline, unit, leader or text of a task that was handed out is changed by whoever says why."""


class ReportStands(FlowRefusal):
	"""A filed report is not taken back any more: its task was decided on, or a later report stands on it."""

	http_status_code = 409


class NotYourUnit(FlowRefusal):
	"""The unit reported for is not one the person stands for, or is not a unit of the task."""

	http_status_code = 403


class EvidenceNotPrivate(FlowRefusal):
	"""Evidence has to be a private file."""


class EvidenceNotYours(FlowRefusal):
	"""The file does not exist, or the person who files may not open it."""

	http_status_code = 403


class OwnWordsFixed(FlowRefusal):
	"""The document's own words are kept as they were written."""


class DeadlineUnlikely(FlowRefusal):
	"""The date is so far away that it was typed wrongly."""


class HasHistory(FlowRefusal):
	"""A task with reports or decisions is not deleted."""


class NeedsOneLead(FlowRefusal):
	"""A task needs exactly one lead unit."""


class UnitTwice(FlowRefusal):
	"""A unit stands in a task once, as lead or as cooperating."""


class NotHandedOut(FlowRefusal):
	"""The task is written but not handed out yet: nothing is done with it before that."""

	http_status_code = 409


class ListArchived(FlowRefusal):
	"""The list is archived: it is read, and nothing of it is changed."""

	http_status_code = 409


class RefusalOpen(FlowRefusal):
	"""The lead unit has answered that the task is not its duty, and nobody has settled that yet."""

	http_status_code = 409


class NothingToReview(FlowRefusal):
	"""The task has a due date, or nobody works on it now: there is nothing to look at again."""

	http_status_code = 409


class NotYoursToReview(FlowRefusal):
	"""Dates are fixed and work is judged by supervision, ongoing work is reported on by its lead unit, a condition watched by who is named."""

	http_status_code = 403


class RuleInForce(FlowRefusal):
	"""A rule of reporting that is in force, or was, asks for what it asked for."""


class RuleWrong(FlowRefusal):
	"""A rule of reporting names a day that its period does not have."""


class ReviewIncomplete(FlowRefusal):
	"""A review lacks its words, or a day that lies ahead."""


class WatcherCannotSee(FlowRefusal):
	"""Whoever watches a condition has a part in its task, or sees it."""
