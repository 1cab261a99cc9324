"""What core's `apply_workflow` does beside changing the state, done by the flow as well.

`tests/test_core_workflow.py` judges every step of it on the line of Frappe at hand: one that a later line adds fails it.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import is_transition_condition_satisfied

from qingdan_app.workflows.engine.transitions import Transition
from qingdan_app.workflows.exceptions import ConditionFails


def holds(edge: Transition, doc: Document) -> bool:
	"""Whether the condition of an edge holds for the document. Raises ConditionFails where it cannot be judged."""
	if not edge.condition:
		return True
	try:
		return bool(is_transition_condition_satisfied(edge, doc))
	except Exception as error:
		frappe.throw(
			_("The condition of “{0}” in the Workflow fails for {1}: {2}").format(edge.act, doc.name, error),
			ConditionFails,
		)


def is_offered(edge: Transition, doc: Document) -> bool:
	"""The same for a button: what cannot be judged is not offered."""
	try:
		return holds(edge, doc)
	except ConditionFails:
		frappe.clear_last_message()
		return False


def set_field_of(state: Document | None, doc: Document) -> None:
	"""Set the field that a state of the Workflow sets, as its administrator wrote it."""
	if state and state.update_field:
		doc.set(state.update_field, state.update_value)
