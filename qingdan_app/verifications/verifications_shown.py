"""What was verified of a task, as it is shown beside what the unit says and what the calendar says. Reads only."""

from collections import defaultdict
from collections.abc import Iterable

import frappe

from qingdan_app.tasks.evidence import ROW
from qingdan_app.verifications.rules.result import Result
from qingdan_app.verifications.verification_requirements import VERIFICATION

FIELDS = (
	"name",
	"day",
	"place",
	"verified_by",
	"result",
	"finding",
	"percent",
	"report",
	"corrects",
)


def shown_on(task: str) -> list[dict]:
	"""The verifications of a task that the session's user sees, the latest first, each with its files, whether it agrees and which one corrects it."""
	latest = "day desc, creation desc"
	rows = frappe.get_list(VERIFICATION, {"task": task}, list(FIELDS), order_by=latest, limit_page_length=0)
	corrected_by = {row.corrects: row.name for row in rows if row.corrects}
	files = _files([row.name for row in rows])
	return [
		{
			**row,
			"agrees": row.result == Result.AGREES.value,
			"corrected_by": corrected_by.get(row.name),
			"files": files[row.name],
		}
		for row in rows
	]


def may_be_corrected(name: str) -> bool:
	"""Whether none corrects it yet."""
	return not frappe.db.exists(VERIFICATION, {"corrects": name})


def _files(names: Iterable[str]) -> dict[str, list[dict]]:
	found = defaultdict(list)
	wanted = {"parent": ("in", [*names] or [""]), "parenttype": VERIFICATION}
	for row in frappe.get_all(ROW, wanted, ["parent", "file", "caption"], order_by="parent, idx"):
		found[row.parent].append({"file": row.file, "caption": row.caption})
	return found
