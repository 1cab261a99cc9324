"""What flows stand on and who keeps it: the hook `doc_events`. Plain data, for hooks.py."""

KEEPING, FIELDS = "qingdan_app.workflows.flows.keeping", "qingdan_app.workflows.flows.fields_kept"

EVENTS: dict[str, dict[str, str]] = {
	"Qingdan Approval Flow": {"on_change": "qingdan_app.workflows.papers.formats.follow_flow"},
	"Workflow": {
		"before_import": f"{KEEPING}.check_workflow",
		"before_validate": f"{KEEPING}.check_workflow",
		"on_trash": f"{KEEPING}.check_workflow_deletion",
	},
	"Workflow Transition": {"before_validate": f"{KEEPING}.check_row", "on_trash": f"{KEEPING}.check_row"},
	"Workflow Document State": {
		"before_validate": f"{KEEPING}.check_row",
		"on_trash": f"{KEEPING}.check_row",
	},
	"Workflow State": {"before_rename": f"{KEEPING}.check_word"},
	"Workflow Action Master": {"before_rename": f"{KEEPING}.check_word"},
	"DocType": {
		"before_rename": f"{KEEPING}.check_doctype",
		"validate": f"{FIELDS}.check_doctype",
	},
	"DocField": {"before_validate": f"{FIELDS}.check_row", "on_trash": f"{FIELDS}.check_row"},
	"Custom Field": {
		"validate": f"{FIELDS}.check_custom_field",
		"on_trash": f"{FIELDS}.check_custom_field_deletion",
	},
	"Property Setter": {
		"before_validate": f"{FIELDS}.check_property",
		"on_trash": f"{FIELDS}.check_property",
	},
}
