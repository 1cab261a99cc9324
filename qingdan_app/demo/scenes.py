"""What happens in the demo city's year: one function for each situation that a newcomer should meet."""

from frappe.utils import add_days

from qingdan_app.demo.cast import Cast, Played
from qingdan_app.demo.scenes_in_figures import scored
from qingdan_app.demo.scenes_in_writing import coordinated, instructed, noticed
from qingdan_app.demo.told_year import told
from qingdan_app.simulation import deeds
from qingdan_app.simulation.deeds import TASK, do
from qingdan_app.simulation.diary import Diary

STARTED = 70
"""Days before today by which everything that runs has begun."""


def begin(diary: Diary, task: Played, days_ago: int = STARTED) -> str:
	"""The task is acknowledged and started by its unit's liaison; answers them."""
	who = deeds.liaison(task.unit)
	diary.note(days_ago, who, do, TASK, task.name, "start")
	return who


def in_review(diary: Diary, cast: Cast) -> None:
	"""Completion reports that wait: for the head of the unit, for the leader's office; returned; withdrawn."""
	for place, task in enumerate(cast.take(8, ahead=True, steps=False)):
		who = begin(diary, task)
		diary.note(6 + place, who, deeds.complete, task.name)
		if 2 <= place < 7:
			diary.note(5, who, deeds.decide, TASK, task.name, "complete", deeds.AGREED, 1)
		if place in (5, 6):
			words = "佐证材料不全，请补充验收报告后再报。"
			diary.note(3, who, deeds.decide, TASK, task.name, "return", words, 1)
		if place == 7:
			diary.note(3, who, do, TASK, task.name, "withdraw")


def together(diary: Diary, cast: Cast) -> None:
	"""Cooperating units report their parts; the lead adopts one and returns another."""
	for task in cast.take(3, ahead=True, steps=False, cooperating=True):
		who = begin(diary, task)
		for number, unit in enumerate(task.cooperating[:3]):
			words = ("配合完成前期摸底。", "已提供相关数据。", "正在会商。")[number]
			diary.note(
				20,
				deeds.liaison(unit),
				deeds.part,
				task.name,
				who,
				words,
				("adopt", "return", "")[number],
			)


def step_by_step(diary: Diary, cast: Cast) -> None:
	"""Milestones: the first is reported, and the rest is to come or late."""
	for task in cast.take(3, at_least=0, steps=True):
		who = begin(diary, task, 90)
		diary.note(20, who, deeds.tick, task.name)


def in_hands(diary: Diary, cast: Cast) -> None:
	"""Tasks in a person's hands; one draft waits for the liaison, one was finished."""
	for place, task in enumerate(cast.take(4, ahead=True, steps=False)):
		who, person = begin(diary, task), deeds.handler(task.unit)
		diary.note(40, who, deeds.hand_on, task.name, person, "请牵头落实并按月起草进展")
		if place == 1:
			diary.note(4, person, deeds.draft, task.name, "已完成现场踏勘和初步方案。")
		if place == 2:
			diary.note(2, person, deeds.finish, task.name, person)


def cut_up(diary: Diary, cast: Cast) -> None:
	"""A unit cuts its part into sub-items, and the person who has them says how far they are."""
	for task in cast.take(2, ahead=True, steps=False):
		who, person = begin(diary, task), deeds.handler(task.unit)
		diary.note(35, who, deeds.cut, task.name, person, ("前期手续", "现场实施", "验收移交"))
		diary.note(12, person, deeds.advance, task.name, person, (100, 60))


def reviewed(diary: Diary, cast: Cast) -> None:
	"""Deadlines without a day: one is fixed, one is asked about again, ongoing work is found in order."""
	for kind, (verdict, words, ahead) in REVIEWS.items():
		if task := cast.without_day(kind):
			begin(diary, task)
			day = add_days(cast.today, ahead) if ahead else None
			diary.note(7, cast.supervision, deeds.review, task.name, verdict, words, day)


REVIEWS = {
	"Tentative": ("fix_date", "经会商确定完成时间", 60),
	"Contingent": ("look_again", "批复尚未下达，下月再看", 30),
	"Ongoing": ("find_well", "长效机制运行正常", 0),
}


