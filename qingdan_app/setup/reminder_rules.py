"""Rules of reminders to begin with, created on a site that has none. In force for no list until somebody chooses one."""

from qingdan_app.reminders.stored_rules import RULE_SET
from qingdan_app.setup import examples

UNIT = {"to_handler": 1, "to_liaison": 1}
RULE_SETS: tuple[dict, ...] = (
	{
		"title": "逐级提醒",
		"description": "期限前 90、30、15、7、3、1 天提醒经办人员，逾期后每隔几天上升一级，直至领导办公室。",
		"rules": [
			{"about": "Deadline Ahead", "days": "90, 30, 15, 7, 3, 1", **UNIT},
			{"about": "Milestone Ahead", "days": "7, 1", **UNIT},
			{"about": "Report Ahead", "days": "3, 1", **UNIT},
			{"about": "Not Acknowledged", "days": "1", "to_head": 1, "working_days": 1},
			{"about": "Not Acknowledged", "days": "3", "to_supervision": 1, "working_days": 1},
			{"about": "Report Missing", "days": "1", **UNIT},
			{"about": "Report Missing", "days": "3", "to_head": 1},
			{"about": "Report Missing", "days": "7", "again_every": 7, "to_supervision": 1},
			{"about": "Task Late", "days": "1", "to_head": 1, **UNIT},
			{"about": "Task Late", "days": "7", "again_every": 7, "to_head": 1, "to_supervision": 1},
			{"about": "Task Late", "days": "15", "again_every": 30, "to_office": 1},
			{"about": "No Report for Long", "days": "45", "again_every": 15, "to_head": 1, "to_liaison": 1},
			{"about": "No Report for Long", "days": "90", "again_every": 30, "to_supervision": 1},
			{"about": "Answer to a Notice Ahead", "days": "1", "to_asked": 1},
			{"about": "Answer to a Notice Late", "days": "1", "to_asked": 1},
			{"about": "Answer to a Notice Late", "days": "3", "again_every": 7, "to_supervision": 1},
			{"about": "Answer to an Instruction Ahead", "days": "3, 1", "to_asked": 1},
			{"about": "Answer to an Instruction Late", "days": "1", "to_asked": 1},
			{
				"about": "Answer to an Instruction Late",
				"days": "3",
				"again_every": 7,
				"to_office": 1,
				"to_supervision": 1,
			},
			{"about": "Issue Not Answered", "days": "3", "again_every": 7, "to_asked": 1, "working_days": 1},
		],
	},
	{
		"title": "简要提醒",
		"description": "只在期限前 7 天和逾期次日提醒责任单位，逾期一周提醒督查室。",
		"rules": [
			{"about": "Deadline Ahead", "days": "7", **UNIT},
			{"about": "Report Missing", "days": "1", **UNIT},
			{"about": "Task Late", "days": "1", **UNIT},
			{"about": "Task Late", "days": "7", "to_supervision": 1},
		],
	},
)


def create_missing() -> None:
	"""Create the sets where there is none at all."""
	examples.create_where_none(RULE_SET, RULE_SETS)
