"""A scoring scheme to begin with, created on a site that has none: a draft, in force for no list until somebody puts it in force."""

from qingdan_app.scores.schemes import SCHEME
from qingdan_app.setup import examples

SCHEMES: tuple[dict, ...] = (
	{
		"title": "示例计分方案",
		"description": "按时报送加1分，迟报扣1分，退回扣2分，缺报扣10分，空报扣5分；未完成的牵头单位扣5分、配合单位扣3分；收到黄色督办单扣2分、红色扣5分，督办单、批示逾期未答复各扣2分；牵头领导评分最高20分。",
		"base": 100,
		"share": 20,
		"rules": [
			{"title": "按时报送", "event": "Report in Time", "points": 1},
			{"title": "迟报", "event": "Report Late", "points": -1},
			{"title": "报送退回", "event": "Report Sent Back", "points": -2},
			{"title": "缺报", "event": "Report Missing", "points": -10},
			{"title": "空报", "event": "Report Empty", "points": -5},
			{"title": "牵头事项逾期未完成", "event": "Task Overdue", "duty": "Lead", "points": -5},
			{"title": "配合事项逾期未完成", "event": "Task Overdue", "duty": "Cooperating", "points": -3},
			{"title": "黄色督办单", "event": "Yellow Notice", "points": -2},
			{"title": "红色督办单", "event": "Red Notice", "points": -5},
			{"title": "督办单逾期未答复", "event": "Notice Late", "points": -2},
			{"title": "批示逾期未答复", "event": "Instruction Late", "points": -2},
		],
	},
)


def create_missing() -> None:
	"""Create them where there is none at all."""
	examples.create_where_none(SCHEME, SCHEMES)
