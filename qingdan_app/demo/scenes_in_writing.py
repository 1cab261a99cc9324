"""What is written to units of the demo city, and what they write back: notices, instructions and issues, in each state."""

from qingdan_app.demo.cast import Cast, Played
from qingdan_app.simulation import deeds
from qingdan_app.simulation.deeds import INSTRUCTION, ISSUE, NOTICE, TASK
from qingdan_app.simulation.diary import Diary

BEGUN = 70
"""Days before today by which their tasks have begun."""
ANSWER = "已召开专题会议，明确责任人和时间表，本周起每日调度。"
SENT_BACK = "措施不具体，请写明逐项完成时间。"


def _begin(diary: Diary, task: Played) -> str:
	"""The task is started by its unit's liaison; answers them."""
	who = deeds.liaison(task.unit)
	diary.note(BEGUN, who, deeds.do, TASK, task.name, "start")
	return who


def noticed(diary: Diary, cast: Cast) -> None:
	"""Notices of each level: not signed for yet, late, in review, sent back, settled."""
	for (level, days_ago, demand, steps), task in zip(
		NOTICES, cast.take(5, ahead=True, steps=False), strict=True
	):
		who = _begin(diary, task)
		diary.note(days_ago, cast.supervision, deeds.notice, level, demand, [task.name])
		for ago, act, words in steps:
			if act in ("accept_answer", "return"):
				diary.note(ago, cast.supervision, deeds.judge, task.name, act, words)
			else:
				diary.note(ago, who, deeds.on, NOTICE, task.name, act, words)


NOTICES = (
	("Blue", 1, "请报送下一阶段工作计划和责任分工。", ()),
	("Red", 12, "项目长期无实质进展，请立即整改，并报送整改方案。", ((11, "sign_for", ""),)),
	("Yellow", 6, "请说明进度偏慢的原因和赶工措施。", ((5, "sign_for", ""), (3, "answer_notice", ANSWER))),
	(
		"Yellow",
		9,
		"请倒排工期，逐项明确完成时间。",
		((8, "sign_for", ""), (5, "answer_notice", "正在抓紧推进。"), (1, "return", SENT_BACK)),
	),
	(
		"Blue",
		30,
		"请对照年度目标补报工作台账。",
		(
			(29, "sign_for", ""),
			(26, "answer_notice", "台账已补齐并报送。"),
			(25, "accept_answer", "台账齐全，予以认可。"),
		),
	),
)
"""Level, days ago, what is demanded, and what was done then: days ago, act, words."""


def instructed(diary: Diary, cast: Cast) -> None:
	"""A leader's words: not answered yet, answered, carried out."""
	for (days_ago, words, answered), task in zip(
		INSTRUCTIONS, cast.take(3, ahead=True, steps=False), strict=True
	):
		who, office = _begin(diary, task), deeds.office(task.leader)
		diary.note(days_ago, office, deeds.instruct, task.name, words, 10)
		if answered:
			diary.note(answered, who, deeds.on, INSTRUCTION, task.name, "answer_instruction", ANSWER)
		if answered > 10:
			diary.note(answered - 3, office, deeds.on, INSTRUCTION, task.name, "find_carried_out")


INSTRUCTIONS = (
	(2, "请加强统筹，月底前专题汇报一次。", 0),
	(8, "进度务必抢在汛期前，需市里协调的及时报告。", 4),
	(24, "此项工作群众关注度高，要抓紧见效。", 18),
)
"""Days ago, words, and how many days ago it was answered; 0 is not yet."""


def coordinated(diary: Diary, cast: Cast) -> None:
	"""Problems that units could not solve: not answered yet, answered, solved."""
	for (days_ago, problem, answered), task in zip(
		PROBLEMS, cast.take(3, ahead=True, steps=False), strict=True
	):
		who, office = _begin(diary, task), deeds.office(task.leader)
		diary.note(days_ago, who, deeds.stuck, task.name, 35, problem)
		if answered:
			words = "请资规部门会同属地一周内拿出方案，由办公室牵头调度。"
			diary.note(answered, office, deeds.on, ISSUE, task.name, "answer_issue", words)
		if answered > 10:
			diary.note(answered - 4, who, deeds.on, ISSUE, task.name, "find_solved")


PROBLEMS = (
	(3, "涉及三家单位权属交叉，需市里明确牵头部门。", 0),
	(9, "用地指标不足，年内难以落地。", 5),
	(35, "管线迁改与轨道施工交叉，需协调施工窗口。", 30),
)
"""Days ago, the problem, and how many days ago it was answered; 0 is not yet."""
