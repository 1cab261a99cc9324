"""Core keeps rows of Workflow Action: what each role may do next with a document. Our Workflows ask for none, for all of their states are optional;
core finds that out with a dozen statements at every save and writes nothing. So it is not asked, as long as that holds.
"""

import frappe
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name
from frappe.workflow.doctype.workflow_action import workflow_action

OF_CORE = "frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions"
OURS = f"{__name__}.process"


def spare() -> None:
	"""Let `process` stand where core has its own handler, until the request or job ends. Called by whatever has a Workflow of ours."""
	hooks = frappe.get_doc_hooks()
	if getattr(frappe.local, "qingdan_spared", None) is hooks:
		return
	of_all = hooks.get("*", {})
	for event, handlers in of_all.items():
		of_all[event] = [OURS if handler == OF_CORE else handler for handler in handlers]
	frappe.local.qingdan_spared = hooks


def process(doc: Document, event: str) -> None:
	"""As core does, but for a document of which no row is wanted. What a deleted one has left behind is removed by core."""
	if event == "on_trash" or not _wants_none(doc):
		workflow_action.process_workflow_actions(doc, event)


def _wants_none(doc: Document) -> bool:
	"""Whether its state belongs to the flow, and its Workflow is as it is shipped."""
	if not getattr(doc, "MOVED_BY_THE_FLOW", False):
		return False
	workflow = get_workflow_name(doc.doctype)
	return bool(workflow) and all(
		state.is_optional_state for state in frappe.get_cached_doc("Workflow", workflow).states
	)
