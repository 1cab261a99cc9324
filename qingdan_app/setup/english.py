"""What is shown in English under other words than it is kept: the city's Chinese states, actions and titles, and the names of
our DocTypes, reports and workspaces, which carry the app's name before what the guide calls them.

Frappe 15.0 reads no file of translations into English, so they are rows of its table of translations: created if missing, and
an administrator's wording stays.
"""

from collections.abc import Mapping

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
	"退回": "Return",
	"撤回": "Withdraw",
	"重启": "Reopen",
	"提交": "File",
	"采纳": "Adopt",
	"立项": "Take On",
	"提请立项": "Send for Approval",
	"同意立项": "Agree to Take On",
	"不予立项": "Declined",
	"立项审批中": "In Approval",
	"已立项": "Taken On",
	"提请变更": "Ask for the Change",
	"同意变更": "Grant the Change",
	"不同意变更": "Denied",
	"变更审批中": "Change in Approval",
	"已同意变更": "Granted",
	"待处理": "Open",
	"改派": "Re-assign",
	"已改派": "Re-assigned",
	"维持交办": "Insist",
	"请示领导": "Ask the Leader's Office",
	"应予改派": "Another Unit Is Right",
	"应由该单位承办": "The Unit Is Right",
	"领导办公室意见": "View of the Leader's Office",
	approval_flows.REFUSAL.title: "Questions of Duty",
	approval_flows.COMPLETION.title: "Review of Completion",
	approval_flows.TAKING_ON.title: "Approval of Matters",
	approval_flows.EXTENSION.title: "Approval of Extensions",
	approval_flows.ADJUSTMENT.title: "Approval of Changes",
	approval_flows.CORRECTION.title: "Approval of Corrections",
	"督查室审核": "Supervision Office",
	"单位负责人审核": "Head of the Unit",
	"配合单位会签": "Cooperating Units",
	"牵头领导审定": "Leader in Charge",
	boards.BOARD: "Tasks by State",
	modules.PROFILE: "Users of Responsibility Lists",
	workflows.SHIPPED[0].name: "Course of a Task",
	workflows.SHIPPED[1].name: "Course of a Progress Report",
	workflows.SHIPPED[2].name: "Course of a Matter",
	workflows.SHIPPED[3].name: "Course of a Refusal",
	workflows.SHIPPED[4].name: "Course of a Change Request",
}