def changed(diary: Diary, cast: Cast) -> None:
	"""Extended, adjusted, suspended and resumed, ended, merged, put right; one request waits, one was denied."""
	tasks = cast.take(10, ahead=True, steps=False)
	for task in tasks:
		begin(diary, task)
	later, progress = add_days(tasks[0].due, 60), "已完成七成，受征迁影响工期顺延。"
	extended, waiting, denied, adjusted, paused, resumed, ended, into, merged, misprint = tasks
	extension = {"new_due_date": later, "progress": progress}
	note = diary.note
	note(
		30,
		deeds.liaison(extended.unit),
		deeds.granted,
		"Extension",
		extended.name,
		"征迁进度影响",
		extension,
	)
	note(4, deeds.liaison(waiting.unit), deeds.ask, "Extension", waiting.name, "设备到货推迟", extension)
	note(9, deeds.liaison(denied.unit), deeds.denied, "Extension", denied.name, "人手不足", extension)
	words = {"new_text": f"{adjusted.text}（含配套设施）"}
	note(25, cast.supervision, deeds.granted, "Adjustment", adjusted.name, "市政府专题会议纪要明确", words)
	note(22, cast.supervision, deeds.granted, "Suspension", paused.name, "上位规划调整，暂缓实施", {})
	note(50, cast.supervision, deeds.granted, "Suspension", resumed.name, "等待国家批复", {})
	note(12, cast.supervision, deeds.granted, "Resumption", resumed.name, "批复已下达", {})
	note(18, cast.supervision, deeds.granted, "Termination", ended.name, "并入省级统一建设，不再单独实施", {})
	note(16, cast.supervision, deeds.granted, "Merger", merged.name, "内容重复", {"merged_into": into.name})
	said = {"text": f"{misprint.text}。".replace("。。", "。")}
	note(14, cast.administrator, deeds.correct, misprint.name, "原文漏字", said)


def taken_on(diary: Diary, cast: Cast) -> None:
	"""Matters of the day: taken on, refused, settled in each way, one proposed by an office."""
	tasks = cast.take(6, ahead=True, steps=False)
	source = {
		"kind": "领导批示",
		"document_date": add_days(cast.today, -20),
		"document_number": "批示〔8〕号",
	}
	for place, (task, what) in enumerate(zip(tasks, MATTERS, strict=True)):
		row = {"content": what, "lead_unit": task.unit, "leader": task.leader, "deadline_raw": ""}
		row["due_date"] = add_days(cast.today, 40 - 9 * place)
		diary.note(
			15 if place < 4 else 1,
			cast.supervision,
			deeds.take_on,
			source,
			row,
			ANSWERS.get(place, ""),
			task.unit,
		)
	office = deeds.office(tasks[0].leader)
	row = {"content": "建议将背街小巷改善纳入督办", "lead_unit": tasks[0].unit, "leader": tasks[0].leader}
	row["due_date"] = add_days(cast.today, 50)
	diary.note(2, office, deeds.take_on, {"kind": "会议纪要"}, row)


MATTERS = (
	"办理市长批示：尽快解决城北小区二次供水问题",
	"办理市长批示：核查地铁沿线噪声扰民情况",
	"落实专题会议：提出夜间经济停车优化方案",
	"办理群众来信：处理老旧电梯更新诉求",
	"办理市长批示：汇总重点项目用地保障情况",
	"落实专题会议：提交冬季保供应急预案",
)
ANSWERS = {1: "insist", 2: "reassign", 3: "refuse"}
"""What becomes of a matter that its unit refuses: the last is left open."""


def reorganized(diary: Diary, cast: Cast) -> None:
	"""A portfolio that goes to another leader next month, and duties that went to another unit."""
	first, *rest = cast.take(3, ahead=True, steps=False)
	for task in (first, *rest):
		begin(diary, task)
	to_come = {"kind": "Portfolio", "leader": first.leader, "new_leader": cast.offices(first.leader)[0]}
	to_come |= {"effective_date": add_days(cast.today, 20), "reason": "市政府领导分工调整"}
	diary.note(3, cast.supervision, deeds.reorganize, to_come, [first.name])
	moved, other = rest
	done = {"kind": "Transfer of Duties", "unit": moved.unit, "new_unit": _another(moved, other)}
	done |= {"effective_date": add_days(cast.today, -10), "reason": "机构职能调整"}
	diary.note(8, cast.supervision, deeds.reorganize, done, [moved.name])


def _another(task: Played, other: Played) -> str:
	choice = (other.unit, *task.cooperating, *other.cooperating)
	return next(unit for unit in choice if unit != task.unit)


SCENES = (
	noticed,
	instructed,
	coordinated,
	step_by_step,
	in_review,
	together,
	in_hands,
	cut_up,
	reviewed,
	changed,
	taken_on,
	reorganized,
	told,
	scored,
)
