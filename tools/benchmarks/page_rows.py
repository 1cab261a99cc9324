"""A hundred thousand or a million tasks, written by the database itself; each looks like one of the list.

Who leads and who cooperates follows a curve, as in a real list: of 200 units the busiest stands in about a
tenth of all tasks, half of the units in one in a hundred or fewer. One task in eight has no due date, the others
are due at the end of a month between ten months ago and fourteen months from now.
"""

import frappe

from qingdan_app.tasks import totals

from . import city

UNITS = 200
LEADERS = 9
PLAIN = "Benchmark Item"
STATES = "待启动\n推进中\n待审核\n已完成"

FIELDS = [
	{"fieldname": "title", "fieldtype": "Data", "label": "Title", "in_list_view": 1},
	{"fieldname": "text", "fieldtype": "Text", "label": "Text"},
	{"fieldname": "state", "fieldtype": "Select", "label": "State", "options": STATES, "search_index": 1},
	{"fieldname": "percent", "fieldtype": "Percent", "label": "Percent"},
	{"fieldname": "due_date", "fieldtype": "Date", "label": "Due", "in_list_view": 1, "search_index": 1},
	{"fieldname": "unit", "fieldtype": "Link", "label": "Unit", "options": "Qingdan Unit", "search_index": 1},
	{
		"fieldname": "leader",
		"fieldtype": "Link",
		"label": "Leader",
		"options": "Qingdan Leader",
		"search_index": 1,
	},
]

STAMPS = "owner, modified_by, creation, modified, docstatus"
STAMPED = "'Administrator', 'Administrator', now(6), now(6), 0"
SEED = "t.number, '-', seq"
END_OF_TIME = "'9999-12-31'"


def fill(tasks: int, lists: int = 1) -> None:
	"""Write the tasks, spread over so many lists, their units, and as many rows of the plain DocType.

	One statement for each table while it is empty: MariaDB then sorts the indexes instead of growing them.
	"""
	for number in range(1, lists + 1):
		_head(number)
	frappe.db.commit()
	frappe.db.sql("set session unique_checks = 0, foreign_key_checks = 0")
	for statement in (_tasks(tasks, lists), _units(), _items()):
		frappe.db.sql(statement)
		frappe.db.commit()
	for doctype in ("Qingdan Task", "Qingdan Task Unit", PLAIN):
		frappe.db.sql(f"analyze table `tab{doctype}`")
	totals.everything_changed()
	frappe.db.commit()


def _head(number: int) -> None:
	code, title = city.list_code(number), "重点工作责任分解清单"
	head = {"doctype": "Qingdan List", "code": code, "title": title, "number": number, "year": 2098}
	frappe.get_doc(head).insert()
	work = {"doctype": "Qingdan Key Work", "list": code, "serial": 1, "text": "加快重大项目建设"}
	frappe.get_doc(work).insert()


def _random(salt: str, seed: str = "seq") -> str:
	"""A number between 0 and 1 that is the same in every run."""
	return f"(crc32(concat({seed}, '{salt}')) / 4294967296)"


def _unit(salt: str, seed: str = "seq") -> str:
	return f"concat('市直单位', lpad(1 + floor(pow({_random(salt, seed)}, 1.5) * {UNITS}), 3, '0'))"


def _tasks(tasks: int, lists: int) -> str:
	month = f"date_add(curdate(), interval floor({_random('due')} * 25) - 10 month)"
	due = f"if({_random('dated')} < 0.125, null, last_day({month}))"
	state = f"elt(1 + floor({_random('state')} * 4), '待启动', '推进中', '待审核', '已完成')"
	code = f"concat('{city.YEAR}-', 1 + floor({_random('list')} * {lists}))"
	late = "due < curdate() and state in ('待启动', '推进中')"
	return f"""
		insert into `tabQingdan Task` (name, {STAMPS}, list, key_work, number, title, text, key_work_text,
			deadline_kind, deadline_raw, percent, leader, lead_unit, state, due_date, due_order, late_since)
		select concat('{city.LIST}-', lpad((seq - 1) div 4, 6, '0'), '-', lpad((seq - 1) mod 4 + 1, 2, '0')),
			{STAMPED}, list, concat(list, '-1'), seq, concat('推动重点项目', seq, '建设，完成年度投资计划'),
			concat('推动重点项目', seq, '建设，完成年度投资计划，按月报送进展，协调解决征地拆迁与资金保障问题。'),
			'加快重大项目建设', 'Date', '按月推进', 0, concat('副市长', 1 + crc32(seq) mod {LEADERS}), lead_unit,
			state, due, ifnull(due, {END_OF_TIME}), if({late}, date_add(due, interval 1 day), null)
		from (
			select seq, {code} as list, {state} as state, {due} as due, {_unit("lead")} as lead_unit from seq_1_to_{tasks}
		) made"""


def _units() -> str:
	"""The lead unit of every task (place 0) and, of up to four drawn for it, those that are not the lead.

	Each place draws from a quarter of the units of its own, so that no unit stands in a task twice.
	"""
	copies = "t.due_order, t.state, t.late_since, t.list, t.leader, t.lead_unit"
	quarter = f"4 * floor(pow({_random('with', SEED)}, 1.5) * {UNITS // 4})"
	drawn = f"concat('市直单位', lpad({quarter} + seq, 3, '0'))"
	unit = f"if(seq, {drawn}, t.lead_unit)"
	how_many = f"1 + floor({_random('how many', 't.number')} * 4)"
	return f"""
		insert into `tabQingdan Task Unit` (name, {STAMPS}, parenttype, parentfield, parent, idx, unit, duty, raw,
			due_order, state, late_since, list, leader, lead_unit)
		select concat('u', lpad(t.number, 8, '0'), seq), {STAMPED}, 'Qingdan Task', 'units', t.name, seq + 1, {unit},
			if(seq, 'Cooperating', 'Lead'), {unit}, {copies}
		from `tabQingdan Task` t join seq_0_to_4 on seq <= {how_many}
		where seq = 0 or {drawn} != t.lead_unit"""


def _items() -> str:
	return f"""
		insert into `tab{PLAIN}` (name, {STAMPS}, title, text, state, percent, due_date, unit, leader)
		select name, {STAMPED}, title, text, state, percent, due_date, lead_unit, leader from `tabQingdan Task`"""
