"""What a completed task said when it was completed: kept with the decision, for the check of the record.

The snapshot of a decision on a task holds its report. Deadline, units and leader of a task are left out here: they may be
changed by name afterwards, and what they were stays with the change.
"""

from collections.abc import Iterator, Mapping

from frappe.model.document import Document

from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.moves.document_words import KEPT_BESIDE, words_of

TASK = f"{KEPT_BESIDE}task"
"""The word of a snapshot under which they stand."""
FIXED = ("number", "title", "text", "deadline_raw", "percent", "submitted_at", "completed_at", "late_days")
"""What nobody changes in a completed task: the document's own words, and what the flow wrote."""


def kept_of(task: Document) -> dict[str, dict[str, str]]:
	"""The words of a task that is completed; nothing of any other."""
	if task.state != TaskState.COMPLETED.value:
		return {}
	words = words_of(task, FIXED)
	return {TASK: {name: words.get(name, "") for name in FIXED}}


def faults(words: Mapping, task: Document) -> Iterator[str]:
	"""How a completed task is not what was kept of it."""
	kept = words.get(TASK)
	if kept and kept_of(task).get(TASK, kept) != kept:
		yield Fault.DIFFERS.value
