"""Rows for tests. Every argument has a default; a test names only what it is about."""

import frappe
from frappe.utils import add_months, getdate

from qingdan_app.organization.rules.standing import DUTY_ROLE, Role
from qingdan_app.sessions import acting_as
from qingdan_app.tests.users import number, unique, user
from qingdan_app.workflows.moves import performing

__all__ = ["acting_as", "unique", "user"]


def unit(name: str | None = None, **fields) -> str:
	"""A body that answers for tasks."""
	return (
		frappe.get_doc({"doctype": "Qingdan Unit", "unit_name": name or unique("局"), **fields}).insert().name
	)


def group(*members: str, name: str | None = None, **fields) -> str:
	"""A group of units, as 各区、县（市）政府 is one."""
	rows = [{"unit": member} for member in members]
	return unit(name or unique("各区"), is_group=1, members=rows, **fields)


def contact(unit: str, duty: str = "Liaison", who: str | None = None, **fields) -> str:
	"""A person's duty at a unit; answers the user."""
	who = who or user(DUTY_ROLE[duty])
	frappe.get_doc({"doctype": "Qingdan Contact", "user": who, "unit": unit, "duty": duty, **fields}).insert()
	return who


def leader(office: tuple = (), name: str | None = None, **fields) -> str:
	"""A vice mayor; `office` holds users or rows of the office."""
	rows = [{"user": row} if isinstance(row, str) else row for row in office]
	values = {"leader_name": name or unique("市长"), "post": "副市长", "office": rows, **fields}
	return frappe.get_doc({"doctype": "Qingdan Leader", **values}).insert().name


def office_user() -> str:
	"""Somebody to sit in a leader's office."""
	return user(Role.LEADER_OFFICE.value)


def supervisor() -> str:
	return user(Role.SUPERVISION.value)


def administrator() -> str:
	return user(Role.ADMINISTRATOR.value)


def list_(code: str | None = None, **fields) -> str:
	"""A responsibility list, by its code."""
	values = {
		"code": code or unique("2021"),
		"title": "四、为民办实事项目",
		"year": 2021,
		"number": 4,
		**fields,
	}
	return frappe.get_doc({"doctype": "Qingdan List", **values}).insert().name


def key_work(list: str | None = None, serial: int = 58, **fields) -> str:
	"""A numbered item of a list."""
	values = {
		"list": list or list_(),
		"serial": serial,
		"text": "打造数智杭州",
		"units_raw": "市发改委、市经信局",
	}
	return frappe.get_doc({"doctype": "Qingdan Key Work", **values, **fields}).insert().name


def reporting_rule(**fields) -> str:
	"""A rule by which reports are owed each month, unless it says otherwise."""
	values = {"doctype": "Qingdan Reporting Rule", "title": unique("规则"), "cycle": "Month", **fields}
	return frappe.get_doc(values).insert().name


def put_in_force(rule: str, doctype: str, name: str, since) -> str:
	"""A rule of reporting for a list or a task, from a day on, by whoever the session's user is."""
	doc = frappe.get_doc(doctype, name)
	doc.append("reporting_rules", {"since": since, "rule": rule})
	if doctype == "Qingdan Task":
		doc.correction_reason = "按要求填报"
	doc.save()
	return rule


def matter_kind(**fields) -> str:
	"""A kind of matter without a time limit, that needs no approval."""
	words = {"doctype": "Qingdan Matter Kind", "title": unique("批示"), **fields}
	return frappe.get_doc(words).insert().name


def task(lead: str | None = None, cooperating: tuple = (), leader: str | None = None, **fields):
	"""A task in its first state. `key_work` may be given; a lead unit is made where none is."""
	item = fields.pop("key_work", None) or key_work()
	units = [{"unit": lead or unit(), "duty": "Lead"}]
	units += [{"unit": name, "duty": "Cooperating"} for name in cooperating]
	values = {
		"list": frappe.db.get_value("Qingdan Key Work", item, "list"),
		"key_work": item,
		"number": number(),
		"text": f"完成 {unique('项目')}",
		"deadline_raw": "2021年12月底",
		"due_date": "2021-12-31",
		"deadline_kind": "Date",
		"leader": leader,
		"units": units,
	}
	return frappe.get_doc({"doctype": "Qingdan Task", **values, **fields}).insert()


def evidence(who: str | None = None, private: int = 1, **fields) -> str:
	"""A file uploaded by `who`, not yet attached to anything; answers its address."""
	values = {
		"file_name": f"{unique('evidence')}.txt",
		"is_private": private,
		"content": unique("证明材料").encode(),
	}
	with acting_as(who or frappe.session.user):
		return (
			frappe.get_doc({"doctype": "File", **values, **fields}).insert(ignore_permissions=True).file_url
		)


def month(back: int = 0) -> str:
	"""The month so many months ago, as the period of a report."""
	return f"{add_months(getdate(), -back):%Y-%m}"


def report(task, unit: str, who: str, **fields):
	"""A draft of a progress report, written by a contact of the unit."""
	values = {
		"task": task.name,
		"unit": unit,
		"kind": "Period",
		"period": month(3),
		"percent": 40,
		"done": "已完成前期工作",
	}
	with acting_as(who):
		return frappe.get_doc({"doctype": "Qingdan Progress Report", **values, **fields}).insert()


def acted(doc, *acts: tuple[str, str]):
	"""Walk a document through acts, each `(act, user)`; answers it as stored."""
	for act, who in acts:
		with acting_as(who):
			performing.perform(doc.doctype, doc.name, act, "测试意见")
	return frappe.get_doc(doc.doctype, doc.name)
