"""The verbs of a request, beside those of the Workflow in `engine/acts.py`, and the act as a value."""

from dataclasses import dataclass

VERBS: dict[str, str] = {
	"start": "发起",
	"approve": "同意",
	"reject": "不同意",
	"return": "退回",
	"withdraw": "撤回",
	"take_back": "拿回",
	"transfer": "转办",
	"ask": "委派",
	"answer": "答复",
	"add_before": "前加签",
	"add_after": "后加签",
	"remove": "减签",
	"copy": "抄送",
	"read": "已阅",
	"urge": "催办",
	"resume": "重新送审",
	"terminate": "终止",
	"jump": "跳转",
	"migrate": "换版",
	"reschedule": "重算时限",
}
"""One English word in code, one Chinese word for people."""

CLOCK_VERBS: dict[str, str] = {
	"remind": "到期提醒",
	"expire": "逾期处理",
	"delegate": "代理",
	"delegation_over": "代理结束",
}
"""What the clock does; nobody can ask for these."""

OPINION_REQUIRED: frozenset[str] = frozenset(
	{"reject", "return", "ask", "answer", "terminate", "jump", "migrate"}
)
"""Refused without words: they undo work, or the words are what they are for."""


@dataclass(frozen=True)
class Act:
	"""What somebody asks the engine to do."""

	verb: str
	"""A key of VERBS."""
	by: str
	"""The user who acts."""
	turn: int = 0
	"""The turn he acts upon; 0 takes his only open one."""
	opinion: str = ""
	"""His words: opinion, reason, question or answer."""
	signature: str = ""
	"""Reference to a handwritten signature."""
	people: tuple[str, ...] = ()
	"""Whom he names: transfer and ask one person; add, remove and copy one or more; resume those who sign."""
	target: str = ""
	"""Return and jump: INITIATOR, PREVIOUS or the key of a step. Resume: the blocked step `people` are for."""
	straight: bool = False
	"""Return: after the correction straight back to the returner, instead of walking the steps again."""
	administrator: bool = False
	"""The service vouches that he may administer this flow."""
	snapshot: str = ""
	"""Fingerprint of the subject as he saw it."""
