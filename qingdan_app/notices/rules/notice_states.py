"""The states of a supervision notice, and who leads from one to the next."""

from enum import Enum

from qingdan_app.organization.rules.standing import Role


class NoticeState(str, Enum):
	"""督办单的状态. The states of the tasks it is about stay their own."""

	DRAFT = "草稿"
	TO_SIGN = "待签收"
	TO_ANSWER = "待答复"
	IN_REVIEW = "答复审核中"
	SETTLED = "答复通过"
	CANCELLED = "已撤销"


WITH_UNIT: tuple[str, ...] = (NoticeState.TO_SIGN.value, NoticeState.TO_ANSWER.value)
"""Its clock runs: the unit owes an answer."""
OPEN: tuple[str, ...] = (*WITH_UNIT, NoticeState.IN_REVIEW.value)
"""Issued, and neither settled nor called off."""

ISSUERS = (Role.SUPERVISION, Role.ADMINISTRATOR)
UNIT = (Role.LIAISON, Role.HEAD)

NOTICE_EDGES: tuple[tuple[NoticeState, str, NoticeState, tuple[Role, ...]], ...] = (
	(NoticeState.DRAFT, "issue_notice", NoticeState.TO_SIGN, ISSUERS),
	(NoticeState.TO_SIGN, "sign_for", NoticeState.TO_ANSWER, UNIT),
	(NoticeState.TO_SIGN, "answer_notice", NoticeState.IN_REVIEW, UNIT),
	(NoticeState.TO_ANSWER, "answer_notice", NoticeState.IN_REVIEW, UNIT),
	(NoticeState.IN_REVIEW, "accept_answer", NoticeState.SETTLED, (Role.SUPERVISION,)),
	(NoticeState.IN_REVIEW, "return", NoticeState.TO_ANSWER, (Role.SUPERVISION,)),
	(NoticeState.IN_REVIEW, "withdraw", NoticeState.TO_ANSWER, UNIT),
	(NoticeState.TO_SIGN, "cancel_notice", NoticeState.CANCELLED, ISSUERS),
	(NoticeState.TO_ANSWER, "cancel_notice", NoticeState.CANCELLED, ISSUERS),
)
"""A unit that answers has signed for it. Who decides on an answer is said by the flow; without one it is supervision."""
