"""Rules of lights to begin with, created on a site that has none: as three cities have them. In force for no list until somebody chooses one."""

from qingdan_app.lights.rule_sets import RULE_SET
from qingdan_app.setup import examples

LATE = {"title": "逾期", "colour": "Red", "fact": "Days Late"}
MILESTONE = {"title": "节点逾期", "colour": "Yellow", "fact": "Days a Milestone Is Late"}
RULE_SETS: tuple[dict, ...] = (
	{
		"title": "西安",
		"description": "距办结期限三天以内亮黄灯，逾期亮红灯，全程公开。",
		"rules": [
			LATE,
			{
				"title": "三天内到期",
				"colour": "Yellow",
				"fact": "Days Left",
				"comparison": "At Most",
				"number": 3,
			},
			MILESTONE,
		],
	},
	{
		"title": "宿迁",
		"description": "临近期限亮蓝灯，落后序时进度或质量不高亮黄灯，逾期亮红灯，直至销号。",
		"rules": [
			LATE,
			{"title": "落后序时进度", "colour": "Yellow", "fact": "Points Behind Schedule", "number": 10},
			{"title": "质量不高被退回", "colour": "Yellow", "fact": "Reports Returned"},
			MILESTONE,
			{
				"title": "临近期限",
				"colour": "Blue",
				"fact": "Days Left",
				"comparison": "At Most",
				"number": 7,
			},
		],
	},
	{
		"title": "瓯海",
		"description": "当月未报亮红灯，补报后转黄灯一个月，不直接转绿灯。",
		"rules": [
			LATE,
			{
				"title": "当期未报",
				"colour": "Red",
				"fact": "Reports Missing",
				"made_good": "Yellow",
				"made_good_days": 30,
			},
			{"title": "反映问题", "colour": "Yellow", "fact": "Problem Reported"},
			{"title": "久无进展", "colour": "Yellow", "fact": "Days Without Report", "number": 60},
			{"title": "暂停办理", "colour": "Blue", "fact": "Suspended"},
		],
	},
)


def create_missing() -> None:
	"""Create the sets where there is none at all."""
	examples.create_where_none(RULE_SET, RULE_SETS)
