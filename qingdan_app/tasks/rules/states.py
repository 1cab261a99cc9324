"""The states of a task and of a progress report: these and no others."""

from enum import Enum

from qingdan_app.organization.rules.standing import Role


class TaskState(str, Enum):
	"""任务状态. Late, extended, waiting for a date … are attributes of a task, never states."""

	WAITING = "待启动"
	MOVING = "推进中"
	IN_REVIEW = "待审核"
	COMPLETED = "已完成"


class ReportState(str, Enum):
	"""进展报告状态."""

	DRAFT = "草稿"
	FILED = "已提交"
	ADOPTED = "已采纳"
	RETURNED = "已退回"


TASK_EDGES: tuple[tuple[TaskState, str, TaskState, tuple[Role, ...]], ...] = (
	(TaskState.WAITING, "start", TaskState.MOVING, (Role.LIAISON, Role.HEAD)),
	(TaskState.MOVING, "submit", TaskState.IN_REVIEW, (Role.LIAISON, Role.HEAD)),
	(TaskState.IN_REVIEW, "complete", TaskState.COMPLETED, (Role.LEADER_OFFICE,)),
	(TaskState.IN_REVIEW, "return", TaskState.MOVING, (Role.LEADER_OFFICE,)),
	(TaskState.IN_REVIEW, "withdraw", TaskState.MOVING, (Role.LIAISON, Role.HEAD)),
	(TaskState.COMPLETED, "reopen", TaskState.MOVING, (Role.SUPERVISION,)),
)
"""DESIGN §4 as edges: state, act, next state, who. The shipped Workflow of tasks is made from it."""

REPORT_EDGES: tuple[tuple[ReportState, str, ReportState, tuple[Role, ...]], ...] = (
	(ReportState.DRAFT, "file", ReportState.FILED, (Role.LIAISON, Role.HEAD)),
	(ReportState.RETURNED, "file", ReportState.FILED, (Role.LIAISON, Role.HEAD)),
	(ReportState.FILED, "adopt", ReportState.ADOPTED, (Role.SUPERVISION, Role.LIAISON, Role.HEAD)),
	(ReportState.FILED, "return", ReportState.RETURNED, (Role.SUPERVISION, Role.LIAISON, Role.HEAD)),
	(ReportState.FILED, "withdraw", ReportState.DRAFT, (Role.LIAISON, Role.HEAD)),
)
"""The lead unit adopts or returns what cooperating units file, the supervision office what the lead files."""
