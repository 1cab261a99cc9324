"""Reports to begin with: built as an administrator builds them, and written once. What a site made of them stays so."""

import json
from dataclasses import dataclass

import frappe

from qingdan_app import site_language
from qingdan_app.organization.rules.standing import Role
from qingdan_app.saved_reports import schedules
from qingdan_app.tasks.rules.states import ReportState, TaskState

KEY = "qingdan_reports_shipped"
TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"
REQUEST, LOG = "Qingdan Approval Request", "Qingdan Approval Log"
EVERYBODY = tuple(role.value for role in Role)
WATCHING = (Role.LEADER_OFFICE.value, Role.SUPERVISION.value, Role.ADMINISTRATOR.value)
OPEN = [TASK, "state", "!=", TaskState.COMPLETED.value, False]
RUNNING = [TASK, "course", "is", "not set", False]
TASK_COLUMNS = ("title", "lead_unit", "leader", "due_date", "state", "percent")


@dataclass(frozen=True)
class Shipped:
	"""A report by its Chinese and its English name."""

	chinese: str
	english: str
	doctype: str
	columns: tuple[str, ...]
	filters: tuple[list, ...]
	order: str
	roles: tuple[str, ...] = EVERYBODY
	group: str = ""

	def settings(self) -> dict:
		"""As Report Builder stores them."""
		fields = [[column, self.doctype] for column in ("name", *self.columns)]
		column, direction = self.order.split()
		order = f"`tab{self.doctype}`.`{column}` {direction}"
		kept = {"fields": fields, "filters": list(self.filters), "order_by": order, "page_length": 100}
		if self.group:
			column = f"`tab{self.doctype}`.`{self.group}`"
			kept["group_by"] = {"group_by": column, "aggregate_function": "count"}
			kept["fields"] = [[self.group, self.doctype], ["_aggregate_column", self.doctype]]
		return kept


SHIPPED = (
	Shipped(
		"逾期未办结任务",
		"Late Tasks Still Open",
		TASK,
		(*TASK_COLUMNS, "late_since"),
		([TASK, "late_since", "is", "set", False], OPEN),
		"due_date asc",
	),
	Shipped(
		"本月到期任务",
		"Open Tasks Due This Month",
		TASK,
		TASK_COLUMNS,
		([TASK, "due_date", "Timespan", "this month", False], OPEN, RUNNING),
		"due_date asc",
	),
	Shipped(
		"各牵头单位未办结任务",
		"Open Tasks by Lead Unit",
		TASK,
		(),
		(OPEN,),
		"due_date asc",
		WATCHING,
		"lead_unit",
	),
	Shipped(
		"本月进展报告",
		"Progress Reports of This Month",
		REPORT,
		("task", "task_title", "unit", "kind", "period", "percent", "state", "submitted_at"),
		(
			[REPORT, "submitted_at", "Timespan", "this month", False],
			[REPORT, "state", "!=", ReportState.DRAFT.value, False],
		),
		"submitted_at desc",
	),
	Shipped(
		"在办审批单",
		"Requests Under Way",
		REQUEST,
		("reference_doctype", "reference_name", "subject_title", "status", "initiator", "started_at"),
		([REQUEST, "status", "!=", "Ended", False],),
		"started_at asc",
	),
	Shipped(
		"本月审批记录",
		"Approvals of This Month",
		LOG,
		("acted_at", "actor", "act", "reference_doctype", "reference_name", "opinion"),
		([LOG, "acted_at", "Timespan", "this month", False],),
		"acted_at desc",
		WATCHING,
	),
)


def create_missing() -> None:
	"""Write the reports in the language of the site, where that was never done and none of their names is there."""
	if frappe.db.get_global(KEY):
		return follow_language()
	for shipped in SHIPPED:
		name, _other = _names(shipped)
		if not frappe.db.exists("Report", name):
			_create(name, shipped)
	frappe.db.set_global(KEY, "1")


def follow_language() -> None:
	"""Call those that are called as they were written as the site's language says: it may be chosen after they were."""
	for shipped in SHIPPED:
		name, other = _names(shipped)
		written = {"name": other, "ref_doctype": shipped.doctype, "is_standard": "No"}
		if frappe.db.exists("Report", written) and not frappe.db.exists("Report", name):
			frappe.rename_doc("Report", other, name, force=True, show_alert=False)


def _names(shipped: Shipped) -> tuple[str, str]:
	"""Its name in the language of the site, and in the other."""
	names = (shipped.chinese, shipped.english)
	return names if site_language.is_chinese() else names[::-1]


def remove(ours: list[str]) -> None:
	"""Take away the reports built over the DocTypes `ours`, what was made of them, and the mails of any report over them."""
	over_ours = {"ref_doctype": ("in", ours)}
	for name in frappe.get_all("Report", over_ours, pluck="name"):
		schedules.stop(name)
	for name in frappe.get_all("Report", {**over_ours, "is_standard": "No"}, pluck="name"):
		frappe.delete_doc("Report", name, force=True, ignore_permissions=True)  # the app leaves the site


def _create(name: str, shipped: Shipped) -> None:
	report = frappe.new_doc("Report")
	report.update({"report_name": name, "ref_doctype": shipped.doctype, "report_type": "Report Builder"})
	report.update({"is_standard": "No", "json": json.dumps(shipped.settings(), ensure_ascii=False)})
	report.set("roles", [{"role": role} for role in shipped.roles])
	report.insert(ignore_permissions=True)  # set-up runs as whoever installs
