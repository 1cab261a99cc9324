"""Small list documents, as text, with keyword defaults; and ways into a read document."""

from qingdan_app.parsing import Document
from qingdan_app.parsing.model import Item, Task

HEADER = "\t序号\n\t重点工作任务\n\t细化具体项目任务\n\t项目任务\n完成时间\n\t责任单位\n"


def row(serial="", text="", task="1.完成方案。", deadline="12月", units="") -> str:
	return "".join(f"\t{cell}\n" for cell in (serial, text, task, deadline, units)) + "\n"


def item(serial="1", text="推进工作。", task="1.完成方案。", deadline="12月", units="市发改委") -> str:
	return row(serial, text, task, deadline, units)


def section(heading="（一）王宏副市长牵头重点工作") -> str:
	return f"\t{heading}\n\n"


def document(
	*rows: str,
	title="2021年重点工作责任分解具体项目清单",
	list_title="    一、市政府工作报告2021年重点工作清单",
	header=HEADER,
	heading="（一）王宏副市长牵头重点工作",
	after="",
) -> str:
	first = section(heading) if heading else ""
	body = "".join(rows) or item()
	return f"{title}\n\n{list_title}\n{header}\n{first}{body}{after}"


def items_of(read: Document) -> list[Item]:
	return [item for one in read.lists for section in one.sections for item in section.items]


def tasks_of(read: Document) -> list[Task]:
	return [task for item in items_of(read) for task in item.tasks]


def codes_of(read: Document) -> list[str]:
	return [issue.code for issue in read.issues]
