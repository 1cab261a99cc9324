"""The city's own words in English: states, actions and titles are kept in Chinese and shown in the reader's language.

Frappe 15.0 reads no file of translations into English, so they are rows of its table of translations: created if missing, and
an administrator's wording stays.
"""

import frappe

from qingdan_app.setup import approval_flows, boards, modules, workflows

LANGUAGE = "en"
WORDS: dict[str, str] = {
	"待启动": "Not Started",
	"推进中": "Under Way",
	"待审核": "In Review",
	"已完成": "Completed",
	"草稿": "Draft",
	"已提交": "Filed",
	"已采纳": "Adopted",
	"已退回": "Returned",
	"启动": "Start",
	"送审": "Send to Review",
	"办结": "Complete",
	"退回": "Send Back",
	"撤回": "Withdraw",
	"重启": "Reopen",
	"提交": "File",
	"采纳": "Adopt",
	approval_flows.TITLE: "Review of Completion",
	"单位负责人审核": "Head of the Unit",
	"配合单位会签": "Cooperating Units",
	"牵头领导审定": "Leader in Charge",
	boards.BOARD: "Tasks by State",
	modules.PROFILE: "Users of Responsibility Lists",
	workflows.SHIPPED[0].name: "Course of a Task",
	workflows.SHIPPED[1].name: "Course of a Progress Report",
}


def create_missing() -> None:
	"""Create the English words that are missing on the site."""
	known = {"language": LANGUAGE, "source_text": ("in", list(WORDS))}
	there = set(frappe.get_all("Translation", known, pluck="source_text"))
	for source, words in WORDS.items():
		if source not in there:
			row = frappe.new_doc("Translation")
			row.update({"language": LANGUAGE, "source_text": source, "translated_text": words})
			row.insert(ignore_permissions=True)  # set-up runs as whoever installs


def remove() -> None:
	"""Take our words away as they were created; what an administrator reworded is the site's."""
	for source, words in WORDS.items():
		own = {"language": LANGUAGE, "source_text": source, "translated_text": words}
		frappe.db.delete("Translation", own)
