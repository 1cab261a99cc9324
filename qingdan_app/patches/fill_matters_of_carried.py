"""What a task that was carried over goes back to, where it was carried before it kept its matter: however often since."""

import frappe

LACKING = """select `task`.`name`, `earlier`.`matter` from `tabQingdan Task` `task`
	join `tabQingdan Task` `earlier` on `earlier`.`name` = `task`.`carried_from`
	where length(`earlier`.`matter`) > 0 and ifnull(`task`.`matter`, '') = ''"""


def execute() -> None:
	while rows := frappe.db.sql(LACKING):
		for name, matter in rows:
			frappe.db.set_value("Qingdan Task", name, "matter", matter, update_modified=False)
