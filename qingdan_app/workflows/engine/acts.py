"""The verbs of the flow: one English word in code, one Chinese word for people."""

ACTIONS: dict[str, str] = {
	"start": "启动",
	"submit": "送审",
	"file": "提交",
	"complete": "办结",
	"adopt": "采纳",
	"return": "退回",
	"withdraw": "撤回",
	"reopen": "重启",
}

ACTS: dict[str, str] = {action: act for act, action in ACTIONS.items()}

OPINION_REQUIRED: frozenset[str] = frozenset({"return", "reopen"})
"""Acts that undo somebody's work: they are refused without a reason (reference: approval semantics)."""

OPINION_LIMIT = 10_000
"""Characters an opinion may have: far above any real one, far below what would harm a page."""


def act_of(action: str) -> str:
	"""The English act for an action of the Workflow; an action made on site is its own act."""
	return ACTS.get(action, action)


def action_of(act: str) -> str:
	"""The Workflow's action for an English act; an unknown act is taken as the action itself."""
	return ACTIONS.get(act, act)
