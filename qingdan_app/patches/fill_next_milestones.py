"""The next milestone of tasks from before milestones were reported one by one; those of finished tasks stay as they are."""

import frappe


def execute() -> None:
	frappe.db.sql(
		"""update `tabQingdan Task` `task` set `milestone_due` = (
				select min(`row`.`date`) from `tabQingdan Task Milestone` `row`
				where `row`.`parent` = `task`.`name` and `row`.`parenttype` = 'Qingdan Task'
					and `row`.`date` < `task`.`due_date` and `row`.`reported_on` is null)
		where `deadline_kind` = 'Milestones' and `state` in ('待启动', '推进中')
			and ifnull(`course`, '') = '' and `milestone_due` is null"""
	)