TITLES: dict[str, str] = {
	"Qingdan Administration": "List Administration",
	"Qingdan All Lists": "All Lists",
	"Qingdan Approval Assignment": "Turn",
	"Qingdan Approval Chain": "Chain of the Approval Log",
	"Qingdan Approval Condition": "Condition",
	"Qingdan Approval Copy": "Copy",
	"Qingdan Approval Delegation": "Stand-In",
	"Qingdan Approval Flow": "Approval Flow",
	"Qingdan Approval Log": "Approval Log",
	"Qingdan Approval Request": "Approval Request",
	"Qingdan Approval Route": "Approval Route",
	"Qingdan Approval Route Row": "Row of an Approval Route",
	"Qingdan Approval Seal": "Approval Seal",
	"Qingdan Approval Setting": "Value Set at the End",
	"Qingdan Approval Step": "Step",
	"Qingdan Approval Trail": "Approval Trail",
	"Qingdan Approvals": "Approvals",
	"Qingdan Calendar Day": "Calendar Day",
	"Qingdan Channel Settings": "Message Channels",
	"Qingdan Change Milestone": "New Milestone",
	"Qingdan Change Request": "Change Request",
	"Qingdan Change Task": "Task of a Change Request",
	"Qingdan Change Unit": "New Cooperating Unit",
	"Qingdan Common Phrase": "Common Phrase",
	"Qingdan Contact": "Contact Person",
	"Qingdan Dwell Time": "Dwell Time",
	"Qingdan For Decision": "For Decision",
	"Qingdan Import": "Import",
	"Qingdan Import Issue": "Issue of an Import",
	"Qingdan Import Lead": "Lead Unit of an Import",
	"Qingdan Import List": "List of an Import",
	"Qingdan Import Unit": "Unit of an Import",
	"Qingdan Key Work": "Key Work",
	"Qingdan Late Tasks": "Late Tasks",
	"Qingdan Leader": "Leader",
	"Qingdan Leader Office": "Leader's Office",
	"Qingdan Leader Office Member": "Member of a Leader's Office",
	"Qingdan Light Change": "Change of a Light",
	"Qingdan Light Rule": "Light Rule",
	"Qingdan Light Rule Set": "Light Rules",
	"Qingdan List": "List",
	"Qingdan List Administrator": "List Administrator",
	"Qingdan Matter": "Matter",
	"Qingdan Across Years": "Matters Across Years",
	"Qingdan Closing Report": "Closing Report",
	"Qingdan Reorganization": "Offices Changing Hands",
	"Qingdan Reorganized Task": "Task That Changes Hands",
	"Qingdan Reorganized Unit": "Unit Whose Tasks Change Hands",
	"Qingdan Matter Kind": "Kind of Matter",
	"Qingdan Reminder": "Reminder",
	"Qingdan Reminder Rule": "Reminder Rule",
	"Qingdan Reminder Rule Set": "Reminder Rules",
	"Qingdan Reporting Rule": "Reporting Rule",
	"Qingdan Reporting Rule In Force": "Reporting Rule in Force",
	"Qingdan Matter Unit": "Cooperating Unit",
	"Qingdan Message": "Message",
	"Qingdan Message Delivery": "Message Delivery",
	"Qingdan Message Group": "Message Group",
	"Qingdan Message Group Member": "Member of a Message Group",
	"Qingdan Message Preference": "Message Preference",
	"Qingdan Message Rule": "Message Rule",
	"Qingdan Messenger Account": "Messenger Account",
	"Qingdan Missing Reports": "Missing Reports",
	"Qingdan My Tasks": "My Tasks",
	"Qingdan Nobody Can Act": "Nobody Can Act",
	"Qingdan Not Acknowledged": "Not Acknowledged",
	"Qingdan Part": "Part of a Task",
	"Qingdan Progress Report": "Progress Report",
	"Qingdan Refusal": "Refusal",
	"Qingdan Reviews Due": "Reviews Due",
	"Qingdan Report Evidence": "Evidence",
	"Qingdan Settings": "Settings of Lists",
	"Qingdan Supervision Office": "Supervision Office",
	"Qingdan Behind Schedule": "Behind Schedule",
	"Qingdan Rolled Up": "Roll-up of Progress",
	"Qingdan Subject Area": "Subject Area",
	"Qingdan Task": "Task",
	"Qingdan Task Earlier Unit": "Earlier Lead Unit",
	"Qingdan Task Milestone": "Milestone",
	"Qingdan Task Unit": "Unit of a Task",
	"Qingdan Tasks by State": "Tasks by State",
	"Qingdan Unit": "Unit",
	"Qingdan Unit Alias": "Alias of a Unit",
	"Qingdan Unit Handler": "Handler in a Unit",
	"Qingdan Unit Head": "Head of a Unit",
	"Qingdan Unit Liaison": "Liaison of a Unit",
	"Qingdan Unit Member": "Member of a Group of Units",
	"Qingdan Waiting for Me": "Waiting for Me",
	"Qingdan Waiting on Whom": "Waiting on Whom",
}
"""The name of what the app ships → what the guide calls it."""


def create_missing(said: Mapping[str, str] = WORDS) -> None:
	"""Create the English words that are missing on the site: the city's, or those that are given."""
	known = {"language": LANGUAGE, "source_text": ("in", list(said))}
	there = set(frappe.get_all("Translation", known, pluck="source_text"))
	for source, words in said.items():
		if source not in there:
			row = frappe.new_doc("Translation")
			row.update({"language": LANGUAGE, "source_text": source, "translated_text": words})
			row.insert(ignore_permissions=True)  # set-up runs as whoever installs


def remove() -> None:
	"""Take our words away as they were created; what an administrator reworded is the site's."""
	for source, words in {**WORDS, **TITLES}.items():
		own = {"language": LANGUAGE, "source_text": source, "translated_text": words}
		frappe.db.delete("Translation", own)
