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
BATCH = 50_000
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


def fill(tasks: int) -> None:
	"""Write the tasks, their units, and as many rows of the plain DocType."""
	_head()
	for first in range(1, tasks + 1, BATCH):
		last = min(first + BATCH - 1, tasks)
		names = {"first": _name(first), "last": _name(last)}
		for statement in (_tasks(first, last), STAMPS_OF_TASK, LEADS, COOPERATING, ITEMS):
			frappe.db.sql(statement, names)
		frappe.db.commit()
	for doctype in ("Qingdan Task", "Qingdan Task Unit", PLAIN):
		frappe.db.sql(f"analyze table `tab{doctype}`")
	totals.everything_changed()
	frappe.db.commit()


def _head() -> None:
	head = {
		"doctype": "Qingdan List",
		"code": city.LIST,
		"title": "重点工作责任分解清单",
		"number": 1,
		"year": 2098,
	}
	frappe.get_doc(head).insert()
	work = {"doctype": "Qingdan Key Work", "list": city.LIST, "serial": 1, "text": "加快重大项目建设"}
	frappe.get_doc(work).insert()
	frappe.db.commit()


def _name(number: int) -> str:
	work, place = divmod(number - 1, 4)
	return f"{city.LIST}-{work:06d}-{place + 1:02d}"


def _random(salt: str, seed: str = "seq") -> str:
	"""A number between 0 and 1 that is the same in every run."""
	return f"(crc32(concat({seed}, '{salt}')) / 4294967296)"


def _unit(salt: str, seed: str = "seq") -> str:
	return f"concat('市直单位', lpad(1 + floor(pow({_random(salt, seed)}, 1.5) * {UNITS}), 3, '0'))"


def _tasks(first: int, last: int) -> str:
	month = f"date_add(curdate(), interval floor({_random('due')} * 25) - 10 month)"
	return f"""
		insert into `tabQingdan Task` (name, {STAMPS}, list, key_work, number, title, text, key_work_text, state,
			due_date, deadline_kind, deadline_raw, leader, lead_unit, percent)
		select concat('{city.LIST}-', lpad((seq - 1) div 4, 6, '0'), '-', lpad((seq - 1) mod 4 + 1, 2, '0')), {STAMPED},
			'{city.LIST}', '{city.LIST}-1', seq, concat('推动重点项目', seq, '建设，完成年度投资计划'),
			concat('推动重点项目', seq, '建设，完成年度投资计划，按月报送进展，协调解决征地拆迁与资金保障问题。'),
			'加快重大项目建设', elt(1 + floor({_random("state")} * 4), '待启动', '推进中', '待审核', '已完成'),
			if({_random("dated")} < 0.125, null, last_day({month})), 'Date', '按月推进',
			concat('副市长', 1 + crc32(seq) mod {LEADERS}), {_unit("lead")}, 0
		from seq_{first}_to_{last}"""


COLUMNS = (
	f"name, {STAMPS}, parent, parenttype, parentfield, idx, unit, duty, raw, due_order, state, late_since"
)
OF_TASK = "from `tabQingdan Task` t"
BATCHED = "where t.name between %(first)s and %(last)s"

LEADS = f"""
insert into `tabQingdan Task Unit` ({COLUMNS})
select concat('u', lpad(t.number, 8, '0'), '0'), {STAMPED}, t.name, 'Qingdan Task', 'units', 1, t.lead_unit,
	'Lead', t.lead_unit, t.due_order, t.state, t.late_since {OF_TASK} {BATCHED}"""

COOPERATING = f"""
insert into `tabQingdan Task Unit` ({COLUMNS})
select concat('u', lpad(number, 8, '0'), min(seq)), {STAMPED}, name, 'Qingdan Task', 'units', 1 + min(seq), unit,
	'Cooperating', unit, due_order, state, late_since
from (
	select t.name, t.number, t.due_order, t.state, t.late_since, t.lead_unit, seq, {_unit("with", "t.number, '-', seq")} as unit
	{OF_TASK} join seq_1_to_4 on seq <= 1 + floor({_random("how many", "t.number")} * 4) {BATCHED}
) c where unit != lead_unit group by name, number, due_order, state, late_since, unit"""

STAMPS_OF_TASK = f"""
update `tabQingdan Task` t set t.due_order = ifnull(t.due_date, '9999-12-31'),
	t.late_since = if(t.due_date < curdate() and t.state in ('待启动', '推进中'), date_add(t.due_date, interval 1 day), null)
{BATCHED}"""

ITEMS = f"""
insert into `tab{PLAIN}` (name, {STAMPS}, title, text, state, percent, due_date, unit, leader)
select t.name, {STAMPED}, t.title, t.text, t.state, t.percent, t.due_date, t.lead_unit, t.leader
{OF_TASK} {BATCHED}"""
