"""A flow document as the engine's frozen definition, and its conditions as values."""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from math import isfinite

import frappe
from frappe.model.document import Document
from frappe.utils import cint, flt

from qingdan_app.parsing.entered_values import NUMBERS, Unreadable, value_of, values_of
from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.engine.flow import (
	ANY_EARLIER,
	INITIATOR,
	PREVIOUS,
	Clock,
	Duplicates,
	Expiry,
	FlowDefinition,
	Mode,
	Moves,
	Need,
	Nobody,
	StepDefinition,
	Veto,
)
from qingdan_app.workflows.engine.flow.conditions import AllOf, CannotJudge, Operator, Test
from qingdan_app.workflows.engine.flow.verbs import ALWAYS_ALLOWED, STEP_FIELDS

RETURN_TARGETS = {
	"Initiator": (INITIATOR,),
	"Previous Step": (INITIATOR, PREVIOUS),
	"Any Earlier Step": (INITIATOR, PREVIOUS, ANY_EARLIER),
}
ORDERING = frozenset({Operator.GREATER, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST})
DUPLICATES = {
	"Never Skip": Duplicates.NEVER,
	"Skip Adjacent": Duplicates.ADJACENT,
	"Skip Any Earlier": Duplicates.ANY_EARLIER,
}


def definition_of(flow: Document) -> FlowDefinition:
	"""The flow as the engine walks it."""
	return FlowDefinition(
		key=flow.flow_key,
		version=max(cint(flow.version), 1),
		steps=tuple(_step(row) for row in flow.steps),
		allow_own=bool(flow.allow_own),
		urge_minutes=cint(flow.urge_minutes),
		moves=_moves(flow),
	)


def published(flow: str) -> FlowDefinition:
	"""The same of a version in force, by its name: it never changes, so a process works it out once."""
	kept = frappe.get_cached_doc("Qingdan Approval Flow", flow)
	return _published(frappe.local.site, flow, str(kept.modified))


@lru_cache(maxsize=256)
def _published(site: str, flow: str, modified: str) -> FlowDefinition:
	return definition_of(frappe.get_cached_doc("Qingdan Approval Flow", flow))


def reference(resolver: str | None, parameter: str | None) -> str:
	"""A resolver and its parameter as the opaque text the engine carries; empty without a resolver."""
	return json.dumps([resolver, parameter or ""], ensure_ascii=False) if resolver else ""


def parts_of(text: str) -> tuple[str, str]:
	"""The resolver and parameter of a reference."""
	resolver, parameter = json.loads(text)
	return resolver, parameter


def condition_of(rows, fieldtypes: Mapping[str, str]) -> AllOf:
	"""Condition rows as one value: all of them have to hold."""
	return AllOf(tuple(test_of(row.field, row.operator, row.value, fieldtypes) for row in rows))


def test_of(field: str, operator: str, value: str | None, fieldtypes: Mapping[str, str]) -> Test:
	"""One row as a test, its values read as the field's type asks. Raises CannotJudge."""
	kind = Operator(operator)
	if kind in (Operator.IS_SET, Operator.IS_NOT_SET):
		return Test(field, kind, (0,) if fieldtypes.get(field) in NUMBERS else ())
	try:
		return Test(field, kind, _values(kind, value or "", fieldtypes.get(field)))
	except Unreadable as error:
		raise CannotJudge(f"{field} {operator} {value}") from error


def _values(kind: Operator, words: str, fieldtype: str | None) -> tuple[str | float, ...]:
	if kind in (Operator.IN, Operator.NOT_IN):
		return values_of(words, fieldtype)
	read = value_of(words, fieldtype)
	return (_in_order(read) if kind in ORDERING else read,)


def _in_order(value: str | float) -> str | float:
	"""Text that is to be greater or less than something is meant as a number where it is one: 9 is less than 10000."""
	with suppress(Unreadable):
		return value_of(value, "Float") if isinstance(value, str) else value
	return value


def entry_reference(row: Document) -> str:
	"""The condition to enter a step as opaque text; empty for always."""
	if not row.condition_field:
		return ""
	return json.dumps(
		[row.condition_field, row.condition_operator, row.condition_value or ""], ensure_ascii=False
	)


def _step(row: Document) -> StepDefinition:
	return StepDefinition(
		key=row.step_key,
		resolver=reference(row.resolver, row.parameter),
		mode=Mode(row.mode.lower()),
		threshold=cint(row.threshold),
		veto=Veto((row.veto or "One Ends").lower()),
		condition=entry_reference(row),
		acts=_acts(row),
		return_to=RETURN_TARGETS[row.return_to or "Any Earlier Step"] if row.may_return else (),
		opinion=Need((row.opinion or "Optional").lower()),
		signature=Need((row.signature or "None").lower()),
		duplicates=DUPLICATES[row.duplicates or "Never Skip"],
		nobody=Nobody((row.nobody or "Block").lower()),
		fallback=tuple(user.strip() for user in (row.fallback or "").splitlines() if user.strip()),
		clock=_clock(row),
		copies=(reference(row.copy_resolver, row.copy_parameter),) if row.copy_resolver else (),
		nested_adding=bool(row.nested_adding),
	)


def _acts(row: Document) -> frozenset[str]:
	allowed = (verbs for field, verbs in STEP_FIELDS.items() if row.get(field))
	return ALWAYS_ALLOWED.union(*allowed)


def _clock(row: Document) -> Clock | None:
	reminders = tuple(
		_minutes(part) for part in (row.reminders or "").replace("，", ",").split(",") if part.strip()
	)
	if not (flt(row.working_hours) or row.due_field or reminders):
		return None
	return Clock(
		minutes=round(flt(row.working_hours) * 60),
		reminders=reminders,
		on_expiry=Expiry((row.on_expiry or "Tell").lower()),
		date=row.due_field or "",
	)


def _minutes(hours: str) -> int:
	"""Hours as minutes; what is no number, or none that a clock can show, is nought."""
	minutes = flt(hours) * 60
	return round(minutes) if isfinite(minutes) else 0


def _moves(flow: Document) -> Moves:
	if flow.guard != "Transition":
		return Moves()
	return Moves(
		approved=workflow_acts.act_of(flow.approved_action or ""),
		rejected=workflow_acts.act_of(flow.rejected_action or ""),
		returned=workflow_acts.act_of(flow.returned_action or ""),
		withdrawn=workflow_acts.act_of(flow.withdrawn_action or ""),
		terminated=workflow_acts.act_of(flow.terminated_action or ""),
	)
