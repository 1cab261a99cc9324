"""Which documents belong to a list, and rest with it once it is archived: the tables of the one rule."""

LIST, KEY_WORK, TASK = "Qingdan List", "Qingdan Key Work", "Qingdan Task"
OF_A_LIST = {LIST: "name", KEY_WORK: "list", TASK: "list", "Qingdan Instruction": "list"}
"""DocType → the field that names the list."""
OF_A_TASK = frozenset(
	{"Qingdan Progress Report", "Qingdan Part", "Qingdan Refusal", "Qingdan Issue", "Qingdan Verification"}
)
"""DocTypes whose field `task` names the task that they are about."""
OF_TASKS = {"Qingdan Change Request": "tasks", "Qingdan Supervision Notice": "tasks"}
"""DocType → the table whose rows name the tasks that it is about."""
BESIDE = {
	"File": ("attached_to_doctype", "attached_to_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
}
"""DocTypes of core whose rows stand beside a document, and the fields that name it."""
RULED: frozenset[str] = frozenset({*OF_A_LIST, *OF_A_TASK, *OF_TASKS})
"""DocTypes of ours that belong to a list."""
