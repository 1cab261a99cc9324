"""The steps of a request as a form shows them: passed, at hand, and those that will still be asked."""

from collections.abc import Callable, Mapping

import frappe
from frappe import _
from frappe.utils import now_datetime

from qingdan_app.workflows.engine import flow as engine
from qingdan_app.workflows.engine.flow.conditions import CannotJudge
from qingdan_app.workflows.exceptions import FlowRefusal
from qingdan_app.workflows.flows import world
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.requests import columns, without_document


def of(row: Mapping, request: engine.Request) -> list[dict]:
	"""`[{key, title, mode, state}]`; a step whose condition does not hold for the document will not come, and is left out."""
	titles, comes = columns.step_titles(row["flow"]), _judge(row)
	passed = {visit.step for visit in request.visits if visit.status.value == "passed"}
	current = request.visit.step if request.visit else ""
	return [
		{
			"key": step.key,
			"title": _(titles.get(step.key, step.key)),
			"mode": step.mode.value,
			"state": state,
		}
		for step in request.definition.steps
		if (state := _state(step.key, passed, current)) != "ahead" or comes(step)
	]


def _state(key: str, passed: set[str], current: str) -> str:
	return "current" if key == current else "passed" if key in passed else "ahead"


def _judge(row: Mapping) -> Callable[[engine.StepDefinition], bool]:
	"""Whether a step would come, of the document as it is now; where that cannot be told it may."""
	about = (row["reference_doctype"], row["reference_name"])
	if without_document.is_gone(*about):
		return lambda step: True
	given = world.given_for(lambda: subject_of(frappe.get_doc(*about)), now_datetime())

	def comes(step: engine.StepDefinition) -> bool:
		try:
			return not step.condition or given.holds(step.condition)
		except (CannotJudge, FlowRefusal):
			return True

	return comes
